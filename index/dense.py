"""The vector index: FAISS over the passages' vectors, derived from SQLite and told what changed."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.database import Database
from index.stamp import Stamp, belongs, read_stamp, write_stamp

IVF_FROM = 200_000  # passages from which clustering pays (bench/index_scale.py measures it)
PROBED = 1 / 128  # share of the clusters that a search looks into
TRAINED, ROUNDS = 40, 10  # vectors a cluster for training, and how often the clusters are corrected
RERANKED = 100  # candidates of a quantised index that are scored again with their exact vectors
FEW = 300  # a filter that leaves no more passages reads their vectors and scores them all
CHUNK = 20_000
VERSION = 2


class DenseIndex:
    """Inner product; of unit vectors, so scores are cosines. Higher is better. The caller holds one lock around all calls."""

    def __init__(self, database: Database, folder: Path):
        self.database, self.folder, self.stamp_file = database, folder, folder / "dense.json"
        self.lock = threading.RLock()
        self.forget_all()

    def forget_all(self, model: str | None = None) -> None:
        self.index, self.stamp, self.model, self.changed = None, Stamp(), model, False

    def refresh(self, now: Stamp) -> int:
        """Replays what the base has and the index has not; says how many passages. Inside a snapshot of the base."""
        with self.lock:
            model = self.database.setting("model")
            if model != self.model or self.index is None or not belongs(self.database, self.stamp):
                self.load(model)
            return self.replay(now) if self.stamp != now else 0

    def load(self, model: str | None) -> None:
        """The index as it was published, if it is of this base and model; else nothing, so that all is replayed."""
        import faiss

        self.forget_all(model)
        found = read_stamp(self.stamp_file, "version", "file", "model")
        if found and found[1][0] == VERSION and found[1][2] == model and belongs(self.database, found[0]):
            try:
                self.index = faiss.read_index(os.fspath(self.folder / found[1][1]))
                self.stamp = found[0]
            except RuntimeError:  # missing or broken: made again
                self.index = None

    def replay(self, now: Stamp) -> int:
        since, self.stamp, self.changed = self.stamp, now, True
        dead = [rid for (rid,) in self.database.rows("SELECT rid FROM removed WHERE seq > ? AND rid <= ?", (since.removed, since.high))]
        if dead and self.index is not None:
            self.index.remove_ids(np.asarray(dead, dtype=np.int64))
        return len(dead) + sum(self.add(rids, vectors) for rids, vectors in self.stored(since.high))

    def rebuild(self, now: Stamp) -> None:
        """All of it again from the base. Inside a snapshot."""
        with self.lock:
            self.forget_all(self.database.setting("model"))
            self.replay(now)

    def publish(self, may_cluster: bool = True) -> None:
        """Index first under a name of its own, then the stamp that names it: a crash leaves the old pair whole."""
        import faiss

        with self.lock:
            if may_cluster:
                self.cluster()
            if self.index is None or not self.changed:
                return
            self.folder.mkdir(parents=True, exist_ok=True)
            name, scratch = f"dense-{self.stamp.generation}-{secrets.token_hex(4)}.faiss", self.folder / "dense.tmp"
            faiss.write_index(self.index, os.fspath(scratch))
            os.replace(scratch, self.folder / name)
            write_stamp(self.stamp_file, self.stamp, version=VERSION, file=name, model=self.model)
            self.changed = False
            for old in self.folder.glob("dense-*.faiss"):
                if old.name != name:
                    old.unlink(missing_ok=True)

    def stored(self, after: int = 0, until: int | None = None):
        """The base's (rids, vectors) in order, in chunks."""
        while rows := self.database.rows(
            "SELECT rid, vector FROM vectors WHERE rid > ? AND rid <= ? ORDER BY rid LIMIT ?", (after, until or self.stamp.high, CHUNK)
        ):
            yield np.array([rid for rid, _ in rows], dtype=np.int64), unpack_vectors([vector for _, vector in rows])
            after = rows[-1][0]

    def add(self, rids: np.ndarray, vectors: np.ndarray) -> int:
        import faiss

        if self.index is None:
            self.index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        self.index.add_with_ids(vectors, rids)
        return len(rids)

    def rids(self) -> list[int]:
        """All that it holds."""
        import faiss

        if not self.size:
            return []
        if not self.clusters:
            return faiss.vector_to_array(self.index.id_map).tolist()
        lists = self.index.invlists
        return [rid for i in range(self.clusters) for rid in faiss.rev_swig_ptr(lists.get_ids(i), lists.list_size(i)).tolist()]

    # from flat to clustered

    @property
    def size(self) -> int:
        return self.index.ntotal if self.index is not None else 0

    @property
    def clusters(self) -> int:
        """0 of a flat index."""
        return getattr(self.index, "nlist", 0) if self.index is not None else 0

    def cluster(self) -> None:
        """Clusters a base that is large enough, and again when it has outgrown its clusters."""
        wanted = clusters_for(self.size)
        if wanted and not self.clusters * 2 >= wanted:
            self.index, self.changed = self.trained(wanted), True

    def trained(self, clusters: int):
        """A new index of all stored vectors: 8 bits a number, in clusters."""
        import faiss

        rids = np.array(
            [rid for (rid,) in self.database.rows("SELECT rid FROM vectors WHERE rid <= ?", (self.stamp.high,))], dtype=np.int64
        )
        sample = np.sort(np.random.default_rng(0).choice(rids, min(len(rids), TRAINED * clusters), replace=False))
        vectors = np.concatenate([self.vectors(sample[i : i + CHUNK])[1] for i in range(0, len(sample), CHUNK)])
        use_cores(os.cpu_count() or 1)
        made = faiss.index_factory(vectors.shape[1], f"IVF{clusters},SQ8", faiss.METRIC_INNER_PRODUCT)
        made.cp.niter = ROUNDS
        made.train(vectors)
        made.nprobe = probes(clusters)
        for chunk, stored in self.stored():
            made.add_with_ids(stored, chunk)
        return made

    # searching

    def search(self, vector: np.ndarray, k: int, allowed: Sequence[int] | np.ndarray | None = None) -> list[tuple[int, float]]:
        """(rid, cosine) of the k nearest, best first. `allowed` restricts exactly, however few it leaves."""
        if not self.size or (allowed is not None and not len(allowed)):
            return []
        vector = np.ascontiguousarray(vector, dtype=np.float32)
        if allowed is not None and len(allowed) <= FEW:
            return best(self.cosines(vector, allowed), k)
        wanted = max(k, RERANKED) if self.clusters else k
        with self.lock:
            use_cores(1)  # one question is one thread's work to FAISS; a team of threads would only wait for each other
            scores, rids = self.index.search(vector[None], wanted, params=self.parameters(allowed))
        found = [(int(rid), float(score)) for rid, score in zip(rids[0], scores[0], strict=True) if rid >= 0]
        return best(self.cosines(vector, [rid for rid, _ in found]), k) if self.clusters else found

    def parameters(self, allowed: Sequence[int] | np.ndarray | None):
        """A filter makes a search look into more clusters, the more the fewer passages it leaves."""
        import faiss

        if allowed is None:
            return None
        selector = faiss.IDSelectorBitmap(bitmap(np.asarray(allowed, dtype=np.int64)))
        if not self.clusters:
            return faiss.SearchParameters(sel=selector)
        share = len(allowed) / self.size
        return faiss.SearchParametersIVF(sel=selector, nprobe=min(self.clusters, int(2 * probes(self.clusters) / share)))

    def cosines(self, vector: np.ndarray, rids: Sequence[int] | np.ndarray) -> dict[int, float]:
        """The exact scores of stored passages, one by one."""
        found: dict[int, float] = {}
        for start in range(0, len(rids), CHUNK):
            known, vectors = self.vectors(rids[start : start + CHUNK])
            found.update(zip(known, (vectors @ vector).tolist(), strict=True) if known else ())
        return found

    def vectors(self, rids: Sequence[int] | np.ndarray) -> tuple[list[int], np.ndarray]:
        marks = ",".join(str(int(rid)) for rid in rids)
        rows = self.database.rows(f"SELECT rid, vector FROM vectors WHERE rid IN ({marks})")
        return [rid for rid, _ in rows], unpack_vectors([vector for _, vector in rows])


