"""Hits as JSON, by the contract of the command line."""

from __future__ import annotations

from collections.abc import Sequence

from index.values import Hit


def hits_json(hits: Sequence[Hit]) -> list[dict]:
    return [
        {
            "rank": hit.rank,
            "document_id": hit.passage.document_id,
            "file": hit.passage.file,
            "locator": hit.passage.locator,
            "first_page": hit.passage.first_page,
            "last_page": hit.passage.last_page,
            "text": hit.passage.text,
            "score": round(hit.score, 6),
        }
        for hit in hits
    ]
