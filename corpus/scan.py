"""A Keputusan as it comes out of an office scanner: grey pictures of pages, slightly askew, a little dirty, without any text.

The picture is made with the versions of pypdfium2, numpy and Pillow in requirements.txt; other versions may give other bytes.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus import layout_regulation
from corpus.notice import CREATOR, SAME_BYTES
from corpus.regulation_text import read_regulation

DPI = 160
SKEW = 0.8  # degrees
PAPER, INK = 236, 38  # grey values
NOISE = 7.0  # standard deviation of the sensor's noise, in grey values
QUALITY = 46  # of the JPEG


def render(source_text: str, pdf_path: Path) -> None:
    """Lays out the source like any regulation, then keeps only pictures of the pages."""
    regulation = read_regulation(source_text)
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean.pdf"
        layout_regulation.lay_out(regulation, clean)
        pages = pictures(clean)
    canvas = Canvas(str(pdf_path), pagesize=layout_regulation.F4, lang="id", **SAME_BYTES)
    canvas.setTitle(regulation.title)
    canvas.setAuthor(CREATOR)
    canvas.setCreator(CREATOR)
    for number, page in enumerate(pages):
        jpeg = io.BytesIO()
        scanned(page, number).save(jpeg, "JPEG", quality=QUALITY)
        jpeg.seek(0)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *layout_regulation.F4)
        canvas.showPage()
    canvas.save()


def pictures(pdf: Path) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def scanned(page: Image.Image, number: int) -> Image.Image:
    """One page askew, on greyish paper, with soft edges, uneven light, grain and specks; `number` seeds the chance."""
    chance = np.random.default_rng(2022 + number)
    turned = page.rotate(SKEW if number % 2 == 0 else -SKEW * 0.6, Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32) / 255
    grey = INK + soft * (PAPER - INK)
    height, width = grey.shape
    grey -= np.linspace(0, 9, width, dtype=np.float32)[None, :]  # the lid was not quite shut
    grey += chance.normal(0, NOISE, grey.shape).astype(np.float32)
    for _ in range(60):
        y, x = int(chance.integers(2, height - 2)), int(chance.integers(2, width - 2))
        grey[y : y + 2, x : x + int(chance.integers(1, 3))] -= 110
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
