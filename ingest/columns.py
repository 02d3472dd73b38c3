"""Tables without ruled lines: columns that the gaps between words draw, as a grid like those of ruled tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cells import NUMBER
from ingest.values import Grid, Page, WordBox

GAP = 1.1  # of the letters' height: words further apart stand in different columns
SAME_LINE = 0.5  # of the letters' height
COLUMNS = 3  # a table without rules has so many at least
ROWS = 4  # ... and so many lines that fill them
NUMBERS = 0.6  # of the entries of one column are numbers
BETWEEN = 2  # wrapped lines that may stand between two rows
STEP = 3.2  # of the letters' height: rows stand no further apart
HEADERS = 3  # lines of column headers above the first row
CLEAR = 4.0  # points that a gutter is wide at least
CONTENTS = re.compile(r"(?:\.\s?){4,}|…")

Phrase = list[WordBox]


def implied_grids(page: Page) -> tuple[Grid, ...]:
    """Grids of the tables that stand outside the page's ruled ones."""
    words = [w for w in page.boxes if not any(g.xs[0] <= w.x0 <= g.xs[-1] and g.ys[0] <= w.y0 <= g.ys[-1] for g in page.grids)]
    lines = phrase_lines(words)
    grids: list[Grid] = []
    for start, end in stretches(lines):
        grid = grid_of(page, lines, start, end)
        if grid:
            grids.append(grid)
    return tuple(grids)


def phrase_lines(words: Sequence[WordBox]) -> list[list[Phrase]]:
    """The lines of a page from top to bottom, each as its phrases from left to right."""
    lines: list[list[WordBox]] = []
    for word in sorted(words, key=lambda w: (w.y0 + w.y1, w.x0)):
        last = lines[-1][-1] if lines else None
        if last and abs((word.y0 + word.y1) - (last.y0 + last.y1)) / 2 < SAME_LINE * (word.y1 - word.y0):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [phrases(sorted(line, key=lambda w: w.x0)) for line in lines]


def phrases(line: Sequence[WordBox]) -> list[Phrase]:
    groups: list[Phrase] = []
    for word in line:
        if groups and word.x0 - groups[-1][-1].x1 < GAP * (word.y1 - word.y0):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def stretches(lines: Sequence[Sequence[Phrase]]) -> list[tuple[int, int]]:
    """Ranges of lines that look like rows: many phrases, close together, with at most a few wrapped lines between them."""
    found: list[tuple[int, int]] = []
    start, last, count = None, 0, 0
    for i, line in enumerate([*lines, []]):
        full = len(line) >= COLUMNS
        near = start is not None and bool(line) and i - last <= BETWEEN + 1 and step(lines, i) < STEP
        if start is not None and not near:
            if count >= ROWS:
                found.append((start, last + 1))
            start = None
        if full and start is None:
            start, last, count = i, i, 1
        elif full:
            last, count = i, count + 1
    return found


def step(lines: Sequence[Sequence[Phrase]], i: int) -> float:
    """The distance of a line from the one above it, in heights of its letters."""
    word, above = lines[i][0][0], lines[i - 1][0][0]
    return (word.y0 - above.y0) / max(1.0, word.y1 - word.y0)


def grid_of(page: Page, lines: Sequence[Sequence[Phrase]], start: int, end: int) -> Grid | None:
    """The grid of the lines [start, end), with the headers above them; None where they are no table."""
    rows = [line for line in lines[start:end] if len(line) >= COLUMNS and any(is_number(page, phrase) for phrase in line[1:])]
    if len(rows) < ROWS or any(CONTENTS.search(text_of(page, phrase)) for line in rows for phrase in line):
        return None
    xs = gutters(rows)
    if len(xs) - 1 < COLUMNS or not has_number_column(page, rows, xs):
        return None
    first_numbered = next(i for i in range(start, end) if lines[i] is rows[0])
    top = start
    while top > 0 and first_numbered - top < HEADERS and step(lines, top) < STEP and fits(lines[top - 1], xs) and len(lines[top - 1]) >= 2:
        top -= 1
    keyed = [i for i in range(first_numbered, end) if begins_row(page, lines[i], xs)]
    edges = [line_top(lines[top]) - 1, *(line_top(lines[i]) - 1 for i in keyed), max(w.y1 for p in lines[end - 1] for w in p) + 1]
    ys = tuple(dict.fromkeys(edges))
    return Grid(xs, ys) if len(ys) >= ROWS and list(ys) == sorted(ys) else None


def gutters(rows: Sequence[Sequence[Phrase]]) -> tuple[float, ...]:
    """The columns' edges: the middles of the strips that no phrase of any row touches, and the outer edges."""
    spans = sorted((phrase[0].x0, phrase[-1].x1) for line in rows for phrase in line)
    edges, reached = [spans[0][0] - 2], spans[0][1]
    for left, right in spans[1:]:
        if left - reached >= CLEAR:
            edges.append((reached + left) / 2)
        reached = max(reached, right)
    return (*edges, reached + 2)


def fits(line: Sequence[Phrase], xs: Sequence[float]) -> bool:
    """Whether a line stands within the table's width."""
    return line[0][0].x0 >= xs[0] - 12 and line[-1][-1].x1 <= xs[-1] + 12


def text_of(page: Page, phrase: Phrase) -> str:
    return " ".join(page.text[w.start : w.end] for w in phrase)


def line_top(line: Sequence[Phrase]) -> float:
    return min(word.y0 for phrase in line for word in phrase)


def is_number(page: Page, phrase: Phrase) -> bool:
    return bool(NUMBER.fullmatch(text_of(page, phrase)))


def begins_row(page: Page, line: Sequence[Phrase], xs: Sequence[float]) -> bool:
    """An entry in the first column with others beside it, or several numbers; a wrapped line has neither."""
    return (line[0][0].x0 < xs[1] and len(line) >= 2) or sum(is_number(page, phrase) for phrase in line) >= 2


def has_number_column(page: Page, rows: Sequence[Sequence[Phrase]], xs: Sequence[float]) -> bool:
    for left, right in pairwise(xs[1:]):
        entries = [text_of(page, phrase) for line in rows for phrase in line if left <= (phrase[0].x0 + phrase[-1].x1) / 2 < right]
        if len(entries) >= ROWS and sum(bool(NUMBER.fullmatch(entry)) for entry in entries) >= NUMBERS * len(entries):
            return True
    return False
