"""Running heads and feet, page numbers, catchwords and stamps; and what only looks like them."""

from dataclasses import replace

import pytest

from ingest.furniture import mark_furniture, printed_labels
from ingest.lines import Line, all_lines
from ingest.values import Grid, Page, WordBox

HEIGHT = 800.0


def page(number: int, *lines: str, ocr: bool = False, grids=()) -> Page:
    """Lines 30 points apart from the top on; one that begins with "_" stands at the foot."""
    texts = [line.removeprefix("_") for line in lines]
    boxes, at = [], 0
    for i, (line, text) in enumerate(zip(lines, texts, strict=True)):
        top = HEIGHT - 40 if line.startswith("_") else 40 + 30 * i
        for word in text.split(" "):
            boxes.append(WordBox(at, at + len(word), 50, top, 300, top + 12))
            at += len(word) + 1
    return Page(number, "\n".join(texts), 600, HEIGHT, tuple(boxes), ocr=ocr, grids=tuple(grids))


def marked(*pages: Page) -> list[Line]:
    return mark_furniture(all_lines(pages), pages)


def taken_out(*pages: Page) -> list[str]:
    return [line.text for line in marked(*pages) if line.furniture]


def body(n: int) -> tuple[str, ...]:
    """Lines of text that no other page has."""
    word = ["satu", "dua", "tiga", "empat", "lima", "enam"][n]
    return f"ketentuan {word} tentang rencana", f"bagian {word} dari naskah", f"akhir {word} yang lain sama sekali"


@pytest.mark.parametrize(
    ("running", "label"),
    [
        ("- 2 -", "2"),
        ("-3-", "3"),
        ("7", "7"),
        ("- iv -", "iv"),
        ("Halaman | 38", "38"),
        ("Halaman : 22", "22"),
        ("12 | Halaman", "12"),
        ("2021, No. 544 -6-", "6"),
        ("4 2013, No.218", "4"),
        ("-41- 2020, No.1376", "41"),
        ("bur -4-", "4"),
        ("2021, No. 544", None),
        ("www.peraturan.go.id", None),
        ("SK No 012345 A", None),
    ],
)
def test_page_numbers_and_stamps(running, label):
    pages = page(1, *body(0)), page(2, running, *body(1)), page(3, *body(2))
    lines = marked(*pages)
    assert [line.text for line in lines if line.furniture] == [running]
    assert printed_labels(lines) == ({2: label} if label else {})


@pytest.mark.parametrize("content", ["Pasal 5", "BAB II", "(2)", "a.", "10 (sepuluh) hari kerja", "1. Daerah", "2.1 Tata kelola", "Rp2.000"])
def test_short_lines_of_the_text_stay(content):
    assert content not in taken_out(page(1, *body(0), content), page(2, content, *body(1)), page(3, content, *body(2)), page(4, *body(3)))


def test_a_number_amid_the_text_stays():
    assert taken_out(page(1, "judul", "25", *body(0)), page(2, *body(1))) == []


def test_running_head_with_changing_numbers():
    pages = [page(n, f"Rencana Induk Tahun 201{n}", *body(n), f"_Diskominfo {n}") for n in range(5)]
    assert set(taken_out(*pages)) == {f"Rencana Induk Tahun 201{n}" for n in range(5)} | {f"Diskominfo {n}" for n in range(5)}


def test_a_heading_repeated_on_slides_at_other_heights_stays():
    pages = [page(n, *body(n)[: n % 3 + 1], "Quick wins", *body(n)) for n in range(5)]
    assert "Quick wins" not in taken_out(*pages)


def test_a_running_line_that_ocr_reads_differently():
    pages = [page(n, *body(n), "_©hukum2013" if n != 3 else "_Chukum2013", ocr=True) for n in range(5)]
    assert taken_out(*pages).count("Chukum2013") == 1


@pytest.mark.parametrize(
    ("catchword", "following", "taken"),
    [
        ("6. Mediasi …", "6. Mediasi adalah penyelesaian sengketa", True),
        ("BAB II . . .", "BAB II", True),
        ("Pasal 5 ...", "Pasal 5", True),
        ("L 6. Badan ...", "6. Badan Standardisasi", True),
        ("3. Masing-masing .", "3. Masing-masing Bagian", True),
        ("dan seterusnya ...", "Pasal 5", False),
        ("Bupati menetapkan rencana.", "Pasal 5", False),
    ],
)
def test_catchwords(catchword, following, taken):
    found = taken_out(page(1, *body(0), catchword), page(2, following, *body(1)))
    assert found == ([catchword] if taken else [])


def test_the_letterhead_is_furniture_on_inner_pages_only():
    pages = page(1, "PRESIDEN", "REPUBLIK INDONESIA", *body(0)), page(2, "PRESIDEN", "REPUBLIK INDONESIA", "- 2 -", *body(1))
    assert [(line.page, line.text) for line in marked(*pages) if line.furniture] == [(2, "PRESIDEN"), (2, "REPUBLIK INDONESIA"), (2, "- 2 -")]


TABLE = Grid((40, 170, 310), tuple(30.0 + 30 * i for i in range(7)))


def test_column_headers_that_come_again_on_every_page_stay():
    pages = [page(n, "No Nama Dinas", *body(n), grids=[TABLE]) for n in range(5)]
    assert taken_out(*pages) == []


def test_a_frame_of_running_lines_is_no_table():
    pages = [page(n, "Pemerintah Kabupaten", "Dinas Kominfo", *body(n), grids=[Grid((40, 170, 310), (30, 95))]) for n in range(5)]
    assert set(taken_out(*pages)) == {"Pemerintah Kabupaten", "Dinas Kominfo"}


def test_nothing_but_the_flag_changes():
    pages = [page(n, "- 2 -", *body(n)) for n in range(4)]
    assert [replace(line, furniture=False) for line in marked(*pages)] == all_lines(pages)


def test_labels_are_never_interpolated():
    pages = page(1, *body(0)), page(2, "- 2 -", *body(1)), page(3, *body(2)), page(4, "- 4 -", *body(3))
    assert printed_labels(marked(*pages)) == {2: "2", 4: "4"}
