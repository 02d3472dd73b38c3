"""Slides: wide pages with few words, one clause a page, called by the largest line."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ingest.lines import Line
from ingest.structure import Mark
from ingest.values import Page

WIDE = 1.2  # width to height
FEW_WORDS = 150
TABLE_ROWS = 6  # a grid with more rows is a table of figures, not a slide's box
WIDE_SHARE = 0.8  # of the pages
TITLE_ZONE = 0.5  # of the page's height, from the top
TITLE_LENGTH = 120
DEPTH = 20


def are_slides(pages: Sequence[Page]) -> bool:
    """Whether a document is a presentation: nearly all pages wide, with few words and hardly a ruled table."""
    if len(pages) < 2:
        return False
    wide = sum(page.width > WIDE * page.height for page in pages)
    ruled = sum(any(len(grid.ys) > TABLE_ROWS for grid in page.grids) for page in pages)
    words = median(len(page.text.split()) for page in pages)
    return wide >= WIDE_SHARE * len(pages) and words <= FEW_WORDS and ruled <= len(pages) / 2


def slide_marks(lines: Sequence[Line], pages: Sequence[Page], indices: Sequence[int], depth: int) -> list[Mark]:
    heights = {page.number: page.height for page in pages}
    by_page: dict[int, list[int]] = {}
    for i in indices:
        by_page.setdefault(lines[i].page, []).append(i)
    return [
        Mark(own[0], "slide", depth + DEPTH, str(number), slide_title([lines[i] for i in own], heights[number]))
        for number, own in by_page.items()
    ]


def slide_title(own: Sequence[Line], height: float) -> str:
    """The largest lines in the upper half; the first line where no line is larger."""
    upper = [line for line in own if line.y0 < TITLE_ZONE * height] or list(own)
    largest = max(line.y1 - line.y0 for line in upper)
    top = next(k for k, line in enumerate(upper) if line.y1 - line.y0 >= 0.9 * largest)
    words = []
    for line in upper[top:]:
        if line.y1 - line.y0 < 0.9 * largest or len(" ".join([*words, line.text])) > TITLE_LENGTH:
            break
        words.append(line.text)
    return " ".join(words) or upper[top].text[:TITLE_LENGTH]
