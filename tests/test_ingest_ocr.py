"""Scanned pages: read upright, in lines, with boxes in place; cached; within their time."""

import math
import re
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import ocr, rapid, tesseract
from ingest.ocr import ocr_page
from ingest.pages import text_page
from ingest.scanned import Fragment, Frame, Glyph, lines_of, parted, scanned_page, skew
from tests.papers import LINES, SIZE, drawn, picture_of, scan, text_lines

ROOT = Path(__file__).resolve().parent.parent
TYPED = drawn(text_lines())


def scanned(turns: int = 0, degrees: float = 0.0):
    return pdfium.PdfDocument(drawn(scan(picture_of(TYPED, turns, degrees))))[0]


def on_paper(box, turns: int, degrees: float):
    """Where the middle of a box of the typed page stands after the paper was tilted and turned, in points."""
    x, y = (box.x0 + box.x1) / 2 - SIZE[0] / 2, (box.y0 + box.y1) / 2 - SIZE[1] / 2
    for angle in (degrees, 90 * turns):
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        x, y = x * cos + y * sin, -x * sin + y * cos
    width, height = SIZE if turns % 2 == 0 else SIZE[::-1]
    return x + width / 2, y + height / 2


@pytest.mark.parametrize(("turns", "degrees"), [(0, 0.0), (1, 0.0), (2, 0.0), (3, 0.0), (0, 4.0), (0, -3.0), (1, 2.0)])
def test_scans_lying_on_any_side_and_askew(turns, degrees):
    page = ocr_page(scanned(turns, degrees), 3)
    assert page.text.split("\n") == list(LINES)
    assert (page.number, page.ocr, page.readable) == (3, True, True)
    assert page.confidence > 0.95
    typed = text_page(pdfium.PdfDocument(TYPED)[0], 1)
    for read, true in zip(page.boxes, typed.boxes, strict=True):
        x, y = on_paper(true, turns, degrees)
        assert read.x0 - 4 <= x <= read.x1 + 4
        assert read.y0 - 4 <= y <= read.y1 + 4


def test_the_second_reading_comes_from_the_cache(tmp_path, monkeypatch):
    first = ocr_page(scanned(), 1, tmp_path)
    monkeypatch.setattr(rapid, "read_image", lambda *_: pytest.fail("read again"))
    again = ocr_page(scanned(), 2, tmp_path)
    assert (again.text, again.boxes, again.number) == (first.text, first.boxes, 2)
    assert not list(tmp_path.rglob("*.part"))


def test_a_broken_cache_file_is_read_over(tmp_path, monkeypatch):
    monkeypatch.setattr(rapid, "read_image", lambda *_: (0, [fragment("Pasal 5", 10, 10)]))
    ocr_page(scanned(), 1, tmp_path)
    (entry,) = tmp_path.rglob("*.json.gz")
    entry.write_bytes(entry.read_bytes()[:20])
    assert ocr_page(scanned(), 1, tmp_path).text == "Pasal 5"
    assert ocr.load(entry) is not None


def test_a_page_may_take_only_its_time():
    with pytest.raises(ocr.OcrTimeout):
        ocr_page(scanned(), 1, time_limit=0.0)


def test_models_lie_in_the_package_and_nothing_is_fetched():
    reader = rapid.engine()  # conftest fails whatever leaves this machine
    assert reader.cfg.Det.model_path.endswith(rapid.DETECTOR)
    assert reader.cfg.Rec.model_path.endswith(rapid.RECOGNIZER)


def fragment(text: str, x: float, y: float, score: float = 0.99, tilt: float = 0.0, size: float = 20.0) -> Fragment:
    """A stretch of text whose characters are 10 pixels wide, turned by `tilt` radians around the picture's corner."""
    cos, sin = math.cos(tilt), math.sin(tilt)

    def at(px, py):
        return px * cos - py * sin, px * sin + py * cos

    width = 10 * len(text)
    quad = tuple(at(*corner) for corner in ((x, y), (x + width, y), (x + width, y + size), (x, y + size)))
    words, column = [], 0
    for word in text.split():
        column = text.index(word, column)
        words.append(tuple(Glyph(c, *at(x + 10 * (column + i), y), *at(x + 10 * (column + i + 1), y + size)) for i, c in enumerate(word)))
        column += len(word)
    return Fragment(quad, tuple(words), score)


