"""A base of documents: what was read, where it stands, and the indexes derived from it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.database import FILE_NAME, BaseError, Database
from index.dense import DenseIndex
from index.embedding import Encoder, embed_passages, load_encoder
from index.keyword import KeywordIndex
from index.model import ModelSpec, model_spec
from index.packing import (
    pack,
    pack_page,
    pack_passage,
    unpack_clause,
    unpack_document,
    unpack_page,
    unpack_passage,
    unpack_relation,
)
from index.passages import cut, embedded_text, subtree_end
from index.values import Filters, Passage
from ingest.values import Clause, Page, PolicyDocument, Reading, Relation

EXTRACTION_VERSION = "1"  # raise when ingest reads the same file differently
CACHED_DOCUMENTS = 64


class ModelMismatch(BaseError):
    """The base was embedded with another model."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one document did."""

    document_id: str
    passages: int
    duplicate_of: str | None = None  # another document of the base that is the same regulation


class Library:
    """One base in one folder. Reading is safe from any thread; writing takes the writer's lock of the base.

    Raises BaseError where the folder holds no usable base.
    """

    def __init__(self, folder: Path | str, *, spec: Callable[[], ModelSpec] = model_spec, encoder: Encoder | None = None):
        self.folder = Path(folder)
        self.database = Database(self.folder)
        self.files = self.folder / "files"
        self.dense = DenseIndex(self.database, self.folder / "derived")
        self.keyword = KeywordIndex(self.database, self.folder / "derived")
        self._spec, self._encoder = spec, encoder
        self._seen = -1
        self._refreshing = threading.Lock()
        self._tree = lru_cache(CACHED_DOCUMENTS)(self._read_tree)

    # what is in the base

    def documents(self) -> list[PolicyDocument]:
        return [unpack_document(info) for (info,) in self.database.rows("SELECT info FROM documents ORDER BY document_id")]

    def document(self, document_id: str) -> PolicyDocument | None:
        row = self.database.one("SELECT info FROM documents WHERE document_id=?", (document_id,))
        return unpack_document(row[0]) if row else None

    def warnings(self, document_id: str) -> list[str]:
        row = self.database.one("SELECT warnings FROM documents WHERE document_id=?", (document_id,))
        return json.loads(row[0]) if row else []

    def pages(self, document_id: str) -> list[Page]:
        rows = self.database.rows("SELECT number, text, info, boxes FROM pages WHERE document_id=? ORDER BY number", (document_id,))
        return [unpack_page(*row) for row in rows]

    def page(self, document_id: str, number: int) -> Page | None:
        row = self.database.one("SELECT number, text, info, boxes FROM pages WHERE document_id=? AND number=?", (document_id, number))
        return unpack_page(*row) if row else None

    def clauses(self, document_id: str) -> tuple[Clause, ...]:
        """In pre-order; empty where the document is not in the base."""
        return self._tree(document_id, self.generation())

    def _read_tree(self, document_id: str, generation: int) -> tuple[Clause, ...]:
        rows = self.database.rows("SELECT body FROM clauses WHERE document_id=? ORDER BY seq", (document_id,))
        return tuple(unpack_clause(body) for (body,) in rows)

    def clause(self, document_id: str, eid: str) -> Clause | None:
        return next((clause for clause in self.clauses(document_id) if clause.eid == eid), None)

    def subtree(self, document_id: str, eid: str) -> tuple[Clause, ...]:
        """A clause and all below it, in order."""
        clauses = self.clauses(document_id)
        at = next((i for i, clause in enumerate(clauses) if clause.eid == eid), None)
        return clauses[at : subtree_end(clauses, at)] if at is not None else ()

    def passages(self, document_id: str) -> list[Passage]:
        rows = self.database.rows("SELECT passage_id, text, meta FROM passages WHERE document_id=? ORDER BY rid", (document_id,))
        return [unpack_passage(*row) for row in rows]

    def passages_by_rid(self, rids: Sequence[int]) -> dict[int, Passage]:
        marks = ",".join(str(int(rid)) for rid in rids)
        rows = self.database.rows(f"SELECT rid, passage_id, text, meta FROM passages WHERE rid IN ({marks}) AND document_id IS NOT NULL")
        return {rid: unpack_passage(passage_id, text, meta) for rid, passage_id, text, meta in rows}

    def relations_of(self, document_id: str) -> list[Relation]:
        return [unpack_relation(row) for row in self.database.rows("SELECT * FROM relations WHERE source=?", (document_id,))]

    def relations_to(self, key: str) -> list[Relation]:
        """Relations whose target is this document (key) or a clause of it (key#…)."""
        rows = self.database.rows("SELECT * FROM relations WHERE target=? OR substr(target, 1, ?)=?", (key, len(key) + 1, key + "#"))
        return [unpack_relation(row) for row in rows]

    def file_path(self, document_id: str) -> Path | None:
        """The base's own copy of the original file."""
        document = self.document(document_id)
        path = self.files / f"{document.sha256}{Path(document.file).suffix.lower()}" if document else None
        return path if path and path.is_file() else None

    def generation(self) -> int:
        """Grows by one with every change of the base."""
        return self.database.generation()

    def allowed(self, filters: Filters, with_status: Callable[[str], str] | None = None) -> list[int] | None:
        """The rids that filters leave; None where they restrict nothing."""
        if filters == Filters():
            return None
        kept = [
            d
            for d in self.documents()
            if matches(d, filters) and (not filters.statuses or not with_status or with_status(d.document_id) in filters.statuses)
        ]
        marks = ",".join("?" * len(kept))
        return [
            rid for (rid,) in self.database.rows(f"SELECT rid FROM passages WHERE document_id IN ({marks})", [d.document_id for d in kept])
        ]

    # the model

    @property
    def spec(self) -> ModelSpec:
        return self._spec()

    def encoder(self, any_model: bool = False) -> Encoder:
        """The model that this base was embedded with. Raises ModelMismatch where another one is configured (unless `any_model`)."""
        if not any_model:
            self.check_model()
        return self._encoder or load_encoder(self.spec)

    def check_model(self) -> None:
        stored = self.database.setting("model")
        if stored and stored != self.spec.fingerprint:
            raise ModelMismatch(
                f"basis dibuat dengan model '{stored.split('|')[0]}', sekarang dipilih '{self.spec.name}'. "
                "Vektornya tidak boleh dicampur: jalankan 'python -m index reembed', atau kembalikan RUJUKAN_MODEL."
            )

    # changes

    def known(self, path: Path, sha256: str) -> str | None:
        """The document that this very file already is in the base, read by this version of ingest; None otherwise."""
        row = self.database.one("SELECT document_id FROM documents WHERE sha256=? AND extraction=?", (sha256, EXTRACTION_VERSION))
        return row[0] if row else None

    def add(self, reading: Reading, source: Path | str) -> Added:
        """Adds or replaces one document in one transaction; embeds first, so readers never wait."""
        reading, twin = self.with_free_id(reading, str(source))
        document = reading.document
        ocr_pages = frozenset(page.number for page in reading.pages if page.ocr)
        passages = cut(document, reading.clauses, ocr_pages)
        by_eid = {clause.eid: clause for clause in reading.clauses}
        texts = [embedded_text(p, by_eid[p.clause_ids[0]].kind, by_eid[p.clause_ids[0]].heading) for p in passages]
        vectors = self.embed(texts)
        self.keep_file(Path(source), document)
        with self.database.write() as db:
            old = db.execute(
                "SELECT document_id FROM documents WHERE source=? AND document_id<>?", (str(source), document.document_id)
            ).fetchall()
            for gone in [document.document_id, *(row[0] for row in old)]:
                erase(db, gone)
            insert(db, reading, str(source), passages, vectors)
            db.execute("INSERT OR REPLACE INTO settings VALUES('model', ?)", (self.spec.fingerprint,))
        self.drop_orphan_files()
        return Added(document.document_id, len(passages), twin)

    def with_free_id(self, reading: Reading, source: str) -> tuple[Reading, str | None]:
        """The reading under an id that no other file has, and the document that had it."""
        wanted, number = reading.document.document_id, 1
        chosen, twin = wanted, None
        while row := self.database.one("SELECT source FROM documents WHERE document_id=?", (chosen,)):
            if row[0] == source:
                break
            twin = twin or wanted
            number += 1
            chosen = f"{wanted}-{number}"
        if chosen == wanted:
            return reading, twin
        renamed = replace(
            reading,
            document=replace(reading.document, document_id=chosen),
            clauses=tuple(replace(clause, document_id=chosen) for clause in reading.clauses),
            relations=tuple(replace(relation, source=chosen) for relation in reading.relations),
        )
        return renamed, twin

    def embed(self, texts: Sequence[str], any_model: bool = False) -> np.ndarray:
        """(n, dimensions) float32; texts embedded before are not embedded again. `any_model`: the base is changing its model."""
        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        fingerprint = self.spec.fingerprint
        keys = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
        have: dict[bytes, bytes] = {}
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            marks = ",".join("?" * len(part))
            have.update(
                self.database.rows(
                    f"SELECT text_hash, vector FROM vector_cache WHERE model=? AND text_hash IN ({marks})", [fingerprint, *part]
                )
            )
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in have}
        if missing:
            made = embed_passages(self.encoder(any_model), self.spec, list(missing.values()))
            fresh = {key: vector.astype(np.float32).tobytes() for key, vector in zip(missing, made, strict=True)}
            with self.database.writer(), self.database.connection() as db:
                db.executemany("INSERT OR REPLACE INTO vector_cache VALUES(?,?,?)", [(k, fingerprint, v) for k, v in fresh.items()])
            have.update(fresh)
        return np.frombuffer(b"".join(have[key] for key in keys), dtype=np.float32).reshape(len(keys), -1)

    def keep_file(self, source: Path, document: PolicyDocument) -> None:
        if not source.is_file():
            return
        target = self.files / f"{document.sha256}{source.suffix.lower()}"
        if not target.exists():
            self.files.mkdir(exist_ok=True)
            scratch = target.with_suffix(".tmp")
            shutil.copyfile(source, scratch)
            scratch.replace(target)

    def remove(self, document_id: str) -> bool:
        """Whether the document was there. Nothing of it stays behind."""
        if self.document(document_id) is None:
            return False
        with self.database.write() as db:
            erase(db, document_id)
        self.drop_orphan_files()
        return True

    def drop_orphan_files(self) -> None:
        kept = {sha for (sha,) in self.database.rows("SELECT sha256 FROM documents")}
        for path in self.files.glob("*") if self.files.is_dir() else ():
            if path.stem not in kept:
                path.unlink(missing_ok=True)

    # derived indexes

    def refresh(self) -> None:
        """Brings the derived indexes to the base's generation, if it has moved."""
        with self._refreshing:
            now = self.generation()
            if now == self._seen:
                return
            self.dense.refresh()
            try:
                with self.database.writer():
                    self.keyword.refresh(may_write=True)
            except BaseError:  # somebody is writing and brings it up to date
                self.keyword.refresh(may_write=False)
            self._seen = now

    def checkpoint(self) -> None:
        """Writes the derived indexes to disk, so that the next opening need not replay."""
        with self.database.writer():
            self.dense.refresh()
            self.dense.save()
            self.keyword.refresh(may_write=True)

    def rebuild(self) -> None:
        """Makes the derived indexes again from SQLite."""
        with self.database.writer():
            shutil.rmtree(self.folder / "derived", ignore_errors=True)
            self.dense = DenseIndex(self.database, self.folder / "derived")
            self.keyword = KeywordIndex(self.database, self.folder / "derived")
            self.checkpoint()
            self._seen = -1

    def close(self) -> None:
        self.database.close()


