"""Answers and hits as JSON, by the contract of the command line."""

from __future__ import annotations

from collections.abc import Sequence

from answer.values import Answer, Cell, Citation, Comparison
from index.contract import hits_json


def to_json(answer: Answer) -> dict:
    return {
        "query": answer.query,
        "kind": answer.kind,
        "text": answer.text,
        "citations": [citation_json(c) for c in answer.citations],
        "hits": hits_json(answer.hits),
        "comparison": comparison_json(answer.comparison) if answer.comparison else None,
        "refused_because": answer.refused_because,
        "took_ms": answer.took_ms,
        "level": answer.level,
        "notes": list(answer.notes),
    }


def citation_json(c: Citation) -> dict:
    names = ("marker", "document_id", "file", "title", "locator", "page", "page_label", "quote")
    return {name: getattr(c, name) for name in names} | {"status": c.status.status, "ocr": c.ocr}


def comparison_json(table: Comparison) -> dict:
    def side(cell: Cell) -> dict:
        return {"text": cell.text, "markers": list(cell.markers)}

    rows: Sequence = table.rows
    return {
        "left": table.left,
        "right": table.right,
        "rows": [{"aspect": r.aspect, "left": side(r.left), "right": side(r.right)} for r in rows],
    }
