"""Pages as a list of lines: what the grammars read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.values import Page


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: `page.text[start:end] == text`. Box in points, font size the largest of its words."""

    page: int
    start: int
    end: int
    text: str
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 0.0
    y1: float = 0.0
    size: float = 0.0
    bold: bool = False  # every word is bold
    furniture: bool = False  # running header, footer, page number, catchword, stamp: on the page, not in a clause


def page_lines(page: Page) -> list[Line]:
    """The lines of one page, in the order of its text; none is furniture yet."""
    starts = [box.start for box in page.boxes]
    lines, at = [], 0
    for text in page.text.split("\n"):
        end = at + len(text)
        words = page.boxes[bisect_left(starts, at) : bisect_left(starts, end)]
        if text and words:
            lines.append(
                Line(
                    page.number,
                    at,
                    end,
                    text,
                    min(w.x0 for w in words),
                    min(w.y0 for w in words),
                    max(w.x1 for w in words),
                    max(w.y1 for w in words),
                    max(w.size for w in words),
                    all(w.bold for w in words),
                )
            )
        elif text:
            lines.append(Line(page.number, at, end, text))
        at = end + 1
    return lines


def all_lines(pages: Sequence[Page]) -> list[Line]:
    """The lines of all pages, in order."""
    return [line for page in pages for line in page_lines(page)]


def stretches(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """The ranges that begin at `starts` and last to the next start, the last one to `end`.

    >>> stretches([2, 5], 9), stretches([], 9)
    ([(2, 5), (5, 9)], [])
    """
    return list(zip(starts, [*starts[1:], end][: len(starts)], strict=True))
