"""The vector index: FAISS over the passages' vectors, derived from SQLite and told what changed."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.database import Database

IVF_FROM = 200_000  # passages from which clustering pays (bench/index_scale.py measures it)
LISTS, PROBES = 4096, 16
RERANKED = 100  # candidates of a quantised index that are scored again with their exact vectors
EXACT_FILTER = 20_000  # a filter that leaves fewer passages reads their vectors and scores them all
CHUNK = 20_000
VERSION = 1


class DenseIndex:
    """Inner product over unit vectors: scores are cosines, higher is better."""

    def __init__(self, database: Database, folder: Path):
        self.database, self.file = database, folder / "dense.faiss"
        self.lock = threading.RLock()
        self.index, self.high, self.removed = None, 0, 0

    def refresh(self) -> None:
        """Replays what SQLite has and the index has not."""
        with self.lock:
            if self.index is None:
                self.load()
            dead = self.database.rows("SELECT seq, rid FROM removed WHERE seq > ? ORDER BY seq", (self.removed,))
            if dead and self.index is not None:
                self.forget([rid for _, rid in dead])
            if dead:
                self.removed = dead[-1][0]
            while rows := self.database.rows("SELECT rid, vector FROM vectors WHERE rid > ? ORDER BY rid LIMIT ?", (self.high, CHUNK)):
                self.add([rid for rid, _ in rows], unpack_vectors([v for _, v in rows]))
                self.high = rows[-1][0]
            self.switch()

    def load(self) -> None:
        import faiss

        stamp_file = self.file.with_suffix(".json")
        try:
            stamp = json.loads(stamp_file.read_text())
            if stamp["version"] == VERSION and (path := self.file.with_name(stamp["file"])).is_file():
                self.index = faiss.read_index(str(path))
                self.high, self.removed = stamp["high"], stamp["removed"]
        except (OSError, ValueError, KeyError, RuntimeError):
            self.index, self.high, self.removed = None, 0, 0

    def save(self) -> None:
        """Index first under a name of its own, then the stamp that names it: a crash leaves the old pair whole."""
        import faiss

        with self.lock:
            if self.index is None:
                return
            self.file.parent.mkdir(parents=True, exist_ok=True)
            name = f"dense-{self.high}-{self.removed}.faiss"
            scratch = self.file.with_suffix(".tmp")
            faiss.write_index(self.index, str(scratch))
            os.replace(scratch, self.file.with_name(name))
            stamp = {"version": VERSION, "file": name, "high": self.high, "removed": self.removed}
            scratch.write_text(json.dumps(stamp))
            os.replace(scratch, self.file.with_suffix(".json"))
            for old in self.file.parent.glob("dense-*.faiss"):
                if old.name != name:
                    old.unlink(missing_ok=True)

    def add(self, rids: Sequence[int], vectors: np.ndarray) -> None:
        import faiss

        if self.index is None:
            self.index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        self.index.add_with_ids(vectors, np.asarray(rids, dtype=np.int64))

    def forget(self, rids: Sequence[int]) -> None:
        self.index.remove_ids(np.asarray(rids, dtype=np.int64))

    @property
    def clustered(self) -> bool:
        import faiss

        return self.index is not None and isinstance(faiss.downcast_index(self.index), faiss.IndexIVF)

    def switch(self) -> None:
        """From flat to clustered once the base is large enough."""
        if self.index is not None and not self.clustered and self.index.ntotal >= IVF_FROM:
            self.index = self.train()

    def train(self):
        import faiss

        sample = unpack_vectors([v for (v,) in self.database.rows("SELECT vector FROM vectors ORDER BY RANDOM() LIMIT ?", (40 * LISTS,))])
        made = faiss.index_factory(sample.shape[1], f"IVF{LISTS},SQ8", faiss.METRIC_INNER_PRODUCT)
        made.train(sample)
        made.nprobe = PROBES
        made.make_direct_map(faiss.DirectMap.Hashtable)
        last = 0
        while rows := self.database.rows(
            "SELECT rid, vector FROM vectors WHERE rid > ? AND rid <= ? ORDER BY rid LIMIT ?", (last, self.high, CHUNK)
        ):
            made.add_with_ids(unpack_vectors([v for _, v in rows]), np.array([rid for rid, _ in rows], dtype=np.int64))
            last = rows[-1][0]
        return made

    def search(self, vector: np.ndarray, k: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """(rid, cosine) of the k nearest, best first. `allowed` restricts exactly, however few it leaves."""
        import faiss

        if self.index is None or not self.index.ntotal or (allowed is not None and not len(allowed)):
            return []
        if allowed is not None and len(allowed) <= EXACT_FILTER:
            return self.exact(vector, allowed, k)
        parameters = {}
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
            made = faiss.SearchParametersIVF(sel=selector, nprobe=4 * PROBES) if self.clustered else faiss.SearchParameters(sel=selector)
            parameters["params"] = made
        with self.lock:
            scores, rids = self.index.search(vector[None], max(k, RERANKED) if self.clustered else k, **parameters)
        found = [(int(rid), float(score)) for rid, score in zip(rids[0], scores[0], strict=True) if rid >= 0]
        return self.exact(vector, [rid for rid, _ in found], k) if self.clustered else found

    def exact(self, vector: np.ndarray, rids: Sequence[int], k: int) -> list[tuple[int, float]]:
        """Scores the stored vectors of `rids` one by one."""
        scored = self.cosines(vector, rids)
        return sorted(scored.items(), key=lambda pair: (-pair[1], pair[0]))[:k]

    def cosines(self, vector: np.ndarray, rids: Sequence[int]) -> dict[int, float]:
        rows: list[tuple[int, bytes]] = []
        for start in range(0, len(rids), CHUNK):
            marks = ",".join(str(int(rid)) for rid in rids[start : start + CHUNK])
            rows += self.database.rows(f"SELECT rid, vector FROM vectors WHERE rid IN ({marks})")
        if not rows:
            return {}
        scores = unpack_vectors([v for _, v in rows]) @ vector
        return {rid: float(score) for (rid, _), score in zip(rows, scores, strict=True)}


def unpack_vectors(blobs: Sequence[bytes]) -> np.ndarray:
    """(n, dimensions) float32."""
    return np.frombuffer(b"".join(blobs), dtype=np.float32).reshape(len(blobs), -1)
