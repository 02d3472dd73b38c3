"""A scanned page becomes text with word boxes: by RapidOCR, or by tesseract where it is installed and `RUJUKAN_OCR=tesseract`."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import time
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from ingest import rapid, tesseract
from ingest.rulings import ruled_grids
from ingest.scanned import Fragment, Frame, Glyph, scanned_page
from ingest.values import Page

DPI = 150  # RapidOCR gains nothing from more
TESSERACT_DPI = 200
LARGEST = 2500  # pixels of the longer side: scans whose points are pixels are not blown up
TIME_LIMIT = 60.0  # seconds a page
CACHE_VERSION = 2  # of the files in the cache: what the engine read, before it is put into lines

OcrTimeout = rapid.OcrTimeout


def chosen_engine() -> str:
    """Name and version of the engine that will read; part of the cache's key."""
    wanted = os.environ.get("RUJUKAN_OCR", "").strip().lower()
    return tesseract.engine_name() if wanted == "tesseract" and tesseract.available() else rapid.engine_name()


def ocr_page(page: pdfium.PdfPage, number: int, cache_dir: Path | None = None, time_limit: float = TIME_LIMIT) -> Page:
    """One page read from its picture; from the cache where this picture was read before.

    `readable` is False where nothing was read. Raises OcrTimeout after `time_limit` seconds.
    """
    engine = chosen_engine()
    width, height = page.get_size()
    scale = min((TESSERACT_DPI if engine.startswith("tesseract") else DPI) / 72, LARGEST / max(width, height))
    image = picture(page, scale)
    cached = cache_file(cache_dir, image, scale, engine)
    found = load(cached) if cached else None
    if found is None:
        reader = tesseract if engine.startswith("tesseract") else rapid
        found = reader.read_image(image, time.monotonic() + time_limit)
        if cached:
            save(cached, *found)
    turns, fragments = found
    page_read = scanned_page(number, fragments, Frame(scale, turns, width, height))
    return page_read if turns else replace(page_read, grids=ruled_grids(image, scale))


def picture(page: pdfium.PdfPage, scale: float) -> np.ndarray:
    """The page as displayed: height x width x 3, uint8."""
    return np.ascontiguousarray(page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3])


def has_ink(page: pdfium.PdfPage) -> bool:
    """Whether anything at all is to be seen on a page."""
    return bool((picture(page, 0.5) < 200).any())


def cache_file(cache_dir: Path | None, image: np.ndarray, scale: float, engine: str) -> Path | None:
    """Where the reading of this picture is kept: the pixels, the scale and the engine make the name."""
    if cache_dir is None:
        return None
    key = hashlib.sha256(image.tobytes())
    key.update(f"{image.shape} {scale:.6f} {engine} {CACHE_VERSION}".encode())
    name = key.hexdigest()
    return Path(cache_dir) / "ocr" / name[:2] / f"{name}.json.gz"


def load(path: Path) -> tuple[int, list[Fragment]] | None:
    """(quarter turns, fragments) of a picture read before; None where there are none or the file is broken."""
    try:
        data = json.loads(gzip.decompress(path.read_bytes()))
        return data["turns"], [unpacked(entry) for entry in data["fragments"]]
    except (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError):
        return None


def save(path: Path, turns: int, fragments: Sequence[Fragment]) -> None:
    """Writes what was read so that no reader ever sees half of it."""
    data = {"turns": turns, "fragments": [packed(fragment) for fragment in fragments]}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0))
    os.replace(part, path)


def packed(fragment: Fragment) -> list[Any]:
    words = [
        ["".join(glyph.char for glyph in word), [[round(edge, 1) for edge in (g.x0, g.y0, g.x1, g.y1)] for g in word]]
        for word in fragment.words
    ]
    return [[[round(x, 1), round(y, 1)] for x, y in fragment.quad], round(fragment.score, 5), words]


def unpacked(entry: list[Any]) -> Fragment:
    quad, score, words = entry
    glyphs = tuple(tuple(Glyph(char, *box) for char, box in zip(text, boxes, strict=True)) for text, boxes in words)
    return Fragment(tuple((x, y) for x, y in quad), glyphs, score)
