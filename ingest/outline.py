"""`python -m ingest.outline FILE`: the tree of a document, a clause a line, with page and locator."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.values import Clause

TEXT_SHOWN = 90


def outline(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        text = clause.text.replace("\n", " ⏎ ")
        shown = text if len(text) <= TEXT_SHOWN else text[: TEXT_SHOWN - 1] + "…"
        yield f"{clause.first_page:4} {'  ' * len(clause.parents)}{clause.kind} {clause.num} | {clause.locator} | {clause.heading[:60]} | {shown}"


if __name__ == "__main__":
    from ingest.reading import read

    for name in sys.argv[1:]:
        reading = read(Path(name))
        print(reading.document)
        print("\n".join(outline(reading.clauses)))
        print("\n".join(f"! {warning}" for warning in reading.warnings))
