"""Text and word boxes of born-digital pages."""

import random

import numpy as np
import pypdfium2 as pdfium
import pytest
from pypdf.generic import RectangleObject

from ingest.pages import readable, text_page
from tests.papers import LINES, SIZE, changed, drawn, text_lines


def first_page(data: bytes):
    return text_page(pdfium.PdfDocument(data)[0], 1)


def ink_box(data: bytes, scale: float = 4.0):
    """The box of all ink of a page as displayed, in points."""
    image = np.asarray(pdfium.PdfDocument(data)[0].render(scale=scale).to_pil().convert("L"))
    ys, xs = np.nonzero(image < 128)
    return xs.min() / scale, ys.min() / scale, (xs.max() + 1) / scale, (ys.max() + 1) / scale


def test_lines_words_and_sizes():
    page = first_page(drawn(text_lines()))
    assert page.text.split("\n") == list(LINES)
    assert [page.text[b.start : b.end] for b in page.boxes] == " ".join(LINES).split()
    assert {b.size for b in page.boxes} == {14.0}
    assert (page.width, page.height, page.ocr) == (*SIZE, False)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_boxes_lie_on_the_ink_of_rotated_and_cropped_pages(rotation, cropped):
    def change(writer):
        if cropped:
            writer.pages[0].cropbox = RectangleObject((30, 20, 380, 290))
        writer.pages[0].rotate(rotation)

    data = changed(drawn(text_lines(["Perbup"], x=60, top=80)), change)
    page = first_page(data)
    (box,) = page.boxes
    x0, y0, x1, y1 = ink_box(data)
    assert page.text == "Perbup"
    assert box.x0 - 0.5 <= x0
    assert x1 <= box.x1 + 0.5
    assert box.y0 - 0.5 <= y0
    assert y1 <= box.y1 + 0.5
    assert (box.x1 - box.x0) * (box.y1 - box.y0) < 2.2 * (x1 - x0) * (y1 - y0)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_lines_of_pages_that_lie_on_their_side(rotation):
    data = changed(drawn(text_lines()), lambda writer: writer.pages[0].rotate(rotation))
    assert first_page(data).text.split("\n") == list(LINES)


@pytest.mark.parametrize("rotation", [90, 270])
def test_lines_of_wide_pages_that_are_drawn_sideways_and_turned_upright(rotation):
    def paint(canvas):
        canvas.setPageSize(SIZE[::-1])
        canvas.rotate(rotation)
        canvas.translate(*((0, -SIZE[1]) if rotation == 90 else (-SIZE[0], 0)))
        text_lines()(canvas)

    page = first_page(changed(drawn(paint), lambda writer: writer.pages[0].rotate(rotation)))
    assert page.text.split("\n") == list(LINES)
    assert (page.width, page.height) == SIZE
    assert page.boxes[0].x0 == pytest.approx(40, abs=2)
    assert page.boxes[0].y0 < page.boxes[-1].y0


def test_makeshift_bold_counts_once():
    def paint(canvas):
        canvas.setFont("Helvetica", 14)
        for shift in (0, 0.4):
            canvas.drawString(40 + shift, 200, "BAB II KELEMBAGAAN")
        canvas.drawString(40, 150, "Pasal 5 dan Pasal 5")

    assert first_page(drawn(paint)).text == "BAB II KELEMBAGAAN\nPasal 5 dan Pasal 5"


def test_invisible_words_among_visible_ones_and_words_off_the_page_are_left_out():
    def paint(canvas):
        canvas.drawString(40, 200, "terlihat")
        canvas.drawString(900, 200, "di luar halaman")
        hidden = canvas.beginText(40, 150)
        hidden.setTextRenderMode(3)
        hidden.textLine("tersembunyi")
        canvas.drawText(hidden)

    assert first_page(drawn(paint)).text == "terlihat"


def test_foot_and_stamp_written_first_are_read_where_they_stand():
    def paint(canvas):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(200, 20, "Halaman 3")
        for i, line in enumerate(LINES):
            canvas.drawString(40, 230 - 20 * i, line)
        canvas.drawString(340, 280, "SALINAN")

    assert first_page(drawn(paint)).text.split("\n") == ["SALINAN", *LINES, "Halaman 3"]


def test_a_line_in_pieces_is_put_together():
    def paint(canvas):
        canvas.setFont("Helvetica", 12)
        left, right = "Informasi sebagaimana dimaksud", "dalam Pasal ini adalah"
        canvas.drawString(40, 200, left)
        canvas.drawString(40, 185, "informasi minimum.")
        canvas.drawString(40 + canvas.stringWidth(left + " "), 200, right)

    assert first_page(drawn(paint)).text == "Informasi sebagaimana dimaksud dalam Pasal ini adalah\ninformasi minimum."


def test_columns_keep_the_order_of_the_file():
    def paint(canvas):
        canvas.setFont("Helvetica", 12)
        for column, x in (("kiri", 40), ("kanan", 220)):
            for i in range(4):
                canvas.drawString(x, 200 - 16 * i, f"{column} {i}")

    assert first_page(drawn(paint)).text.split("\n") == [f"{c} {i}" for c in ("kiri", "kanan") for i in range(4)]


@pytest.mark.parametrize(("code", "shown"), [(0xFB02, "fl"), (0xF0A7, "•"), (0xAD, "-"), (0x03, ""), (0x83, "•"), (0xD800, "\ufffd"), (0xE9, "é")])
def test_odd_characters(code, shown):
    assert readable(code) == shown


def test_letters_of_a_symbol_font_are_letters():
    assert readable(0xF050, letters=True) == "P"


@pytest.mark.real
def test_text_under_the_boxes_of_200_random_quotes_is_the_quote(real_folder):
    chance = random.Random(7)
    files = sorted((real_folder / "pdf").glob("*.pdf"))
    wrong, seen = [], 0
    while seen < 200:
        pdf = pdfium.PdfDocument(chance.choice(files))
        sheet = pdf[chance.randrange(len(pdf))]
        page, textpage = text_page(sheet, 1), sheet.get_textpage()
        if len(page.boxes) < 20:
            continue
        first = chance.randrange(len(page.boxes) - 8)
        for box in page.boxes[first : first + 8]:  # a quote: eight words that follow each other
            quote = page.text[box.start : box.end]
            middle, part = (box.y0 + box.y1) / 2, 0.15 * (box.y1 - box.y0)
            under = textpage.get_text_bounded(box.x0, page.height - box.y1 + part, box.x1, page.height - middle + part)
            if "".join(under.replace("\ufffe", "-").replace("\x02", "-").split()) != quote and quote.isascii():
                wrong.append((quote, under))
        seen += 1
    assert len(wrong) <= 8, wrong  # 0.5 % of 1,600 words: neighbours whose boxes touch