def matches(document: PolicyDocument, filters: Filters) -> bool:
    asked = (
        (filters.documents, document.document_id),
        (filters.forms, document.form),
        (filters.years, document.year),
        (filters.kinds, document.kind),
        (filters.regions, document.region),
    )
    return all(wanted is None or value in wanted for wanted, value in asked)


def erase(db: sqlite3.Connection, document_id: str) -> None:
    db.execute("INSERT INTO removed(rid) SELECT rid FROM passages WHERE document_id=?", (document_id,))
    db.execute("DELETE FROM vectors WHERE rid IN (SELECT rid FROM passages WHERE document_id=?)", (document_id,))
    for table, column in (
        ("passages", "document_id"),
        ("clauses", "document_id"),
        ("pages", "document_id"),
        ("documents", "document_id"),
        ("relations", "source"),
    ):
        db.execute(f"DELETE FROM {table} WHERE {column}=?", (document_id,))


def insert(db: sqlite3.Connection, reading: Reading, source: str, passages: Sequence[Passage], vectors: np.ndarray) -> None:
    document = reading.document
    warnings = json.dumps(list(reading.warnings), ensure_ascii=False)
    db.execute(
        "INSERT INTO documents VALUES(?,?,?,?,?,?)",
        (document.document_id, source, document.sha256, EXTRACTION_VERSION, pack(document), warnings),
    )
    db.executemany("INSERT INTO pages VALUES(?,?,?,?,?)", [(document.document_id, p.number, *pack_page(p)) for p in reading.pages])
    db.executemany(
        "INSERT INTO clauses VALUES(?,?,?,?)", [(document.document_id, i, c.eid, pack(c)) for i, c in enumerate(reading.clauses)]
    )
    db.executemany(
        "INSERT INTO relations VALUES(?,?,?,?,?)", [(r.source, r.verb, r.target, r.evidence, r.target_title) for r in reading.relations]
    )
    for passage, vector in zip(passages, vectors, strict=True):
        cursor = db.execute(
            "INSERT INTO passages(passage_id, document_id, text, meta) VALUES(?,?,?,?)",
            (passage.passage_id, document.document_id, passage.text, pack_passage(passage, document)),
        )
        db.execute("INSERT INTO vectors VALUES(?,?)", (cursor.lastrowid, vector.tobytes()))


__all__ = ["FILE_NAME", "Added", "BaseError", "Library", "ModelMismatch"]
