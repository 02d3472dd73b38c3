"""Filters become the exact set of passages that they leave."""

from __future__ import annotations

import numpy as np

from index.database import Database
from index.values import Filters

COLUMNS = (
    ("documents", "document_id"),
    ("forms", "form COLLATE NOCASE"),
    ("years", "year"),
    ("kinds", "kind"),
    ("regions", "region COLLATE NOCASE"),
)  # of a document


def allowed_rids(database: Database, filters: Filters) -> np.ndarray:
    """Ascending rids. A status is no column: `Library.settled` turns it into documents first."""
    conditions, values = document_conditions(filters)
    inside = [f"document_id IN (SELECT document_id FROM documents WHERE {conditions})"]
    if filters.pages is not None:
        inside.append(" OR ".join("(first_page <= ? AND last_page >= ?)" for _ in filters.pages) or "0")
        values += [page for page in filters.pages for _ in range(2)]
    if filters.ocr is not None:
        inside.append("ocr = ?")
        values.append(int(filters.ocr))
    rows = database.rows(f"SELECT rid FROM passages WHERE {' AND '.join(f'({part})' for part in inside)} ORDER BY rid", values)
    return np.fromiter((rid for (rid,) in rows), dtype=np.int64, count=len(rows))


def document_conditions(filters: Filters) -> tuple[str, list]:
    parts, values = ["1"], []
    for name, column in COLUMNS:
        wanted = getattr(filters, name)
        if wanted is not None:
            parts.append(f"{column} IN ({marks(wanted)})")
            values += wanted
    return " AND ".join(parts), values


def marks(values: list | tuple) -> str:
    return ",".join("?" * len(values))
