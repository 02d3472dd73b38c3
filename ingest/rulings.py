"""The ruled lines of tables in the picture of a scanned page: long, thin, dark runs of pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.grids import Stroke, grids_of
from ingest.values import Grid

DARK = 150  # of 255
ACROSS, DOWN = 26.0, 18.0  # points: letters have no run so long
THICKEST = 3.0  # points: a darker band is a shadow at the paper's edge, or a picture
STEEPEST = 0.03  # of its length that a line may rise: a table that lies more askew has no upright cells
JOINT = 8.0  # points: two pieces of one line with no more between them, for scanned lines break
OVERSHOOT = 1.5  # points by which lines are drawn longer, so that they meet where the scan has them not quite meet
MOST_RUNS = 60_000  # of a page; more is a photograph


@dataclass(slots=True)
class Run:
    """Dark pixels that hang together along a line: columns [x0, x1), rows y0 to y1, and how many pixels."""

    x0: int
    x1: int
    y0: int
    y1: int
    pixels: int


def ruled_grids(image: np.ndarray, scale: float) -> tuple[Grid, ...]:
    """The tables that lines draw on a picture, top to bottom. `image`: height x width x 3, uint8; `scale`: pixels per point."""
    dark = image.min(axis=2) < DARK
    across = [Stroke(a / scale, y / scale, b / scale, y / scale) for a, b, y in lines(dark, ACROSS * scale, scale)]
    down = [Stroke(x / scale, a / scale, x / scale, b / scale) for a, b, x in lines(dark.T, DOWN * scale, scale)]
    longer = [Stroke(s.x0 - OVERSHOOT, s.y0, s.x1 + OVERSHOOT, s.y1) for s in across]
    longer += [Stroke(s.x0, s.y0 - OVERSHOOT, s.x1, s.y1 + OVERSHOOT) for s in down]
    return grids_of(longer)


def lines(dark: np.ndarray, least: float, scale: float) -> list[tuple[float, float, float]]:
    """(from, to, at which height) in pixels of the lines that run along the rows of a picture of true and false."""
    found = [run for run in hanging_together(*row_runs(dark, least)) if is_line(run, scale)]
    joined: list[Run] = []
    for run in sorted(found, key=lambda r: (round((r.y0 + r.y1) / 2 / scale / 2), r.x0)):
        before = joined[-1] if joined else None
        level = before and abs((before.y0 + before.y1) - (run.y0 + run.y1)) / 2 <= 2 * scale
        if level and run.x0 - before.x1 <= JOINT * scale:
            joined[-1] = Run(before.x0, max(before.x1, run.x1), min(before.y0, run.y0), max(before.y1, run.y1), before.pixels + run.pixels)
        else:
            joined.append(run)
    return [(float(run.x0), float(run.x1), (run.y0 + run.y1) / 2) for run in joined]


def row_runs(dark: np.ndarray, least: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(row, first column, column behind the last) of the dark runs of at least so many pixels; a run may lean by a row either way."""
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    edges = np.diff(np.pad(thick, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    kept = ends - starts >= least
    return rows[kept], starts[kept], ends[kept]


def hanging_together(rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> list[Run]:
    """Runs of rows that follow each other and overlap, as one each."""
    if len(rows) > MOST_RUNS:
        return []
    done: list[Run] = []
    living: list[Run] = []
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        done += [run for run in living if run.y1 < row - 1]
        living = [run for run in living if run.y1 >= row - 1]
        own = next((run for run in living if run.x0 < end and start < run.x1), None)
        if own is None:
            living.append(Run(start, end, row, row, end - start))
        else:
            own.x0, own.x1, own.y1, own.pixels = min(own.x0, start), max(own.x1, end), row, own.pixels + end - start
    return done + living


def is_line(run: Run, scale: float) -> bool:
    """Thin for its length, and nearly level. Every run counts two rows more than the line is thick."""
    length = run.x1 - run.x0
    thickness, rise = run.pixels / length - 2, run.y1 - run.y0 + 1
    return thickness <= THICKEST * scale and rise <= STEEPEST * length + THICKEST * scale + 2
