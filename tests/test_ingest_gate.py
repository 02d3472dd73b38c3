"""What a page's text layer is worth."""

import pypdfium2 as pdfium
import pytest

from ingest.gate import layer, layer_facts
from ingest.pages import text_page
from tests.papers import LINES, drawn, picture_of, scan, text_lines

LONG = [*LINES, *LINES[1:]]


def judged(data: bytes) -> str:
    page = pdfium.PdfDocument(data)[0]
    return layer(layer_facts(page, text_page(page, 1)))


def small_picture(canvas):
    canvas.drawInlineImage(picture_of(drawn(text_lines())).resize((60, 40)), 300, 20, 60, 40)


def cipher(text: str) -> str:
    """What a font without a character map leaves: glyph numbers, 29 below the letters ("3DVDO" for "Pasal")."""
    return "".join(chr(ord(char) - 29) if char.isalpha() else char for char in text)


def with_notice(canvas):
    scan(picture_of(drawn(text_lines())))(canvas)
    canvas.setFont("Helvetica", 6)
    for i in range(2):
        canvas.drawString(20, 12 + 8 * i, "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik BSrE")


@pytest.mark.parametrize(
    ("painter", "verdict"),
    [
        (text_lines(LONG), "text"),
        (lambda canvas: (text_lines(LONG)(canvas), small_picture(canvas)), "text"),
        (lambda canvas: None, "blank"),
        (scan(picture_of(drawn(text_lines()))), "none"),
        (scan(picture_of(drawn(text_lines())), under=text_lines()), "hidden"),
        (with_notice, "none"),
        (text_lines([cipher(line) for line in LONG * 2], top=30, size=9), "ruined"),
        (text_lines(["Gambar 1"]), "text"),
    ],
    ids=["text", "text with a picture", "blank", "scan", "scan with a hidden layer", "scan with a notice", "garbage", "few words"],
)
def test_verdicts(painter, verdict):
    assert judged(drawn(painter)) == verdict


def test_letters_turned_into_drawings_are_no_blank_page():
    def paint(canvas):
        for i in range(500):
            canvas.line(i % 50 * 8, i // 50 * 20, i % 50 * 8 + 4, i // 50 * 20 + 9)

    assert judged(drawn(paint)) == "none"


def test_a_scan_inside_a_form_is_found():
    def paint(canvas):
        image = picture_of(drawn(text_lines()))
        canvas.beginForm("halaman")
        canvas.drawInlineImage(image, 0, 0, 210, 150)
        canvas.endForm()
        canvas.scale(2, 2)
        canvas.doForm("halaman")

    assert judged(drawn(paint)) == "none"


def test_a_page_printed_in_tiles_that_cut_its_words_is_ruined():
    def tiles(canvas):
        """Tile by tile, as a printer driver writes them."""
        lines = [row.ljust(40, ".") for row in LONG * 2]
        canvas.setFont("Helvetica", 10)
        for start in range(0, 40, 8):
            for i, whole in enumerate(lines):
                x = 40 + canvas.stringWidth(whole[:start]) - (canvas.stringWidth(whole[start - 1]) if start else 0)
                canvas.drawString(x, 280 - 18 * i, whole[max(0, start - 1) : start + 8])

    assert judged(drawn(tiles)) == "ruined"
