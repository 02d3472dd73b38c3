"""A Haystack DocumentStore over a base: its passages are the documents; what is written through it stands beside them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document, default_from_dict, default_to_dict
from haystack.document_stores.errors import DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy

from index.dense import pack_vector, unpack_vectors
from index.library import Library
from index.store_filters import condition
from index.values import Filters

AT_ONCE = 500
AnyFilters = dict[str, Any] | Filters | None  # Haystack's, or those of `index.values`


class RujukanDocumentStore:
    """`Document.id` is the passage id, `content` its text, `meta` its other fields with form, year, kind, region and file.

    Vectors are kept as float16. Scores of both retrievals: higher is better.
    """

    def __init__(self, folder: str):
        """`folder`: the base; made where there is none. Raises BaseError."""
        self._use(Library(Path(folder)))

    @classmethod
    def of(cls, library: Library) -> RujukanDocumentStore:
        """The store of a base that is open."""
        store = cls.__new__(cls)
        store._use(library)
        return store

    def _use(self, library: Library) -> None:
        self.folder, self.library, self.database = str(library.folder), library, library.database

    def to_dict(self) -> dict[str, Any]:
        return default_to_dict(self, folder=self.folder)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> RujukanDocumentStore:
        return default_from_dict(cls, data)

    def count_documents(self) -> int:
        return self.database.one("SELECT count(*) FROM passages")[0]

    def filter_documents(self, filters: dict[str, Any] | None = None) -> list[Document]:
        """In the order of writing. Raises FilterError where the filters are malformed."""
        where, values = condition(filters)
        rows = self.database.rows(
            f"SELECT passage_id, text, meta, vector FROM passages LEFT JOIN vectors USING(rid) WHERE {where} ORDER BY rid", values
        )
        return [document(passage_id, text, meta, vector) for passage_id, text, meta, vector in rows]

    def write_documents(self, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE) -> int:
        """How many were written; one transaction. NONE means FAIL: an id is never replaced unasked."""
        if not isinstance(documents, list) or not all(isinstance(d, Document) for d in documents):
            raise ValueError("write_documents wants a list of Documents")
        ids = [d.id for d in documents]
        with self.database.writer():
            known = self._known(ids)
            if policy in (DuplicatePolicy.NONE, DuplicatePolicy.FAIL) and (known or len(set(ids)) < len(ids)):
                raise DuplicateDocumentError(f"ids already in the base: {sorted(known) or 'given twice'}")
            chosen = {d.id: d for d in documents if policy is not DuplicatePolicy.SKIP or d.id not in known}
            self._check_dimensions(chosen.values())
            with self.database.write() as db:
                for part in batches([i for i in chosen if i in known]):
                    erase(db, part)
                for one in chosen.values():
                    insert(db, one)
        return len(chosen)

    def delete_documents(self, document_ids: list[str]) -> None:
        """Ids that are not there are passed over."""
        if known := self._known(document_ids):
            with self.database.write() as db:
                for part in batches(sorted(known)):
                    erase(db, part)

    def embedding_retrieval(self, query_embedding: Sequence[float], top_k: int = 10, filters: AnyFilters = None) -> list[Document]:
        """The nearest by inner product, best first."""
        with self.library.searching():
            found = self.library.dense.search(np.asarray(query_embedding, dtype=np.float32), top_k, self._allowed(filters))
            return self._fetch(found)

    def keyword_retrieval(self, query: str, top_k: int = 10, filters: AnyFilters = None, extra: Sequence[str] = ()) -> list[Document]:
        """The best by BM25 over stems; abbreviations, other names of the same thing and `extra` words count half."""
        with self.library.searching():
            terms = self.library.synonyms().terms(query, extra)
            return self._fetch(self.library.keyword.search(terms, top_k, self._allowed(filters)))

    def _known(self, ids: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for part in batches(list(ids)):
            found.update(i for (i,) in self.database.rows(f"SELECT passage_id FROM passages WHERE passage_id IN ({marks(part)})", part))
        return found

    def _check_dimensions(self, documents) -> None:
        first = self.database.one("SELECT vector FROM vectors LIMIT 1")
        sizes = {len(d.embedding) for d in documents if d.embedding is not None} | ({len(first[0]) // 2} if first else set())
        if len(sizes) > 1:
            raise ValueError(f"embeddings of different length cannot be in one base: {sorted(sizes)}")

    def _allowed(self, filters: AnyFilters) -> np.ndarray | None:
        if isinstance(filters, Filters):
            return self.library.allowed(filters)
        if not filters:
            return None
        where, values = condition(filters)
        return np.array([rid for (rid,) in self.database.rows(f"SELECT rid FROM passages WHERE {where}", values)], dtype=np.int64)

    def _fetch(self, scored: Sequence[tuple[int, float]]) -> list[Document]:
        rids = [rid for rid, _ in scored]
        rows = self.database.rows(f"SELECT rid, passage_id, text, meta FROM passages WHERE rid IN ({marks(rids)})", rids)
        by_rid = {rid: rest for rid, *rest in rows}
        best = [(*by_rid[rid], score) for rid, score in scored if rid in by_rid]
        return [Found(id=i, content=text, meta=json.loads(meta), score=score) for i, text, meta, score in best]


class Found(Document):
    """A document of a retrieval. A pipeline copies it at every step: here that costs no more than a new `meta`."""

    def __deepcopy__(self, memo: dict) -> Found:
        return replace(self, meta=dict(self.meta))


def document(passage_id: str, text: str | None, meta: str, vector: bytes | None = None) -> Document:
    embedding = unpack_vectors([vector])[0].tolist() if vector else None
    return Document(id=passage_id, content=text, meta=json.loads(meta), embedding=embedding)


def insert(db: sqlite3.Connection, one: Document) -> None:
    meta = json.dumps(one.meta, ensure_ascii=False, separators=(",", ":"))
    rid = db.execute("INSERT INTO passages(passage_id, text, meta) VALUES(?,?,?)", (one.id, one.content, meta)).lastrowid
    if one.embedding is not None:
        db.execute("INSERT INTO vectors(rid, vector) VALUES(?,?)", (rid, pack_vector(one.embedding)))


def erase(db: sqlite3.Connection, ids: Sequence[str]) -> None:
    chosen = f"SELECT rid FROM passages WHERE passage_id IN ({marks(ids)})"
    db.execute(f"INSERT INTO removed(rid) {chosen}", ids)
    db.execute(f"DELETE FROM vectors WHERE rid IN ({chosen})", ids)
    db.execute(f"DELETE FROM passages WHERE passage_id IN ({marks(ids)})", ids)


def batches(values: Sequence) -> list[Sequence]:
    return [values[i : i + AT_ONCE] for i in range(0, len(values), AT_ONCE)]


def marks(values: Sequence) -> str:
    return ",".join("?" * len(values))
