"""Lines in the order in which they stand on the page, where the file holds them in another one.

Word processors write a page's foot, its stamps and its drawings before or after the text. Only what can be told for certain is moved:
stretches of lines beside which nothing else stands. Columns and cells keep the order of the file (`ingest.order` knows tables).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

UP = 0.5  # of a line's height: the next line stands so much higher, so a new stretch begins
LEVEL = 0.3  # of a line's height: two words stand on one line
WORD_GAP = 0.7  # of a line's height: the widest space between two words of a line
BESIDE = 0.3  # of the lower one's height: two lines overlap
OVERLAP = 0.2  # of a line's height: lines of tight text overlap so far
SCATTERED = 0.75  # stretches to lines
CLEAR = 0.3  # of a line's height: what does not stand over a line must be so far from it


class Boxed(Protocol):
    box: tuple[float, float, float, float]


Item = TypeVar("Item", bound=Boxed)


@dataclass(frozen=True, slots=True)
class Span:
    """A line's place among the lines of the file, and its box."""

    index: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        return self.y1 - self.y0


def in_visual_order(lines: Sequence[list[Item]]) -> list[list[Item]]:
    """The same words in lines from top to bottom."""
    lines = pieced_together(lines)
    stretches = parted([span(i, line) for i, line in enumerate(lines)])
    if len(stretches) < 2:
        return list(lines)
    groups = grouped(stretches)
    main = max(range(len(groups)), key=lambda k: sum(s.x1 - s.x0 for s in groups[k]))
    placed = groups[main]
    for group in clustered(groups[:main] + groups[main + 1 :]):
        placed = merged(placed, by_rows(group), before=group[0].index < groups[main][0].index)
    return [lines[s.index] for s in placed]


def span(index: int, line: Sequence[Item]) -> Span:
    boxes = [word.box for word in line]
    return Span(index, min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def pieced_together(lines: Sequence[list[Item]]) -> list[list[Item]]:
    """Lines that the file holds in pieces: one goes on where another one ends, at the same height and no farther off than a word."""
    result: list[tuple[list[Item], Span]] = []
    for line in lines:
        here = span(0, line)
        before = next((k for k, (_, there) in enumerate(result) if goes_on(there, here)), None)
        if before is None:
            result.append((list(line), here))
        else:
            whole = [*result[before][0], *line]
            result[before] = (whole, span(0, whole))
    return [line for line, _ in result]


def goes_on(before: Span, after: Span) -> bool:
    height = min(before.height, after.height)
    alike = max(before.height, after.height) < 1.5 * height
    return alike and abs(before.middle - after.middle) < LEVEL * height and 0 <= after.x0 - before.x1 < WORD_GAP * height


def parted(spans: Sequence[Span]) -> list[list[Span]]:
    """The stretches of lines that run down the page."""
    stretches: list[list[Span]] = []
    for here in spans:
        if stretches and here.middle > stretches[-1][-1].middle - UP * here.height:
            stretches[-1].append(here)
        else:
            stretches.append([here])
    return stretches


def grouped(stretches: Sequence[list[Span]]) -> list[list[Span]]:
    """Stretches that follow each other and stand side by side (columns, cells, the labels of a drawing) stay together."""
    groups = [list(stretches[0])]
    for stretch in stretches[1:]:
        if beside(groups[-1], stretch):
            groups[-1] += stretch
        else:
            groups.append(list(stretch))
    return groups


def clustered(groups: Sequence[list[Span]]) -> list[list[Span]]:
    """Groups whose heights overlap as one, in the order of the file: the labels of a drawing come in any order."""
    result: list[list[Span]] = []
    for group in groups:
        near = [other for other in result if overlap(other, group)]
        result = [other for other in result if other not in near]
        result.append(sorted([span for other in near for span in other] + list(group), key=lambda s: s.index))
    return sorted(result, key=lambda group: group[0].index)


def by_rows(group: list[Span]) -> list[Span]:
    """Lines that the file holds in no order at all, hardly two of them running down the page, row by row; others as they are."""
    if len(parted(group)) < SCATTERED * len(group):
        return group
    rows: list[list[Span]] = []
    for here in sorted(group, key=lambda s: s.middle):
        if rows and here.middle - rows[-1][0].middle < LEVEL * here.height:
            rows[-1].append(here)
        else:
            rows.append([here])
    return [span for row in rows for span in sorted(row, key=lambda s: s.x0)]


def overlap(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return min(s.y0 for s in a) < max(s.y1 for s in b) and min(s.y0 for s in b) < max(s.y1 for s in a)


def beside(group: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(min(a.y1, b.y1) - max(a.y0, b.y0) > BESIDE * min(a.height, b.height) for a in group for b in others)


def merged(placed: list[Span], group: list[Span], before: bool) -> list[Span]:
    """The lines with a group set among them, whole or in two parts (a page's head and foot) where it fits; else before or behind them."""
    halves = [k for k in range(1, len(group)) if is_downward(group)]
    for parts in ([group], *([group[:k], group[k:]] for k in halves)):
        gaps = [gap_for(part, placed) for part in parts]
        if None not in gaps:
            result = list(placed)
            for gap, part in reversed(list(zip(gaps, parts, strict=True))):
                result[gap:gap] = part
            return result
    return [*group, *placed] if before else [*placed, *group]


def gap_for(group: Sequence[Span], placed: Sequence[Span]) -> int | None:
    """Before which of the lines a group belongs; None where it stands beside one of them."""
    top, bottom = min(s.y0 for s in group), max(s.y1 for s in group)
    gap = next((k for k, s in enumerate(placed) if s.middle > top), len(placed))
    if any(s.middle < bottom for s in placed[gap:]):
        return None
    fits = all(apart(s, group, top - s.y1) for s in placed[:gap]) and all(apart(s, group, s.y0 - bottom) for s in placed[gap:])
    return gap if fits else None


def apart(line: Span, group: Sequence[Span], distance: float) -> bool:
    """Whether a line stands above or below a group, not beside it: a cell set in the middle of its row hardly overlaps its neighbours."""
    over = min(line.x1, max(s.x1 for s in group)) > max(line.x0, min(s.x0 for s in group))
    return distance > (-OVERLAP if over else CLEAR) * line.height


def is_downward(spans: Sequence[Span]) -> bool:
    return all(a.middle <= b.middle + UP * min(a.height, b.height) for a, b in pairwise(spans))
