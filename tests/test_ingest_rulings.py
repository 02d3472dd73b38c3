"""Tables that lines draw in the picture of a scanned page."""

import io

import numpy as np
import pypdfium2 as pdfium
import pytest

from ingest.ocr import picture
from ingest.rulings import ruled_grids
from tests.papers import LINES, drawn, text_lines

SCALE = 150 / 72
SIZE = (420.0, 500.0)
XS, YS = (40.0, 110.0, 300.0, 380.0), (80.0, 104.0, 128.0, 152.0, 176.0)


def image_of(paint, degrees=0.0, size=SIZE):
    from PIL import Image

    page = pdfium.PdfDocument(io.BytesIO(drawn(paint, size=size)))[0]
    return np.asarray(Image.fromarray(picture(page, SCALE)).rotate(degrees, resample=Image.Resampling.BILINEAR, fillcolor="white"))


def ruled(canvas):
    canvas.setFont("Helvetica", 10)
    for y in YS:
        canvas.line(XS[0], SIZE[1] - y, XS[-1], SIZE[1] - y)
    for x in XS:
        canvas.line(x, SIZE[1] - YS[0], x, SIZE[1] - YS[-1])
    for row, y in enumerate(YS[:-1]):
        canvas.drawString(XS[1] + 4, SIZE[1] - y - 16, f"Kepala Bidang {row} Persandian")


@pytest.mark.parametrize("degrees", [0.0, 0.6, -0.6])
def test_a_table_is_found_though_it_lies_askew(degrees):
    (found,) = ruled_grids(image_of(ruled, degrees), SCALE)
    assert found.xs == pytest.approx(XS, abs=4)
    assert found.ys == pytest.approx(YS, abs=4)


def test_text_and_underlines_are_no_table():
    assert ruled_grids(image_of(text_lines(), size=(595, 842)), SCALE) == ()
    assert len(LINES) > 3

    def underlined(canvas):
        for y in YS:
            canvas.line(XS[0], SIZE[1] - y, XS[-1], SIZE[1] - y)

    assert ruled_grids(image_of(underlined), SCALE) == ()


def test_shadows_at_the_edge_and_pictures_are_no_lines():
    image = np.full((1000, 800, 3), 255, dtype=np.uint8)
    image[:, :30] = 0
    image[300:600, 200:500] = 40
    assert ruled_grids(image, SCALE) == ()
