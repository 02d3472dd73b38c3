"""Slides: wide pages with few words, one clause a page, called by its title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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
LARGER, SAME_SIZE = 1.12, 0.08  # a title's letters to those of the text; how much lines of one title differ
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
    """The topmost line in the upper half that is larger than the slide's text, with those of its size below it; else the first line.

    Not the largest: a statement set in large letters stands below its slide's title.
    """
    upper = sorted((line for line in own if line.y0 < TITLE_ZONE * height), key=lambda line: line.y0) or list(own)
    text = median(size for line in own for size in [letters(line)] * len(line.text))
    top = next((k for k, line in enumerate(upper) if letters(line) >= LARGER * text), None)
    if top is None:
        top = upper.index(max(upper, key=letters)) if max(map(letters, upper)) > text else 0
    words: list[str] = []
    for before, line in pairwise([upper[top], *upper[top:]]):
        same = abs(letters(line) - letters(upper[top])) <= SAME_SIZE * letters(line) and line.y0 - before.y0 < 2 * letters(line)
        if not same or len(" ".join([*words, line.text])) > TITLE_LENGTH:
            break
        words.append(line.text)
    return " ".join(words) or upper[top].text[:TITLE_LENGTH]


def letters(line: Line) -> float:
    """Size of a line's letters in points; its height where the size is not known."""
    return line.size or line.y1 - line.y0
