"""A file page by page: digital, scanned, locked, broken."""

import io

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from ingest import extract as module
from ingest.extract import extract
from ingest.values import IngestError, Page
from tests.papers import LINES, changed, drawn, picture_of, scan, text_lines

TYPED = drawn(text_lines())
SCAN = scan(picture_of(TYPED))


def saved(tmp_path, data: bytes, name: str = "berkas.pdf"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def locked(user: str, algorithm: str = "AES-256") -> bytes:
    return changed(TYPED, lambda writer: writer.encrypt(user, "pemilik", algorithm=algorithm))


@pytest.fixture
def no_ocr(monkeypatch):
    """OCR that reads a fixed text, so that a test does not wait for it."""

    def read(page, number, cache_dir=None):
        return Page(number, "dibaca dengan OCR", *page.get_size(), ocr=True, confidence=0.99)

    monkeypatch.setattr(module, "ocr_page", read)


def test_a_mixed_file_is_read_page_by_page(tmp_path, no_ocr):
    steps = []
    found = extract(saved(tmp_path, drawn(SCAN, text_lines(), lambda canvas: None)), progress=lambda *step: steps.append(step))
    assert [(page.number, page.text, page.ocr, page.readable) for page in found.pages] == [
        (1, "dibaca dengan OCR", True, True),
        (2, "\n".join(LINES), False, True),
        (3, "", False, True),
    ]
    assert steps == [("ocr", 1, 3), ("teks", 2, 3), ("teks", 3, 3)]
    assert found.warnings == ()


def test_a_hidden_layer_is_read_anew(tmp_path, no_ocr):
    (page,) = extract(saved(tmp_path, drawn(scan(picture_of(TYPED), under=text_lines())))).pages
    assert (page.text, page.ocr) == ("dibaca dengan OCR", True)


def test_without_ocr_a_scan_is_kept_flagged_and_warned_about(tmp_path):
    found = extract(saved(tmp_path, drawn(text_lines(), SCAN)), ocr=False)
    assert [page.readable for page in found.pages] == [True, False]
    assert found.warnings == ("halaman 2: hasil pindaian tanpa teks; OCR tidak dijalankan",)


def test_a_page_that_takes_too_long_costs_only_itself(tmp_path, monkeypatch):
    def slow(page, number, cache_dir=None):
        raise module.OcrTimeout

    monkeypatch.setattr(module, "ocr_page", slow)
    found = extract(saved(tmp_path, drawn(SCAN, text_lines())))
    assert [page.readable for page in found.pages] == [False, True]
    assert found.warnings == ("halaman 1: OCR dihentikan karena terlalu lama",)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_file_without_user_password_opens(tmp_path, algorithm):
    assert extract(saved(tmp_path, locked("", algorithm))).pages[0].text == "\n".join(LINES)


def test_a_password_is_asked_for_and_used(tmp_path):
    path = saved(tmp_path, locked("rahasia"))
    with pytest.raises(IngestError, match="kata sandi"):
        extract(path)
    with pytest.raises(IngestError, match="kata sandi yang diberikan salah"):
        extract(path, password="keliru")
    assert extract(path, password="rahasia").pages[0].text == "\n".join(LINES)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04 bukan", "bukan PDF"),
        (b"%PDF-1.7\n" + bytes(200), "rusak"),
        (TYPED[:300], "rusak"),
    ],
    ids=["empty", "no PDF", "nothing in it", "cut off early"],
)
def test_refusals_name_file_and_reason(tmp_path, data, reason):
    with pytest.raises(IngestError, match=reason) as refusal:
        extract(saved(tmp_path, data))
    assert refusal.value.path.name == "berkas.pdf"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(IngestError, match="tidak dapat dibaca"):
        extract(tmp_path / "tidak-ada.pdf")


def test_a_lost_cross_reference_is_no_obstacle(tmp_path):
    broken = TYPED[: TYPED.rindex(b"xref")] + b"\n%%EOF"
    assert extract(saved(tmp_path, broken)).pages[0].text == "\n".join(LINES)


def test_a_file_that_pdfium_cannot_open_is_mended_and_said_so(tmp_path, monkeypatch):
    real, calls = module.pdfium.PdfDocument, []

    def once_broken(data, **options):
        calls.append(1)
        if len(calls) == 1:
            raise module.pdfium.PdfiumError("Failed to load document (PDFium: Data format error).")
        return real(data, **options)

    monkeypatch.setattr(module.pdfium, "PdfDocument", once_broken)
    found = extract(saved(tmp_path, TYPED))
    assert found.pages[0].text == "\n".join(LINES)
    assert "diperbaiki" in found.warnings[0]


def test_too_many_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_PAGES", 2)
    with pytest.raises(IngestError, match="3 halaman"):
        extract(saved(tmp_path, drawn(*[text_lines()] * 3)))


def test_a_page_that_pdfium_cannot_read_falls_back_on_pypdf(tmp_path, monkeypatch):
    def broken(page, number):
        raise module.pdfium.PdfiumError("Failed to load page.")

    monkeypatch.setattr(module, "text_page", broken)
    found = extract(saved(tmp_path, TYPED))
    assert found.pages[0].text.split("\n") == list(LINES)
    assert found.pages[0].boxes == ()
    assert "tanpa letaknya" in found.warnings[0]


def with_labels(style: str, start: int = 1) -> bytes:
    entry = DictionaryObject({NameObject("/S"): NameObject(style), NameObject("/St"): NumberObject(start)})

    def change(writer):
        writer.root_object[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): ArrayObject([NumberObject(0), entry])})

    return changed(drawn(*[text_lines()] * 3), change)


def test_page_labels_count_only_where_they_say_something(tmp_path):
    assert [p.label for p in extract(saved(tmp_path, with_labels("/r"))).pages] == ["i", "ii", "iii"]
    assert [p.label for p in extract(saved(tmp_path, with_labels("/D"))).pages] == [None, None, None]


def test_title_author_and_outline(tmp_path):
    def change(writer):
        writer.add_metadata({"/Title": " Rencana  Induk ", "/Author": "Diskominfo"})
        parent = writer.add_outline_item("BAB I", 0)
        writer.add_outline_item("A. Umum", 1, parent=parent)

    found = extract(saved(tmp_path, changed(drawn(*[text_lines()] * 2), change)))
    assert (found.title, found.author) == ("Rencana Induk", "Diskominfo")
    assert [(b.level, b.title, b.page) for b in found.outline] == [(1, "BAB I", 1), (2, "A. Umum", 2)]


def test_few_typed_characters_give_way_only_to_much_more(tmp_path):
    typed, seen = Page(1, "Bab I", 10, 10), Page(1, "Bab I", 10, 10, ocr=True, confidence=0.9)
    assert module.choose(typed, seen, "none")[0] is typed
    assert module.choose(typed, Page(1, "panjang sekali isinya", 10, 10, ocr=True), "none")[0].ocr


def test_a_ruined_layer_stays_where_ocr_is_no_better():
    typed = Page(1, "x" * 300, 10, 10)
    page, warning = module.choose(typed, Page(1, "y" * 300, 10, 10, ocr=True, confidence=0.5), "ruined")
    assert (page, bool(warning)) == (typed, True)
    assert module.choose(typed, Page(1, "y" * 300, 10, 10, ocr=True, confidence=0.97), "ruined")[0].ocr


def test_bytes_before_the_header_do_no_harm(tmp_path):
    buffer = io.BytesIO(b"\r\n\r\n" + TYPED)
    assert extract(saved(tmp_path, buffer.getvalue())).pages[0].text == "\n".join(LINES)
