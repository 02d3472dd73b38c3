"""A table of the base that itself sets two sides beside each other: a column for each, a row for each aspect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from answer.base import Prepared
from index.values import Passage
from ingest.values import Clause

ROW = "__row_"
CELL = re.compile(r"(?<!\\)\|")  # what parts the cells of a table in Markdown
LOOSE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A row: the aspect it names, and where in the row's clause each side's cell stands, start and end."""

    clause: Clause
    aspect: str
    left: tuple[int, int]
    right: tuple[int, int]


def contrasted(base: Prepared, passages: Sequence[Passage], names: Callable[[str], tuple[bool, bool]]) -> list[Said]:
    """The rows of the first table among the passages that has a column for each side, in its order.

    `names` tells of a column's header whether it names the left and the right side. Rows whose cells do not stand in their clause word by
    word, or that leave a side empty, are left out.
    """
    for document_id, eid in dict.fromkeys(tables_of(passages)):
        table = base.library.clause(document_id, eid)
        cells = [cells_of(line) for line in table.markdown.splitlines()] if table else []
        if len(cells) > 2 and (columns := columns_of([names(header) for header in cells[0]])):
            below = [c for c in base.library.subtree(document_id, eid) if c.kind == "row"]
            return [said for row, clause in zip(cells[2:], below, strict=False) if (said := said_in(clause, row, *columns))]
    return []


def tables_of(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    for passage in passages:
        if ROW in passage.clause_ids[0]:
            yield passage.document_id, passage.clause_ids[0].partition(ROW)[0]


def cells_of(line: str) -> list[str]:
    """
    >>> cells_of("| Jangka waktu | 5 tahun | 10 tahun |")
    ['Jangka waktu', '5 tahun', '10 tahun']
    """
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(line.strip().strip("|"))]


def columns_of(named: Sequence[tuple[bool, bool]]) -> tuple[int, int] | None:
    """The one column of each side, neither of them the first; None where they cannot be told.

    >>> columns_of([(False, False), (True, False), (False, True)])
    (1, 2)
    """
    left = [i for i, (of_left, of_right) in enumerate(named) if of_left and not of_right]
    right = [i for i, (of_left, of_right) in enumerate(named) if of_right and not of_left]
    return (left[0], right[0]) if len(left) == len(right) == 1 and left[0] and right[0] else None


def said_in(clause: Clause, row: Sequence[str], left: int, right: int) -> Said | None:
    if len(row) <= max(left, right) or not row[left] or not row[right]:
        return None
    places: dict[int, tuple[int, int]] = {}
    at = 0
    for column, cell in enumerate(row):
        if found := re.compile(r"\s+".join(map(re.escape, LOOSE.split(cell)))).search(clause.text, at) if cell else None:
            places[column], at = found.span(), found.end()
    return Said(clause, row[0], places[left], places[right]) if {left, right} <= places.keys() else None
