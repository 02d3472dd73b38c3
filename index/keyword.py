"""The keyword index: BM25 by tantivy over stems (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75), derived from SQLite."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

from index.database import Database
from index.stemming import stems

VERSION = 1
CHUNK = 20_000
TEXT_WEIGHT, CONTEXT_WEIGHT = 1.0, 0.4  # the heading path counts, but less than the text itself
ALLOWED_TERMS = 20_000  # a filter beyond this size is applied after the search instead
OVERSAMPLE = 20


class KeywordIndex:
    """Scores are BM25 summed over the text and its context, higher is better."""

    def __init__(self, database: Database, folder: Path):
        self.database, self.folder, self.stamp_file = database, folder / "keyword", folder / "keyword.json"
        self.lock = threading.RLock()
        self.index, self.high, self.removed = None, 0, 0

    def schema(self):
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("rid", stored=True, indexed=True, fast=True)
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("context", stored=False, tokenizer_name="whitespace", index_option="freq")
        return builder.build()

    def open(self) -> None:
        import tantivy

        try:
            stamp = json.loads(self.stamp_file.read_text())
            if stamp["version"] != VERSION:
                raise ValueError(stamp)
            self.index = tantivy.Index.open(str(self.folder))
            self.high, self.removed = stamp["high"], stamp["removed"]
        except (OSError, ValueError, KeyError):
            self.index = None

    def refresh(self, may_write: bool) -> None:
        """Replays what SQLite has and the index has not; without `may_write` it only looks at what another process wrote."""
        import tantivy

        with self.lock:
            if self.index is None or not may_write:
                self.open()
            if self.index is None:
                if not may_write:
                    return
                shutil.rmtree(self.folder, ignore_errors=True)
                self.folder.mkdir(parents=True)
                self.index, self.high, self.removed = tantivy.Index(self.schema(), path=str(self.folder)), 0, 0
            if may_write:
                self.replay()
            self.index.reload()

    def replay(self) -> None:
        import tantivy

        dead = self.database.rows("SELECT seq, rid FROM removed WHERE seq > ? ORDER BY seq", (self.removed,))
        top = self.database.one("SELECT max(rid) FROM passages")[0] or 0
        if not dead and top <= self.high:
            return
        writer = self.index.writer(heap_size=64_000_000, num_threads=1)
        for seq, rid in dead:
            writer.delete_documents("rid", rid)
            self.removed = seq
        while rows := self.database.rows("SELECT rid, text, meta FROM passages WHERE rid > ? ORDER BY rid LIMIT ?", (self.high, CHUNK)):
            for rid, text, meta in rows:
                writer.delete_documents("rid", rid)  # a replay after a crash may find it there already
                writer.add_document(
                    tantivy.Document(
                        rid=rid, text=" ".join(stems(text or "")), context=" ".join(stems(json.loads(meta).get("context") or ""))
                    )
                )
            self.high = rows[-1][0]
        writer.commit()
        writer.wait_merging_threads()
        scratch = self.stamp_file.with_suffix(".tmp")
        scratch.write_text(json.dumps({"version": VERSION, "high": self.high, "removed": self.removed}))
        os.replace(scratch, self.stamp_file)

    def search(self, terms: Sequence[tuple[str, float]], k: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """(rid, score), best first, of passages with any of the (stem, weight) terms. `allowed` restricts exactly."""
        import tantivy

        if self.index is None or not terms or (allowed is not None and not len(allowed)):
            return []
        query = self.query(terms)
        limit = k
        keep = None
        if allowed is not None and len(allowed) <= ALLOWED_TERMS:
            only = tantivy.Query.term_set_query(self.index.schema, "rid", [int(rid) for rid in allowed])
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(only, 0.0))]
            )
        elif allowed is not None:
            keep, limit = set(map(int, allowed)), k * OVERSAMPLE
        searcher = self.index.searcher()
        while True:
            found = searcher.search(query, limit).hits
            pairs = [(searcher.doc(address)["rid"][0], float(score)) for score, address in found]
            kept = [pair for pair in pairs if keep is None or pair[0] in keep]
            if len(kept) >= k or len(found) < limit or keep is None:
                return kept[:k]
            limit *= 4

    def query(self, terms: Sequence[tuple[str, float]]):
        import tantivy

        schema = self.index.schema
        parts = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, term, index_option="freq"), weight * share),
            )
            for term, weight in terms
            for field, share in (("text", TEXT_WEIGHT), ("context", CONTEXT_WEIGHT))
        ]
        return tantivy.Query.boolean_query(parts)
