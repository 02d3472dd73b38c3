"""The keyword index: BM25 by tantivy over stems (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75), derived from SQLite.

What is published on disk is never written again. A process that is ahead of it works on a copy of its own (hard links, so a copy
costs nothing), which the holder of the writer's lock publishes. So readers never wait for a writer, nor disturb one.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path

from index.database import Database, take_lock
from index.stamp import Stamp, belongs, read_stamp, write_stamp
from index.stemming import stems
from index.values import PATH_JOINT

VERSION = 4
CHUNK = 20_000
FIELDS = {"text": 1.0, "heading": 0.4, "title": 0.2}  # and what each counts: title and heading path less than the text itself
ALLOWED_TERMS = 20_000  # a filter that leaves more is applied after the search instead
OVERSAMPLE = 4
HEAP = 64_000_000  # bytes


class KeywordIndex:
    """Scores are BM25 summed over the fields, higher is better. The caller holds one lock around all calls."""

    def __init__(self, database: Database, folder: Path):
        self.database, self.folder, self.stamp_file = database, folder, folder / "keyword.json"
        self.lock = threading.RLock()
        self.index, self.stamp, self.path = None, Stamp(), None
        self.copy: OwnCopy | None = None

    def refresh(self, now: Stamp) -> int:
        """Replays what the base has and the index has not; says how many passages. Inside a snapshot of the base."""
        with self.lock:
            if self.index is None or self.stamp != now:
                self.take_published()
            return 0 if self.index is not None and self.stamp == now else self.replay(now)

    def take_published(self) -> None:
        """What is on disk, where it is of this base and newer than what is in hand; nothing, where neither is of this base."""
        import tantivy

        if self.index is not None and not belongs(self.database, self.stamp):
            self.index, self.stamp = None, Stamp()
        for _ in range(3):  # a writer may take the folder away between the stamp and the opening
            found = read_stamp(self.stamp_file, "version", "folder")
            if not found or found[1][0] != VERSION or not belongs(self.database, found[0]):
                return
            if self.index is not None and found[0].generation <= self.stamp.generation:
                return
            path = self.folder / found[1][1]
            with contextlib.suppress(ValueError, OSError):  # broken: made again
                self.index, self.stamp, self.path = tantivy.Index.open(os.fspath(path)), found[0], path
                self.drop_copy()
                return

    def own(self) -> None:
        """A copy that this process may write to."""
        import tantivy

        if self.index is not None and self.copy is not None:
            return
        self.drop_copy()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.copy = OwnCopy(self.folder)
        if self.index is not None:
            try:
                link_tree(self.path, self.copy.path)
                self.index, self.path = tantivy.Index.open(os.fspath(self.copy.path)), self.copy.path
                return
            except (ValueError, OSError):  # taken away meanwhile: from the beginning
                shutil.rmtree(self.copy.path, ignore_errors=True)
        self.copy.path.mkdir()
        self.index, self.stamp, self.path = tantivy.Index(schema(), path=os.fspath(self.copy.path)), Stamp(), self.copy.path

    def rebuild(self, now: Stamp) -> None:
        """All of it again from the base. Inside a snapshot."""
        with self.lock:
            self.index = None
            self.replay(now)

    def drop_copy(self) -> None:
        if self.copy is not None:
            self.copy.remove()
            self.copy = None

    def replay(self, now: Stamp) -> int:
        import tantivy

        self.own()
        since, count = self.stamp, 0
        dead = [rid for (rid,) in self.database.rows("SELECT rid FROM removed WHERE seq > ? AND rid <= ?", (since.removed, since.high))]
        writer = self.index.writer(heap_size=HEAP, num_threads=1)
        for rid in dead:
            writer.delete_documents("rid", rid)
        high = since.high
        while rows := self.database.rows("SELECT rid, text, meta FROM passages WHERE rid > ? ORDER BY rid LIMIT ?", (high, CHUNK)):
            for rid, text, meta in rows:
                writer.add_document(tantivy.Document(rid=rid, **fields(text, json.loads(meta).get("context"))))
            high, count = rows[-1][0], count + len(rows)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.stamp = now
        return count + len(dead)

    def publish(self) -> None:
        """Makes the copy in hand the one on disk: first a folder under a name of its own, then the stamp that names it."""
        with self.lock:
            if self.copy is None:
                return
            name = f"keyword-{self.stamp.generation}-{self.stamp.token}-{secrets.token_hex(2)}"
            link_tree(self.copy.path, self.folder / name)
            write_stamp(self.stamp_file, self.stamp, version=VERSION, folder=name)
            self.index = None
            self.take_published()
            for old in self.folder.glob("keyword-*"):
                if old.is_dir() and old.name != name:
                    shutil.rmtree(old, ignore_errors=True)  # stays where another process has it open and the system forbids it
            remove_abandoned(self.folder)

    def frequency(self, stemmed: str) -> int:
        """In how many passages a stem stands, in the field where it stands most."""
        searcher = self.index.searcher() if self.index is not None else None
        return max(searcher.doc_freq(field, stemmed) for field in FIELDS) if searcher else 0

    @property
    def size(self) -> int:
        return self.index.searcher().num_docs if self.index is not None else 0

    def rids(self) -> list[int]:
        """All that it holds."""
        import tantivy

        return [rid for rid, _ in pairs(self.index.searcher(), tantivy.Query.all_query(), self.size)] if self.size else []

    def search(self, terms: Sequence[tuple[str, float]], k: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """(rid, score), best first, of passages with any of the (stem, weight) terms. `allowed` restricts exactly."""
        import tantivy

        if self.index is None or not terms or (allowed is not None and not len(allowed)):
            return []
        searcher, query = self.index.searcher(), self.query(terms)
        if allowed is None:
            return pairs(searcher, query, k)
        if len(allowed) <= ALLOWED_TERMS:
            only = tantivy.Query.term_set_query(self.index.schema, "rid", [int(rid) for rid in allowed])
            must = [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(only, 0.0))]
            return pairs(searcher, tantivy.Query.boolean_query(must), k)
        keep, limit = set(map(int, allowed)), k * OVERSAMPLE
        while True:
            found = pairs(searcher, query, limit)
            kept = [pair for pair in found if pair[0] in keep]
            if len(kept) >= k or len(found) < limit:
                return kept[:k]
            limit *= 4

    def query(self, terms: Sequence[tuple[str, float]]):
        import tantivy

        known = self.index.schema
        parts = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(known, field, term, index_option="freq"), weight * share),
            )
            for term, weight in terms
            for field, share in FIELDS.items()
        ]
        return tantivy.Query.boolean_query(parts)


class OwnCopy:
    """A folder of this process under derived/; its lock says that the process lives, and goes with it."""

    def __init__(self, parent: Path):
        self.path = parent / f"own-{os.getpid()}-{secrets.token_hex(4)}"
        self.lock = take_lock(self.path.with_suffix(".lock"))
        self.remove = weakref.finalize(self, discard, self.path, self.lock)


def discard(path: Path, lock) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.with_suffix(".lock").unlink(missing_ok=True)
    lock.close()


def remove_abandoned(folder: Path) -> None:
    """Copies of processes that ended without cleaning up."""
    for file in folder.glob("own-*.lock"):
        if (lock := take_lock(file)) is not None:
            discard(file.with_suffix(""), lock)


def link_tree(source: Path, target: Path) -> None:
    """A copy of a folder of files that nobody changes in place: hard links where the file system has them."""
    target.mkdir()
    for path in source.iterdir():
        if path.name.endswith(".lock"):
            continue
        try:
            if path.suffix == ".json":
                raise OSError  # small, and replaced as a whole: copied to be sure
            os.link(path, target / path.name)
        except OSError:
            shutil.copyfile(path, target / path.name)


def schema():
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("rid", stored=True, indexed=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def fields(text: str | None, context: str | None) -> dict[str, str]:
    """A passage's words by field; its context is the title of its document and the headings above it."""
    title, _, heading = (context or "").partition(PATH_JOINT)
    return {"text": stemmed(text), "heading": stemmed(heading), "title": stemmed(title)}


def stemmed(text: str | None) -> str:
    return " ".join(stems(text or ""))


def pairs(searcher, query, limit: int) -> list[tuple[int, float]]:
    return [(searcher.doc(address)["rid"][0], float(score)) for score, address in searcher.search(query, limit).hits]
