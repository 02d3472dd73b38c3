"""The picture of a page, with the words of a passage marked as by a text marker."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from ingest.values import IngestError, WordBox

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 110 / 72  # pixels per point
MARKER = (255, 228, 92)  # multiplied into the picture: black text on it keeps a contrast of 16 to 1
PADDING = 1.0  # points around a word
GAP = 1.2  # of the words' height: neighbours on a line that are not farther apart are marked as one
LARGEST = 3000  # pixels of the longer side
LOCK = threading.Lock()  # PDFium is not thread-safe

Rectangle = tuple[float, float, float, float]


def render_page(path: Path | str, number: int, boxes: Sequence[WordBox | Rectangle] = (), scale: float = SCALE) -> bytes:
    """Page `number` (1-based) as PNG, `boxes` (points, origin at the top left) marked. Raises IngestError where there is no such page."""
    from PIL import ImageChops, ImageDraw

    image, scale = draw(Path(path), number, scale)
    if boxes:
        marks = image.copy()
        marks.paste("white", (0, 0, *marks.size))
        pen = ImageDraw.Draw(marks)
        for rectangle in joined([as_rectangle(box) for box in boxes]):
            x0, y0, x1, y1 = (edge * scale for edge in rectangle)
            pad = PADDING * scale
            pen.rounded_rectangle((x0 - pad, y0 - pad, x1 + pad, y1 + pad), radius=2 * scale, fill=MARKER)
        image = ImageChops.multiply(image, marks)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def page_size(path: Path | str, number: int) -> tuple[float, float]:
    """Width and height of a page in points, as displayed. Raises IngestError where there is no such page."""
    with LOCK:
        pdf = opened(Path(path), number)
        try:
            return pdf.get_page_size(number - 1)
        finally:
            pdf.close()


def draw(path: Path, number: int, scale: float) -> tuple[Image, float]:
    """(the bare page, the scale that was possible)."""
    with LOCK:
        pdf = opened(path, number)
        try:
            page = pdf[number - 1]
            scale = min(scale, LARGEST / max(page.get_size()))
            return page.render(scale=scale).to_pil().convert("RGB"), scale
        except pdfium.PdfiumError as error:
            raise IngestError(path, "gambar halaman tidak dapat dibuat", number) from error
        finally:
            pdf.close()


def opened(path: Path, number: int) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError) as error:
        raise IngestError(path, "berkas tidak dapat dibuka untuk digambar") from error
    if not 1 <= number <= len(pdf):
        count = len(pdf)
        pdf.close()
        raise IngestError(path, f"halaman ini tidak ada; berkas memiliki {count} halaman", number)
    return pdf


def as_rectangle(box: WordBox | Rectangle) -> Rectangle:
    return (box.x0, box.y0, box.x1, box.y1) if isinstance(box, WordBox) else (box[0], box[1], box[2], box[3])


def joined(boxes: Sequence[Rectangle]) -> list[Rectangle]:
    """Words that stand side by side on a line as one mark, in the order given.

    >>> joined([(0, 0, 10, 10), (12, 0, 20, 10), (0, 20, 5, 30)])
    [(0, 0, 20, 10), (0, 20, 5, 30)]
    """
    marks: list[Rectangle] = []
    for box in boxes:
        if marks and on_one_line(marks[-1], box):
            last = marks[-1]
            marks[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            marks.append(box)
    return marks


def on_one_line(a: Rectangle, b: Rectangle) -> bool:
    height = min(a[3] - a[1], b[3] - b[1])
    apart = max(a[0], b[0]) - min(a[2], b[2])
    return min(a[3], b[3]) - max(a[1], b[1]) > 0.6 * height and apart < GAP * height
