"""Values to and from what SQLite stores."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, fields

import numpy as np

from index.values import Passage
from ingest.values import Clause, Grid, Health, Page, PolicyDocument, Relation, Run, WordBox

BOX = np.dtype([("start", "<u4"), ("end", "<u4"), ("box", "<f4", 4), ("size", "<f4"), ("bold", "?")])


def pack_boxes(boxes: tuple[WordBox, ...]) -> bytes:
    rows = np.array([(b.start, b.end, (b.x0, b.y0, b.x1, b.y1), b.size, b.bold) for b in boxes], dtype=BOX)
    return zlib.compress(rows.tobytes(), 6)


def unpack_boxes(packed: bytes) -> tuple[WordBox, ...]:
    rows = np.frombuffer(zlib.decompress(packed), dtype=BOX)
    return tuple(WordBox(int(r["start"]), int(r["end"]), *(float(v) for v in r["box"]), float(r["size"]), bool(r["bold"])) for r in rows)


def pack_page(page: Page) -> tuple[str, str, bytes]:
    """(text, info as JSON, boxes)."""
    info = {"label": page.label, "width": page.width, "height": page.height, "ocr": page.ocr, "confidence": page.confidence}
    info |= {"readable": page.readable, "grids": [[g.xs, g.ys] for g in page.grids]}
    return page.text, json.dumps(info, ensure_ascii=False), pack_boxes(page.boxes)


def unpack_page(number: int, text: str, info: str, boxes: bytes) -> Page:
    given = json.loads(info)
    grids = tuple(Grid(tuple(xs), tuple(ys)) for xs, ys in given.pop("grids"))
    return Page(number=number, text=text, boxes=unpack_boxes(boxes), grids=grids, **given)


def pack(value: PolicyDocument | Clause) -> str:
    return json.dumps(asdict(value), ensure_ascii=False, separators=(",", ":"))


def unpack_document(packed: str) -> PolicyDocument:
    given = json.loads(packed)
    health = given.pop("health")
    return PolicyDocument(**given, health=Health(**{k: tuple(v) if isinstance(v, list) else v for k, v in health.items()}))


def unpack_clause(packed: str) -> Clause:
    given = json.loads(packed)
    runs = tuple(Run(**run) for run in given.pop("runs"))
    return Clause(**{**given, "parents": tuple(given["parents"])}, runs=runs)


def unpack_relation(row: tuple[str, str, str, str, str]) -> Relation:
    return Relation(*row)  # type: ignore[arg-type]


PASSAGE_META = [f.name for f in fields(Passage) if f.name not in ("passage_id", "text")]


def pack_passage(passage: Passage, document: PolicyDocument) -> str:
    """Meta as JSON: the passage's fields, and those of its document that filters ask for."""
    meta = {name: getattr(passage, name) for name in PASSAGE_META}
    meta |= {"form": document.form, "year": document.year, "kind": document.kind, "region": document.region, "file": document.file}
    return json.dumps(meta, ensure_ascii=False, separators=(",", ":"))


def unpack_passage(passage_id: str, text: str, meta: str) -> Passage:
    return passage_of(passage_id, text, json.loads(meta))


def passage_of(passage_id: str, text: str, given: dict) -> Passage:
    chosen = {name: given[name] for name in PASSAGE_META}
    return Passage(passage_id=passage_id, text=text, **{**chosen, "clause_ids": tuple(chosen["clause_ids"])})
