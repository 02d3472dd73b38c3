"""Ruled tables on a page, from the paths that draw their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.values import Grid

THIN = 2.5  # points: a path thinner than this is a line
TOUCH = 2.5  # points within which two lines meet
MIN_WIDTH = 80.0  # points: narrower grids are boxes around something, not tables
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
    strokes: list[Stroke] = []
    for count, item in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > MAX_PATHS:
            return []
        left, bottom, right, top = item.get_bounds()
        box = Stroke(left, height - top, right, height - bottom)
        if box.horizontal or box.vertical:
            strokes.append(box)
        elif box.x1 - box.x0 < 0.98 * width and box.y1 - box.y0 < 0.98 * height:
            strokes += edges(box)
    return strokes


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


def levels(values: Sequence[float]) -> tuple[float, ...]:
    """Distinct values, those closer than TOUCH taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOUCH:
            found.append(value)
    return tuple(found)


def page_grids(page: pdfium.PdfPage) -> tuple[Grid, ...]:
    """Tables of at least two rows and two columns, top to bottom."""
    strokes = list(dict.fromkeys(page_strokes(page)))
    if len(strokes) > MAX_PATHS // 2:
        return ()
    grids = []
    for group in clusters(strokes):
        ys = levels([s.y0 for s in group if s.horizontal])
        xs = levels([s.x0 for s in group if s.vertical])
        if len(ys) >= 3 and len(xs) >= 3 and xs[-1] - xs[0] >= MIN_WIDTH:
            grids.append(Grid(xs, ys))
    return tuple(sorted(grids, key=lambda g: g.ys[0]))