def use_cores(count: int) -> None:
    """How many threads FAISS takes when it is called from this thread."""
    import faiss

    faiss.omp_set_num_threads(count)


def best(scores: dict[int, float], k: int) -> list[tuple[int, float]]:
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]


def clusters_for(passages: int) -> int:
    """A power of two near 4 times the square root; 0 where flat is fast enough.

    >>> clusters_for(1000), clusters_for(200_000), clusters_for(1_000_000)
    (0, 2048, 4096)
    """
    return 1 << round(np.log2(4 * passages**0.5)) if passages >= IVF_FROM else 0


def probes(clusters: int) -> int:
    return max(8, round(clusters * PROBED))


def bitmap(rids: np.ndarray) -> np.ndarray:
    """One bit a rid, the lowest first."""
    bits = np.zeros(int(rids.max()) + 1, dtype=np.uint8)
    bits[rids] = 1
    return np.packbits(bits, bitorder="little")


def pack_vector(vector: np.ndarray | Sequence[float]) -> bytes:
    return np.asarray(vector, dtype=np.float16).tobytes()


def unpack_vectors(blobs: Sequence[bytes]) -> np.ndarray:
    """(n, dimensions) float32."""
    return (
        np.frombuffer(b"".join(blobs), dtype=np.float16).astype(np.float32).reshape(len(blobs), -1)
        if blobs
        else np.zeros((0, 0), np.float32)
    )
