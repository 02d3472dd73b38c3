"""Numbers and letters of items that the text detector passed over: ink just left of a line that no stretch of text covers.

A lone "6." or "a." is small, and the detector misses about two in a hundred pages' worth of them; a list without its marker is no list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

MARKER = re.compile(r":?\s*(?:\(\d{1,2}[a-z]?\)|(?:\d{1,3}|[a-z])[.)])")
LONG = 5.0  # only lines so many times wider than high have a marker before them
REACH, CLOSE = 5.0, 0.15  # of a line's height: how far left of a line its marker may stand, and what is the line's own edge
DARK = 140  # of 255
APART = 1.2  # of the height: ink with such a gap between is not one marker
NARROWEST, WIDEST = 0.2, 3.5  # of the height: a marker's width
SURE = 0.6  # least score of what is read there


def unseen(image: np.ndarray, quads: Sequence[np.ndarray]) -> list[np.ndarray]:
    """The corners (4 x 2 float32, pixels) of ink that stands where a marker would, covered by none of the `quads`.

    `image`: height x width x 3, uint8, upright.
    """
    dark = image.min(axis=2) < DARK
    found = [place for quad in quads if (place := before(dark, quad, quads)) is not None]
    return [quad for i, quad in enumerate(found) if not any(touch(quad, other) for other in found[:i])]


def before(dark: np.ndarray, quad: np.ndarray, quads: Sequence[np.ndarray]) -> np.ndarray | None:
    """The ink left of one stretch of text, nearest to it; None where there is none or something else stands there."""
    (left, top), bottom = quad[0], float(quad[3][1])
    height = bottom - float(top)
    if height <= 0 or float(quad[1][0] - left) < LONG * height:
        return None
    y0, y1 = int(top + 0.1 * height), int(bottom - 0.1 * height)
    start, end = max(0, int(left - REACH * height)), int(left - CLOSE * height)
    beside = [float(other[:, 0].max()) for other in quads if other is not quad and covers(other, start, left, y0, y1)]
    start = max([start, *(int(edge) + 1 for edge in beside)])
    if end - start < NARROWEST * height or y0 < 0 or y1 > dark.shape[0]:
        return None
    columns = np.flatnonzero(dark[y0:y1, start:end].any(axis=0))
    if not len(columns):
        return None
    breaks = np.flatnonzero(np.diff(columns) > APART * height)
    first, last = int(columns[breaks[-1] + 1 if len(breaks) else 0]) + start, int(columns[-1]) + start
    if not NARROWEST * height <= last - first <= WIDEST * height:
        return None
    pad = 0.2 * height
    x0, x1 = max(0.0, first - pad), last + pad
    return np.array([(x0, top), (x1, top), (x1, bottom), (x0, bottom)], dtype=np.float32)


def covers(quad: np.ndarray, x0: float, x1: float, y0: float, y1: float) -> bool:
    """Whether a stretch of text stands within these columns at this height."""
    inside = quad[:, 0].min() < x1 - 1 and quad[:, 0].max() > x0
    return bool(inside and min(quad[:, 1].max(), y1) - max(quad[:, 1].min(), y0) > 0.3 * (y1 - y0))


def touch(a: np.ndarray, b: np.ndarray) -> bool:
    across = min(a[:, 0].max(), b[:, 0].max()) - max(a[:, 0].min(), b[:, 0].min())
    down = min(a[:, 1].max(), b[:, 1].max()) - max(a[:, 1].min(), b[:, 1].min())
    return bool(across > 0 and down > 0)


def is_marker(text: str, score: float) -> bool:
    """Whether what was read there is a marker: anything else was rightly passed over (a speck, a stamp, a ruled line).

    >>> is_marker("6.", 0.99), is_marker(": a.", 0.9), is_marker("(2)", 0.9), is_marker("ii", 0.9), is_marker("6.", 0.3)
    (True, True, True, False, False)
    """
    return score >= SURE and bool(MARKER.fullmatch(text))
