"""Reading order of pages with ruled tables: row by row, cell by cell, where the file holds the cells in another order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.cells import SAME_LINE, Layout, layout
from ingest.values import Page, WordBox

FOOT = 0.92  # of a page's height: what stands lower comes last


def in_reading_order(page: Page) -> Page:
    """The page with the words of its tables in reading order; the same page where they are so already.

    No character is added or lost but spaces and line ends between words.
    """
    layouts = [found for grid in page.grids if len((found := layout(page, grid)).bands) >= 2]
    if all(is_ordered(page, found) for found in layouts):
        return page
    return rebuilt(page, ordered_lines(page, layouts))


def table_lines(found: Layout) -> list[list[WordBox]]:
    """The lines of a table; cells that stand side by side make one."""
    lines: list[list[WordBox]] = []
    for band in found.bands:
        for i, piece in enumerate(band.pieces):
            if i and beside(lines[-1][-1], piece.words[0]):
                lines[-1].extend(piece.words)
            else:
                lines.append(list(piece.words))
    return lines


def beside(left: WordBox, right: WordBox) -> bool:
    return right.x0 >= left.x1 and abs((left.y0 + left.y1) - (right.y0 + right.y1)) / 2 < SAME_LINE * (right.y1 - right.y0)


def is_ordered(page: Page, found: Layout) -> bool:
    """Whether the words of a table stand in the text row by row, unbroken by others, and what stands above it before it."""
    starts = [word.start for line in table_lines(found) for word in line]
    between = sum(starts[0] <= word.start <= starts[-1] for word in page.boxes)
    late = any(word.start > starts[-1] and word.y1 < found.ys[0] for word in page.boxes)
    return starts == sorted(starts) and between == len(starts) and not late


def ordered_lines(page: Page, layouts: Sequence[Layout]) -> list[list[WordBox]]:
    """The page's lines: those that stand above a table before it, the others behind it, else in the order of the text."""
    taken: set[int] = set()
    tables: list[tuple[float, list[list[WordBox]]]] = []
    for found in sorted(layouts, key=lambda found: found.ys[0]):
        lines = [line for line in ([word for word in line if word.start not in taken] for line in table_lines(found)) if line]
        if lines:
            taken |= {word.start for line in lines for word in line}
            tables.append((found.ys[0], lines))
    zones: list[list[list[WordBox]]] = [[] for _ in range(len(tables) + 1)]
    foot: list[list[WordBox]] = []
    for line in plain_lines(page, taken):
        middle = sum(word.y0 + word.y1 for word in line) / (2 * len(line))
        (foot if middle > FOOT * page.height else zones[sum(top <= middle for top, _ in tables)]).append(line)
    result = downwards(zones[0])
    for (_, lines), below in zip(tables, zones[1:], strict=True):
        result = [*result, *lines, *downwards(below)]
    return result + foot


def downwards(lines: list[list[WordBox]]) -> list[list[WordBox]]:
    """Lines from top to bottom; those at one height stay in the order of the text."""
    height = sorted(word.y1 - word.y0 for line in lines for word in line)[sum(map(len, lines)) // 2] if lines else 1.0
    return sorted(lines, key=lambda line: round((line[0].y0 + line[0].y1) / height))


def plain_lines(page: Page, taken: set[int]) -> Iterable[list[WordBox]]:
    """The lines outside tables, in the order of the text."""
    line: list[WordBox] = []
    for word in page.boxes:
        broken = line and "\n" in page.text[line[-1].end : word.start]
        if line and (broken or word.start in taken):
            yield line
            line = []
        if word.start not in taken:
            line.append(word)
    if line:
        yield line


def rebuilt(page: Page, lines: Iterable[Sequence[WordBox]]) -> Page:
    """The page whose text is these lines."""
    texts: list[str] = []
    boxes: list[WordBox] = []
    length = 0
    for line in lines:
        for i, word in enumerate(line):
            text = page.text[word.start : word.end]
            joint = "" if not texts else " " if i else "\n"
            length += len(joint)
            boxes.append(replace(word, start=length, end=length + len(text)))
            texts += [joint, text]
            length += len(text)
    return replace(page, text="".join(texts), boxes=tuple(boxes))
