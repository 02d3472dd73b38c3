"""Ruled tables on a page, from the paths that draw their lines."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.display import display
from ingest.values import Grid

THIN = 2.5  # points: a path thinner than this is a line
TOUCH = 2.5  # points within which two lines meet
MIN_WIDTH = 80.0  # points: narrower grids are boxes around something, not tables
ROW_SHARE, COLUMN_SHARE = 0.35, 0.4  # a row's edge runs along so much of the table's width, a column's along so much of its height
FITTED_SHARE = 0.25  # ... or along so much, from one row's edge to another
COLUMN_ROWS = 5  # ... or unbroken past so many row edges
WHITE = 250  # of 255: lighter is paper
MAX_PATHS = 6000  # a page with more is a drawing


@dataclass(frozen=True, slots=True)
class Stroke:
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return self.y1 - self.y0 <= THIN < self.x1 - self.x0

    @property
    def vertical(self) -> bool:
        return self.x1 - self.x0 <= THIN < self.y1 - self.y0

    def meets(self, other: Stroke) -> bool:
        return self.x0 - TOUCH <= other.x1 and other.x0 - TOUCH <= self.x1 and self.y0 - TOUCH <= other.y1 and other.y0 - TOUCH <= self.y1


def page_strokes(page: pdfium.PdfPage) -> list[Stroke]:
    """Lines and the edges of rectangles, origin at the top left."""
    width, height = page.get_size()
    shown = display(page)
    strokes: list[Stroke] = []
    for count, item in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > MAX_PATHS:
            return []
        if not is_visible(item.raw):
            continue
        box = Stroke(*shown.object_box(item))
        if box.horizontal or box.vertical:
            strokes.append(box)
        elif box.x1 - box.x0 < 0.98 * width and box.y1 - box.y0 < 0.98 * height:
            strokes += edges(box)
    return strokes


def is_visible(path: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    """Whether a path leaves ink: word processors lay white rectangles behind lines of text."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke):
        return True
    if stroke.value:
        return colour(pdfium_c.FPDFPageObj_GetStrokeColor, path) < WHITE
    return bool(fill.value) and colour(pdfium_c.FPDFPageObj_GetFillColor, path) < WHITE


def colour(getter: Callable, path: pdfium_c.FPDF_PAGEOBJECT) -> int:
    """The darkest of a path's red, green and blue, 0 to 255; white where it is transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not getter(path, red, green, blue, alpha):
        return 0
    return 255 if alpha.value == 0 else min(red.value, green.value, blue.value)


def edges(box: Stroke) -> list[Stroke]:
    return [
        Stroke(box.x0, box.y0, box.x1, box.y0),
        Stroke(box.x0, box.y1, box.x1, box.y1),
        Stroke(box.x0, box.y0, box.x0, box.y1),
        Stroke(box.x1, box.y0, box.x1, box.y1),
    ]


def clusters(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes that hang together, found by sweeping down the page."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.y0):
        touching = [g for g in groups if any(stroke.meets(other) for other in g)]
        merged = [stroke, *(s for g in touching for s in g)]
        groups = [g for g in groups if not any(g is t for t in touching)] + [merged]
    return groups


Span = tuple[float, float, float]  # where a line runs, from, to


def grouped(spans: Sequence[Span]) -> list[list[Span]]:
    """Spans that run within TOUCH of each other, as one line each."""
    groups: list[list[Span]] = []
    for span in sorted(spans):
        if groups and span[0] - groups[-1][-1][0] <= TOUCH:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def runs(spans: Sequence[Span]) -> list[tuple[float, float]]:
    """The unbroken stretches that spans cover together."""
    found: list[tuple[float, float]] = []
    for _, start, end in sorted(spans, key=lambda span: span[1]):
        if found and start <= found[-1][1] + TOUCH:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def grid(group: Sequence[Stroke]) -> Grid | None:
    """The table that strokes draw; None where they draw none.

    Only long lines count: the boxes and arrows of a flow chart inside a table or beside it do not.
    """
    across = [(s.y0, s.x0, s.x1) for s in group if s.horizontal]
    down = [(s.x0, s.y0, s.y1) for s in group if s.vertical]
    if not across or not down:
        return None
    width = max(end for *_, end in across) - min(start for _, start, _ in across)
    height = max(end for *_, end in down) - min(start for _, start, _ in down)
    ys = tuple(line[0][0] for line in grouped(across) if sum(b - a for a, b in runs(line)) >= ROW_SHARE * width)
    xs = tuple(line[0][0] for line in grouped(down) if is_column(runs(line), ys, height))
    return Grid(xs, ys) if len(ys) >= 2 and len(xs) >= 3 and xs[-1] - xs[0] >= MIN_WIDTH else None


def is_column(stretches: Sequence[tuple[float, float]], ys: Sequence[float], height: float) -> bool:
    """Whether unbroken vertical stretches are a column's edge: long ones, or shorter ones that begin and end on rows' edges."""
    crossed = max(sum(a - TOUCH <= y <= b + TOUCH for y in ys) for a, b in stretches)
    share = sum(b - a for a, b in stretches) / height
    fitted = all(any(abs(end - y) <= TOUCH for y in ys) for stretch in stretches for end in stretch)
    return crossed >= COLUMN_ROWS or (crossed >= 2 and (share >= COLUMN_SHARE or (fitted and share >= FITTED_SHARE)))


def page_grids(page: pdfium.PdfPage) -> tuple[Grid, ...]:
    """Boxes of at least one row and two columns, top to bottom; a single row may be the end of a table on the page before."""
    strokes = list(dict.fromkeys(page_strokes(page)))
    if len(strokes) > MAX_PATHS // 2:
        return ()
    return grids_of(strokes)


def grids_of(strokes: Sequence[Stroke]) -> tuple[Grid, ...]:
    """The tables that strokes draw, top to bottom."""
    grids = [found for group in clusters(strokes) if (found := grid(group))]
    return tuple(sorted(grids, key=lambda g: g.ys[0]))
