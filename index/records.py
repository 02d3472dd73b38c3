"""A document with all that belongs to it: into the base's tables, and out of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from index.abbreviations import learnt
from index.database import Database
from index.dense import pack_vector
from index.packing import pack, pack_page, pack_passage
from index.values import Passage
from index.vectors import Embedded
from ingest.values import Reading

EXTRACTION_VERSION = "2"  # raise when ingest reads the same file differently


def under_free_id(database: Database, reading: Reading, source: Path) -> tuple[Reading, str | None]:
    """The reading under an id that no other file has, and the id it wanted where another file had it."""
    wanted, number = reading.document.document_id, 1
    chosen = wanted
    while (row := database.one("SELECT source FROM documents WHERE document_id=?", (chosen,))) and not same_file(row[0], source):
        number += 1
        chosen = f"{wanted}-{number}"
    return (reading, None) if chosen == wanted else (renamed(reading, chosen), wanted)


def same_file(known: str, source: Path) -> bool:
    """The same path, or a file of the same name where the known one is gone: its folder was moved or renamed."""
    return known == source.as_posix() or (PurePosixPath(known).name == source.name and not Path(known).exists())


def renamed(reading: Reading, document_id: str) -> Reading:
    return replace(
        reading,
        document=replace(reading.document, document_id=document_id),
        clauses=tuple(replace(clause, document_id=document_id) for clause in reading.clauses),
        relations=tuple(replace(relation, source=document_id) for relation in reading.relations),
    )


def erase(db: sqlite3.Connection, document_id: str) -> None:
    db.execute("INSERT INTO removed(rid) SELECT rid FROM passages WHERE document_id=?", (document_id,))
    db.execute("DELETE FROM vectors WHERE rid IN (SELECT rid FROM passages WHERE document_id=?)", (document_id,))
    for table in ("passages", "clauses", "pages", "abbreviations", "documents"):
        db.execute(f"DELETE FROM {table} WHERE document_id=?", (document_id,))
    db.execute("DELETE FROM relations WHERE source=?", (document_id,))


def insert(db: sqlite3.Connection, reading: Reading, source: str, passages: Sequence[Passage], embedded: Embedded) -> None:
    document = reading.document
    own = document.document_id
    known = (own, source, document.sha256, EXTRACTION_VERSION, document.kind, document.form, document.year, document.region)
    db.execute(
        "INSERT INTO documents VALUES(?,?,?,?,?,?,?,?,?,?)",
        (*known, pack(document), json.dumps(list(reading.warnings), ensure_ascii=False)),
    )
    db.executemany("INSERT INTO pages VALUES(?,?,?,?,?)", [(own, p.number, *pack_page(p)) for p in reading.pages])
    db.executemany("INSERT INTO clauses VALUES(?,?,?,?)", [(own, i, c.eid, pack(c)) for i, c in enumerate(reading.clauses)])
    db.executemany(
        "INSERT INTO relations VALUES(?,?,?,?,?)", [(r.source, r.verb, r.target, r.evidence, r.target_title) for r in reading.relations]
    )
    db.executemany("INSERT INTO abbreviations VALUES(?,?,?)", [(own, *pair) for pair in dict.fromkeys(learnt(p.text for p in passages))])
    for passage, vector, text_hash in zip(passages, embedded.vectors, embedded.hashes, strict=True):
        cursor = db.execute(
            "INSERT INTO passages(passage_id, document_id, first_page, last_page, ocr, text, meta) VALUES(?,?,?,?,?,?,?)",
            (passage.passage_id, own, passage.first_page, passage.last_page, passage.ocr, passage.text, pack_passage(passage, document)),
        )
        db.execute("INSERT INTO vectors VALUES(?,?,?)", (cursor.lastrowid, pack_vector(vector), text_hash))
