"""Reading a picture with RapidOCR: upright, line by line, with a time limit. The models lie in its package; nothing is downloaded.

Settings measured on 205 scanned pages: 150 dpi, no angle classifier (it turns good lines over), lines one at a time, one thread.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from ingest.markers import is_marker, unseen
from ingest.scanned import STEEP, Fragment, Glyph, is_steep

DETECTOR, RECOGNIZER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
LONGEST_SIDE = 2500  # pixels; larger pictures are scaled down
SAMPLE = 4  # how many of the longest lines are read to find out which way is up
SIDEWAYS_SHARE = 0.5  # of the lines stand: the picture lies on its side
SURE = 0.90  # mean score of the sample from which its direction is not doubted


class OcrTimeout(Exception):
    """A page took longer than it may."""


def engine_name() -> str:
    return f"rapidocr-{version('rapidocr')}"


@lru_cache(maxsize=1)
def engine() -> Any:
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    missing = [name for name in (DETECTOR, RECOGNIZER) if not (models / name).is_file()]
    if missing:
        raise FileNotFoundError(f"model OCR tidak ditemukan dalam paket rapidocr: {', '.join(missing)}")
    return rapidocr.RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Global.text_score": 0.0,
            "Global.max_side_len": LONGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
            "Det.model_path": str(models / DETECTOR),
            "Rec.model_path": str(models / RECOGNIZER),
            "Rec.rec_batch_num": 1,
        }
    )


def read_image(image: np.ndarray, deadline: float) -> tuple[int, list[Fragment]]:
    """(quarter turns anticlockwise that set the picture upright, its fragments in pixels of the upright picture).

    `image`: height x width x 3, uint8. `deadline`: a time of `time.monotonic()`. Raises OcrTimeout.
    """
    quads = detect(image)
    turns = needed_turns(image, quads, deadline)
    if turns:
        image = np.ascontiguousarray(np.rot90(image, turns))
        quads = detect(image)
    found = [fragment for quad in quads if (fragment := recognize(image, quad, deadline))]
    return turns, found + lost_markers(image, found, deadline)


def lost_markers(image: np.ndarray, found: Sequence[Fragment], deadline: float) -> list[Fragment]:
    """Markers of items left of their lines, which the detector passed over. `image` is upright."""
    quads = [np.array(fragment.quad, dtype=np.float32) for fragment in found if not is_steep(fragment)]
    read = [recognize(image, quad, deadline) for quad in unseen(image, quads)]
    return [fragment for fragment in read if fragment and is_marker(fragment.text, fragment.score)]


def detect(image: np.ndarray) -> list[np.ndarray]:
    """The corners of every stretch of text: 4 x 2 float32 each."""
    found = engine()(image, use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else [np.asarray(box, dtype=np.float32) for box in found.boxes]


def needed_turns(image: np.ndarray, quads: list[np.ndarray], deadline: float) -> int:
    """How often the picture must be turned by 90 degrees anticlockwise to stand upright."""
    if not quads:
        return 0
    sideways = sum(length(quad) for quad in quads if steep(quad)) > SIDEWAYS_SHARE * sum(map(length, quads))
    sample = sorted((quad for quad in quads if steep(quad) == sideways), key=length, reverse=True)[:SAMPLE]
    crops = engine().crop_text_regions(image, sample)  # steep ones come turned by 90 degrees anticlockwise
    as_is = mean_score(crops, deadline)
    if as_is >= SURE:
        return 1 if sideways else 0
    turned = mean_score([np.ascontiguousarray(np.rot90(crop, 2)) for crop in crops], deadline)
    return (1 if sideways else 0) + (2 if turned > as_is else 0)


def length(quad: np.ndarray) -> float:
    return float(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[1] - quad[2])))


def steep(quad: np.ndarray) -> bool:
    return bool(np.linalg.norm(quad[1] - quad[2]) >= STEEP * np.linalg.norm(quad[0] - quad[1]))


def mean_score(crops: list[np.ndarray], deadline: float) -> float:
    scores = []
    for crop in crops:
        check_time(deadline)
        read = engine()(crop, use_det=False, use_cls=False, use_rec=True, return_word_box=False)
        scores.append(float(read.scores[0]) if read.scores else 0.0)
    return sum(scores) / len(scores) if scores else 0.0


def check_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise OcrTimeout


def recognize(image: np.ndarray, quad: np.ndarray, deadline: float) -> Fragment | None:
    """The text of one stretch with a box for each character; None where nothing was read."""
    check_time(deadline)
    reader = engine()
    crop = reader.crop_text_regions(image, [quad])[0]
    read = reader(crop, use_det=False, use_cls=False, use_rec=True, return_word_box=True, return_single_char_box=True)
    if not read.txts or not read.txts[0].strip():
        return None
    boxed = reader.calc_word_boxes([crop], np.array([quad]), read)
    glyphs = [Glyph(char, *bounds(corners)) for char, _, corners in boxed[0]] if boxed else []
    words, at = [], 0
    for word in read.txts[0].split():
        words.append(tuple(glyphs[at : at + len(word)]))
        at += len(word)
    if at != len(glyphs):  # the engine's characters and boxes always agree; a word without a box could not be shown
        return None
    return Fragment(tuple((float(x), float(y)) for x, y in quad), tuple(words), float(read.scores[0]))


def bounds(corners: list[list[float]]) -> tuple[float, float, float, float]:
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))
