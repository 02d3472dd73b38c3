"""The grammar of plans, guides, books and annexes: lines -> marks. A paragraph is a clause; headings give it its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.headings import BAB, bab_number
from ingest.lines import Line
from ingest.structure import Mark
from ingest.values import Page

BAB_DEPTH, SECTION_DEPTH, TEXT_DEPTH = 20, 30, 90
DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(\S.*)")  # 4.1.2 Tata Kelola


def marks(lines: Sequence[Line], pages: Sequence[Page], indices: Sequence[int] | None = None, depth: int = 0) -> list[Mark]:
    """Marks of the lines at `indices` (all content lines by default), `depth` deeper than at the top of a document."""
    inside = [i for i, line in enumerate(lines) if not line.furniture] if indices is None else list(indices)
    found: list[Mark] = []
    for position, i in enumerate(inside):
        text = lines[i].text
        bab, decimal = BAB.fullmatch(text), DECIMAL.fullmatch(text)
        if bab and (num := bab_number(bab)):
            title = bab[2] or (lines[inside[position + 1]].text if position + 1 < len(inside) else "")
            found.append(Mark(i, "bab", depth + BAB_DEPTH, num, title))
        elif decimal and decimal[2][:1].isupper():
            found.append(Mark(i, "section", depth + SECTION_DEPTH + decimal[1].count("."), decimal[1], decimal[2]))
        elif position == 0 or paragraph_begins(lines, inside, position):
            found.append(Mark(i, "paragraph", depth + TEXT_DEPTH))
    return found


def paragraph_begins(lines: Sequence[Line], indices: Sequence[int], position: int) -> bool:
    before, line = lines[indices[position - 1]], lines[indices[position]]
    if before.page != line.page:
        return before.text.endswith((".", ":", ";"))
    gap = line.y0 - before.y1
    return gap > 0.8 * (line.y1 - line.y0) or gap < -3 * (line.y1 - line.y0)