@given(st.integers(1, 12), st.floats(-0.08, 0.08), st.randoms())
def test_lines_come_back_whatever_the_tilt_and_the_order(count, tilt, chance):
    """A number at the left, its text farther right, line under line."""
    rows = [(f"({i})", f"teks ayat ke {i} yang cukup panjang untuk satu baris") for i in range(count)]
    pieces = [fragment(text, x, 40 + 30 * i, tilt=tilt) for i, row in enumerate(rows) for text, x in zip(row, (40, 120), strict=True)]
    chance.shuffle(pieces)
    assert skew(pieces) == pytest.approx(tilt, abs=1e-6)
    assert [tuple(f.text for f in line) for line in lines_of(pieces)] == rows


def test_noise_is_left_out_and_confidence_is_weighted():
    pieces = [fragment("Pasal 5", 10, 10, 0.9), fragment("x", 10, 60, 0.2), fragment("登记", 10, 90, 0.99)]
    page = scanned_page(1, pieces, Frame(2.0, 0, 300, 200))
    assert page.text == "Pasal 5"
    assert page.confidence == pytest.approx(0.9)
    assert scanned_page(1, pieces[1:2], Frame(2.0, 0, 300, 200)).readable is False
    assert scanned_page(1, [], Frame(2.0, 0, 300, 200)).readable is True  # a picture without a word is no failure


@pytest.mark.parametrize(
    ("glued", "words"),
    [
        ("BABIV", ["BAB", "IV"]),
        ("Pasal12", ["Pasal", "12"]),
        ("ayat(2)", ["ayat", "(2)"]),
        ("IndonesiaTahun2000Nomor", ["Indonesia", "Tahun", "2000", "Nomor"]),
        ("menyediakan,mengelola", ["menyediakan,", "mengelola"]),
        ("masyarakatyang", ["masyarakat", "yang"]),
        ("Elektronikdan/atau", ["Elektronik", "dan/atau"]),
        ("dan/ataumenyebarkan", ["dan/atau", "menyebarkan"]),
        ("menyebarkanInformasi", ["menyebarkan", "Informasi"]),
        ("eOffice", ["eOffice"]),
        ("WhatsApp", ["WhatsApp"]),
        ("bersembahyang", ["bersembahyang"]),
        ("BABAK", ["BABAK"]),
        ("1.000,50", ["1.000,50"]),
    ],
)
def test_glued_words_are_parted_only_where_it_is_certain(glued, words):
    glyphs = [Glyph(char, 0, 0, 1, 1) for char in glued]
    assert ["".join(g.char for g in part) for part in parted(glyphs)] == words


TABLE = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
4\t1\t1\t1\t1\t0\t10\t20\t200\t20\t-1\t
5\t1\t1\t1\t1\t1\t10\t20\t50\t20\t96.5\tPasal
5\t1\t1\t1\t1\t2\t70\t20\t10\t20\t90.0\t"5
"""


def test_the_table_of_tesseract_becomes_fragments():
    (line,) = tesseract.fragments_of(TABLE, 0.0, (100, 100))
    assert line.text == 'Pasal "5'
    assert line.score == pytest.approx((96.5 * 5 + 90.0 * 2) / 700)
    assert line.words[1][0] == Glyph('"', 70, 20, 75, 40)


def test_skew_is_measured():
    image = ocr.picture(scanned(0, -2.0), 150 / 72)
    assert tesseract.skew_degrees(image) == pytest.approx(2.0, abs=0.5)


@pytest.mark.skipif(not tesseract.available(), reason="tesseract tidak terpasang")
def test_tesseract_where_it_is_chosen(monkeypatch):
    monkeypatch.setenv("RUJUKAN_OCR", "tesseract")
    assert ocr.chosen_engine().startswith("tesseract")
    page = ocr_page(scanned(1, 2.0), 1)
    assert "menetapkan rencana induk SPBE" in page.text


def test_rapidocr_is_the_default(monkeypatch):
    monkeypatch.delenv("RUJUKAN_OCR", raising=False)
    assert ocr.chosen_engine().startswith("rapidocr-")


def test_no_digit_of_the_sample_scan_is_misread(sample):
    source = next((ROOT / "corpus" / "sources").glob("kepbup-*.scan.src")).read_text("utf-8")
    printed = "\n".join(line for line in source.splitlines() if not re.match(r"(?:judul|gaya|lebar):", line))
    document = next(d for d in sample.documents() if d.extraction == "ocr")
    pages = sample.pages(document.document_id)
    read = Counter(re.findall(r"\d+", "\n".join(page.text for page in pages)))
    read -= Counter(str(page.number) for page in pages[1:])  # their printed page numbers, which the source does not have
    assert all(page.ocr and page.confidence > 0.985 for page in pages)
    assert read == Counter(re.findall(r"\d+", printed))
