"""How a page's text is set: margins, line spacing, usual height of letters, and what that says of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.lines import Line

INDENT = 8.0  # points
SHORT = 0.85  # a line that ends before this share of the width is short
ENOUGH = 10  # lines from which a page's own spacing can be told
SMALL = 0.8  # of the usual height
LARGE = 1.18  # of the usual height
WIDE_GAP = 1.45  # of the usual distance between two lines


@dataclass(frozen=True, slots=True)
class Block:
    """The text of a page, in points. `pitch`: usual distance from line to line; `height`: usual height of a line; `size`: of its letters."""

    left: float
    right: float
    pitch: float
    height: float
    size: float = 0.0  # 0 where it is not known (OCR)

    @property
    def width(self) -> float:
        return max(1.0, self.right - self.left)


def page_blocks(lines: Sequence[Line], indices: Sequence[int]) -> dict[int, Block]:
    """The block of each page that the lines at `indices` stand on."""
    by_page: dict[int, list[Line]] = {}
    for i in indices:
        by_page.setdefault(lines[i].page, []).append(lines[i])
    height = median([line.y1 - line.y0 for line in lines if line.y1 > line.y0] or [12.0])
    size = median([size for i in indices for size in [lines[i].size] * len(lines[i].text)] or [0.0])
    steps = {page: steps_between(own, height) for page, own in by_page.items()}
    usual = lower_third([step for own in steps.values() for step in own]) or 1.8 * height
    found = {}
    for page, own in by_page.items():
        pitch = lower_third(steps[page]) if len(steps[page]) >= ENOUGH else None
        found[page] = Block(min(x.x0 for x in own), max(x.x1 for x in own), pitch or usual, height, size)
    return found


def steps_between(own: Sequence[Line], height: float) -> list[float]:
    body = [line for line in own if line.y1 - line.y0 >= SMALL * height]
    return [b.y0 - a.y0 for a, b in pairwise(body) if 0.5 * height < b.y0 - a.y0 < 4 * height]


def lower_third(values: Sequence[float]) -> float | None:
    return sorted(values)[len(values) // 3] if values else None


def gap_above(lines: Sequence[Line], indices: Sequence[int], position: int, block: Block) -> bool:
    """Whether more than a line's distance is left above; True on top of a page."""
    if position == 0:
        return True
    before, line = lines[indices[position - 1]], lines[indices[position]]
    return before.page != line.page or line.y0 - before.y0 > WIDE_GAP * block.pitch or line.y0 < before.y0 - 2 * block.height


def is_short(line: Line, block: Block) -> bool:
    return line.x1 < block.left + SHORT * block.width


def is_small(line: Line, block: Block) -> bool:
    """Small print: labels of a drawing, a specimen form, a footnote."""
    if line.size and block.size:  # a line's height says little where the cells of a drawing are set side by side
        return line.size < SMALL * block.size
    return 0 < line.y1 - line.y0 < SMALL * block.height


def is_large(line: Line, block: Block) -> bool:
    """Letters larger than those of the text: of a heading."""
    high = line.y1 - line.y0 >= LARGE * block.height
    return high and (not (line.size and block.size) or line.size > block.size)


def is_centred(line: Line, block: Block) -> bool:
    middle = (line.x0 + line.x1 - block.left - block.right) / 2
    return line.x1 > line.x0 and abs(middle) < 0.06 * block.width and line.x0 > block.left + 0.08 * block.width


def ends_sentence(text: str) -> bool:
    return text.endswith((".", ":", ";", "?", "!", ".”", '."', ".)"))
