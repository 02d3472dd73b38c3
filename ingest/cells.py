"""The rows and cells of a ruled table on a page: which words stand where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.values import Grid, Page, WordBox

GUTTER = 9.0  # points: two column edges closer than this are the padding of one border
SEAM = 4.0  # points: two row edges closer than this are one border
WORD_SPACE = 0.4  # of the letters' height: words closer than this are one phrase, even across a column's edge
SAME_LINE = 0.5  # of the letters' height: words whose middles are closer than this stand on one line
UNRULED_ROWS = 3  # a band with so many numbered lines is a block of rows without rules between them
NUMBER = re.compile(r"[(\-–]?\s?(?:Rp\.?\s?)?\d[\d.,]*\s?%?\)?|[-–]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line in one cell: `page.text[start:end]` holds the first to the last where the text is in order."""

    words: tuple[WordBox, ...]
    column: int

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def middle(self) -> float:
        return sum((w.y0 + w.y1) / 2 for w in self.words) / len(self.words)

    def text(self, page: Page) -> str:
        return " ".join(page.text[w.start : w.end] for w in self.words)


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a table: its pieces in reading order, cell by cell; line by line where a phrase runs across cells."""

    y0: float
    y1: float
    pieces: tuple[Piece, ...]
    spanning: bool  # a phrase runs across the edge of columns

    def cells(self, page: Page, columns: int) -> tuple[str, ...]:
        found = [[piece.text(page) for piece in self.pieces if piece.column == column] for column in range(columns)]
        return tuple(" ".join(texts) for texts in found)


@dataclass(frozen=True, slots=True)
class Layout:
    """A ruled table on a page with the words in its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    bands: tuple[Band, ...]  # those that hold words

    @property
    def columns(self) -> int:
        return len(self.xs) - 1


def merged(edges: Sequence[float], near: float) -> tuple[float, ...]:
    """Edges closer than `near` taken as one, in their middle; the outer ones stay outside.

    >>> merged([117, 122, 202, 207, 562], 9)
    (117, 204.5, 562)
    """
    groups: list[list[float]] = []
    for edge in edges:
        if groups and edge - groups[-1][-1] < near:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    middle = [(group[0] + group[-1]) / 2 for group in groups]
    if len(groups) > 1:
        middle[0], middle[-1] = groups[0][0], groups[-1][-1]
    return tuple(middle)


def interval(edges: Sequence[float], value: float) -> int | None:
    return next((i for i, (a, b) in enumerate(pairwise(edges)) if a <= value < b), None)


def layout(page: Page, grid: Grid) -> Layout:
    """The table that a grid draws, its unruled rows found, its words in cells."""
    xs, ys = merged(grid.xs, GUTTER), merged(grid.ys, SEAM)
    placed: dict[int, list[tuple[WordBox, int]]] = {}
    for word in page.boxes:
        column, band = interval(xs, (word.x0 + word.x1) / 2), interval(ys, (word.y0 + word.y1) / 2)
        if band is None and ys[0] <= word.y0 < ys[-1] - SEAM:
            band = len(ys) - 2  # the last line of the last cell may run over the border
        if column is not None and band is not None:
            placed.setdefault(band, []).append((word, column))
    bands: list[Band] = []
    for number in sorted(placed):
        bands += split_band(page, ys[number], ys[number + 1], placed[number])
    return Layout(xs, ys, tuple(bands))


def text_lines(words: Sequence[tuple[WordBox, int]]) -> list[list[tuple[WordBox, int]]]:
    """Words by the line they stand on, from top to bottom, each line from left to right."""
    lines: list[list[tuple[WordBox, int]]] = []
    for word, column in sorted(words, key=lambda item: (item[0].y0 + item[0].y1, item[0].x0)):
        last = lines[-1][-1][0] if lines else None
        if last and abs((word.y0 + word.y1) - (last.y0 + last.y1)) / 2 < SAME_LINE * (word.y1 - word.y0):
            lines[-1].append((word, column))
        else:
            lines.append([(word, column)])
    return [sorted(line, key=lambda item: item[0].x0) for line in lines]


def pieces_of(line: Sequence[tuple[WordBox, int]]) -> list[Piece]:
    """The phrases of a line: words of one column, and words that a column's edge would cut apart."""
    groups: list[list[tuple[WordBox, int]]] = []
    for word, column in line:
        last = groups[-1][-1] if groups else None
        if last and (last[1] == column or word.x0 - last[0].x1 < WORD_SPACE * (word.y1 - word.y0)):
            groups[-1].append((word, column))
        else:
            groups.append([(word, column)])
    return [Piece(tuple(word for word, _ in group), group[0][1]) for group in groups]


def spans(line: Sequence[tuple[WordBox, int]]) -> bool:
    return any(
        b[1] != a[1] and b[0].x0 - a[0].x1 < WORD_SPACE * (b[0].y1 - b[0].y0) for a, b in pairwise(line)
    )


def split_band(page: Page, y0: float, y1: float, words: Sequence[tuple[WordBox, int]]) -> list[Band]:
    """One band, or the rows without rules between them that it holds."""
    lines = text_lines(words)
    starts = unruled_starts(page, lines)
    parts = [lines[a:b] for a, b in zip([0, *starts], [*starts, len(lines)], strict=True) if b > a]
    edges = [y0, *(min(w.y0 for w, _ in part[0]) - 0.5 for part in parts[1:]), y1]
    return [band_of(a, b, part) for part, (a, b) in zip(parts, pairwise(edges), strict=True)]


def unruled_starts(page: Page, lines: Sequence[Sequence[tuple[WordBox, int]]]) -> list[int]:
    """Which lines (not the first) begin a row of their own: those with an entry in the first column and a number in a later one."""
    first = min((column for line in lines for _, column in line), default=0)
    keyed, numbers = [], []
    for i, line in enumerate(lines):
        pieces = pieces_of(line)
        if any(piece.column == first for piece in pieces):
            keyed.append(i)
            numbers.append(sum(piece.column > first and bool(NUMBER.fullmatch(piece.text(page))) for piece in pieces))
    numbered = sum(count > 0 for count in numbers)
    enough = numbered >= UNRULED_ROWS or (numbered == 2 and min(numbers) >= 2)
    return [i for i in keyed if i] if enough and numbered >= 0.8 * len(keyed) else []


def band_of(y0: float, y1: float, lines: Sequence[Sequence[tuple[WordBox, int]]]) -> Band:
    spanning = any(spans(line) for line in lines)
    pieces = [piece for line in lines for piece in pieces_of(line)]
    if not spanning:
        pieces.sort(key=lambda piece: piece.column)  # stable: the lines of a cell stay in order
    return Band(y0, y1, tuple(pieces), spanning)
