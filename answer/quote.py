"""Quotes with their place: verbatim stretches of a clause and what stands below it, one page each, with boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.values import Box, Citation
from index.library import Library
from index.values import DocumentStatus, Passage
from ingest.values import Clause, Page, PolicyDocument, Run

JOINT = re.compile(r"[\s\-\u00ad\u2010-\u2015]+")
CONTINUED = " (lanjutan)"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a joined text that stands on one page: `text[start:end]`, and its runs with starts in the joined text."""

    page: int
    start: int
    end: int
    runs: tuple[Run, ...]


def joined(group: Sequence[Clause]) -> tuple[str, list[Run]]:
    """The text of a clause with those below it, and their runs in it."""
    runs, offset = [], 0
    for clause in group:
        runs += [Run(offset + run.start, run.page, run.page_start, run.length) for run in clause.runs]
        offset += len(clause.text) + 1
    return "\n".join(clause.text for clause in group), runs


def clip(run: Run, start: int, end: int) -> Run | None:
    """The part of a run within [start, end)."""
    first, last = max(run.start, start), min(run.start + run.length, end)
    return Run(first, run.page, run.page_start + first - run.start, last - first) if last > first else None


def stretches(runs: Sequence[Run], start: int, end: int) -> list[Stretch]:
    """[start, end) of a joined text, parted where the page changes."""
    found: list[Stretch] = []
    for run in runs:
        inside = clip(run, start, end)
        if inside is None:
            continue
        if found and found[-1].page == inside.page:
            last = found[-1]
            found[-1] = Stretch(last.page, last.start, inside.start + inside.length, (*last.runs, inside))
        else:
            found.append(Stretch(inside.page, inside.start, inside.start + inside.length, (inside,)))
    return found


def letters(text: str) -> str:
    """Text without white space and hyphens: how a quote is compared with its page."""
    return JOINT.sub("", text)


def stands(quote: str, page: Page) -> bool:
    return letters(quote) in letters(page.text)


def boxes(page: Page, runs: Sequence[Run]) -> tuple[Box, ...]:
    """One box a line of the quote."""
    found = []
    for run in runs:
        words = [w for w in page.boxes if w.start < run.page_start + run.length and w.end > run.page_start]
        if words:
            found.append(
                Box(page.number, min(w.x0 for w in words), min(w.y0 for w in words), max(w.x1 for w in words), max(w.y1 for w in words))
            )
    return tuple(found)


def title_of(document: PolicyDocument) -> str:
    return f"{document.name} tentang {document.title}" if document.form and document.number and document.title else document.title


def cite(library: Library, group: Sequence[Clause], start: int, end: int, status: DocumentStatus, first_marker: int) -> list[Citation]:
    """Citations of a stretch of a clause and what stands below it, in order, one for each page.

    What does not stand on its page word by word (a line that something else cuts in two) is cited line by line.
    """
    document = library.document(group[0].document_id)
    text, runs = joined(group)
    made: list[Citation] = []
    for stretch in stretches(runs, start, end):
        page = library.page(document.document_id, stretch.page)
        parts = [stretch] if stands(text[stretch.start : stretch.end], page) else unbroken(text, stretch, page)
        for part in parts:
            continued = CONTINUED if made else ""
            made.append(
                Citation(
                    first_marker + len(made), document.document_id, document.file, title_of(document), group[0].eid, group[0].locator + continued,
                    page.number, page.label, text[part.start : part.end], part.start, part.end, boxes(page, part.runs), status, page.ocr,
                    page.confidence,
                )
            )  # fmt: skip
    return made


def unbroken(text: str, stretch: Stretch, page: Page) -> list[Stretch]:
    """The longest parts of a stretch, line by line, that stand on the page as they are."""
    parts: list[Stretch] = []
    for run in stretch.runs:
        grown = Stretch(page.number, parts[-1].start, run.start + run.length, (*parts[-1].runs, run)) if parts else None
        if grown and stands(text[grown.start : grown.end], page):
            parts[-1] = grown
        else:
            parts.append(Stretch(page.number, run.start, run.start + run.length, (run,)))
    return parts


def passage_group(library: Library, passage: Passage) -> list[Clause]:
    wanted = set(passage.clause_ids)
    return [clause for clause in library.clauses(passage.document_id) if clause.eid in wanted]
