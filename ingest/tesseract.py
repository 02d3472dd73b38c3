"""Reading a picture with the tesseract program, where the user has installed and chosen it. Same contract as ingest.rapid.

Measured on 205 scanned pages: 200 dpi, page mode 6 (mode 3 parts numbers from their text), and the page must be set straight first.
"""

from __future__ import annotations

import csv
import io
import math
import os
import shutil
import subprocess
import time
from collections import defaultdict
from functools import lru_cache

import numpy as np

from ingest.rapid import OcrTimeout
from ingest.scanned import Fragment, Glyph, Point

LANGUAGES = ("ind", "eng")
STEEPEST, STEP = 6.0, 0.25  # degrees of skew that are tried
SMALL = 600  # pixels of the longer side on which skew is measured
DOUBTFUL = 0.60  # mean score under which the page is read upside down too


@lru_cache(maxsize=1)
def languages() -> str:
    """The languages that are installed of those wanted, as tesseract wants them: "ind+eng"; "" where it is not there."""
    if not shutil.which("tesseract"):
        return ""
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    return "+".join(name for name in LANGUAGES if name in listed)


def available() -> bool:
    return bool(languages())


@lru_cache(maxsize=1)
def engine_name() -> str:
    first = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0]
    return f"{first.replace(' ', '-')}-{languages()}"


def read_image(image: np.ndarray, deadline: float) -> tuple[int, list[Fragment]]:
    """(quarter turns anticlockwise that set the picture upright, its fragments in pixels of the upright picture). Raises OcrTimeout."""
    best: tuple[int, list[Fragment]] = (0, [])
    for turns in (1, 3, 0, 2) if is_sideways(image) else (0, 2, 1, 3):
        fragments = read_upright(turned(image, turns), deadline)
        if weight(fragments) > weight(best[1]):
            best = turns, fragments
        if mean(best[1]) >= DOUBTFUL:
            break
    return best


def turned(image: np.ndarray, turns: int) -> np.ndarray:
    return np.ascontiguousarray(np.rot90(image, turns)) if turns else image


def weight(fragments: list[Fragment]) -> float:
    return sum(f.score * sum(map(len, f.words)) for f in fragments)


def mean(fragments: list[Fragment]) -> float:
    return weight(fragments) / max(1, sum(len(word) for f in fragments for word in f.words))


def ink(image: np.ndarray) -> np.ndarray:
    """Where there is ink, on a small copy: 0 or 1."""
    step = max(1, max(image.shape[:2]) // SMALL)
    return (image[::step, ::step].mean(axis=2) < 140).astype(np.float32)


def is_sideways(image: np.ndarray) -> bool:
    """Lines of text make the sums over rows rise and fall; on a page that lies on its side the sums over columns do."""
    small = ink(image)
    return roughness(small.mean(axis=0)) > 1.5 * roughness(small.mean(axis=1))


def roughness(profile: np.ndarray) -> float:
    return float(np.square(np.diff(profile)).sum())


def skew_degrees(image: np.ndarray) -> float:
    """By how much the lines fall to the right: the angle at which the sums over rows are the roughest."""
    ys, xs = np.nonzero(ink(image))
    if not len(ys):
        return 0.0
    best, best_angle = -1.0, 0.0
    for angle in np.arange(-STEEPEST, STEEPEST + STEP, STEP):
        rows = (ys - xs * math.tan(math.radians(angle))).round().astype(int)
        found = roughness(np.bincount(rows - rows.min()) / 1000)
        if found > best:
            best, best_angle = found, float(angle)
    return best_angle


def read_upright(image: np.ndarray, deadline: float) -> list[Fragment]:
    """The lines of a picture whose text runs from left to right, boxes in its own pixels."""
    from PIL import Image

    degrees = skew_degrees(image)
    straight = Image.fromarray(image).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor="white")
    buffer = io.BytesIO()
    straight.save(buffer, "PNG")
    command = ["tesseract", "stdin", "stdout", "-l", languages(), "--psm", "6", "tsv"]
    left = max(0.1, deadline - time.monotonic())
    try:
        done = subprocess.run(command, input=buffer.getvalue(), capture_output=True, timeout=left, check=True, env=one_thread())
    except subprocess.TimeoutExpired as error:
        raise OcrTimeout from error
    middle = (image.shape[1] / 2, image.shape[0] / 2)
    return fragments_of(done.stdout.decode("utf-8", "replace"), degrees, middle)


def one_thread() -> dict[str, str]:
    return os.environ | {"OMP_THREAD_LIMIT": "1"}


def fragments_of(table: str, degrees: float, middle: Point) -> list[Fragment]:
    """tesseract's table of words as one fragment a line, turned back to where they stand on the skewed picture."""
    lines: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            lines[(row["block_num"], row["par_num"], row["line_num"])].append(row)
    return [fragment(rows, degrees, middle) for rows in lines.values()]


def fragment(rows: list[dict[str, str]], degrees: float, middle: Point) -> Fragment:
    boxes = [tuple(float(row[name]) for name in ("left", "top", "width", "height")) for row in rows]
    x0, y0 = min(x for x, _, _, _ in boxes), min(y for _, y, _, _ in boxes)
    x1, y1 = max(x + w for x, _, w, _ in boxes), max(y + h for _, y, _, h in boxes)
    corners = tuple(turn(point, degrees, middle) for point in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    words = tuple(glyphs(row["text"].strip(), box, degrees, middle) for row, box in zip(rows, boxes, strict=True))
    letters = sum(len(row["text"]) for row in rows)
    score = sum(float(row["conf"]) * len(row["text"]) for row in rows) / (100 * letters)
    return Fragment(corners, words, max(0.0, score))


def glyphs(text: str, box: tuple[float, ...], degrees: float, middle: Point) -> tuple[Glyph, ...]:
    """The characters of a word, evenly spread over its box."""
    x, y, width, height = box
    step = width / len(text)
    result = []
    for i, char in enumerate(text):
        left, right = turn((x + i * step, y + height / 2), degrees, middle), turn((x + (i + 1) * step, y + height / 2), degrees, middle)
        result.append(Glyph(char, left[0], min(left[1], right[1]) - height / 2, right[0], max(left[1], right[1]) + height / 2))
    return tuple(result)


def turn(point: Point, degrees: float, middle: Point) -> Point:
    """A point of the straightened picture on the skewed one."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = point[0] - middle[0], point[1] - middle[1]
    return middle[0] + x * cos - y * sin, middle[1] + x * sin + y * cos
