"""Plans, guides, books, slides: headings and their depth, lists, figures, contents, paragraphs; nothing is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import all_lines
from ingest.lists import find_lists
from ingest.outline import outline
from ingest.plan import marks
from ingest.sections import follows, is_title
from ingest.structure import build
from ingest.values import Page, WordBox

LEFT, RIGHT = 60.0, 500.0


def page(*rows, number=1, size=(595.0, 842.0)) -> Page:
    """A page of rows (text, x0, x1, bold, height, gap above); defaults as in running text."""
    texts, boxes, at, y = [], [], 0, 60.0
    for row in rows:
        text, x0, x1, bold, height, gap = (*row, *(None,) * 6)[:6] if isinstance(row, tuple) else (row, None, None, None, None, None)
        x0, height = x0 or LEFT, height or 11.0
        x1 = x1 or min(RIGHT, x0 + 6.0 * len(text))
        y += gap or 18.0
        words, start = text.split(" "), at
        step = (x1 - x0) / max(1, len(text))
        for word in words:
            left = x0 + step * (start - at)
            boxes.append(WordBox(start, start + len(word), left, y, left + step * len(word), y + height, height, bool(bold)))
            start += len(word) + 1
        texts.append(text)
        at += len(text) + 1
    return Page(number, "\n".join(texts), *size, tuple(boxes))


def clauses_of(*pages):
    lines = all_lines(pages)
    return build("rencana", lines, marks(lines, pages))


def headings(clauses):
    return [(c.kind, c.num, c.heading, len(c.parents)) for c in clauses if c.kind in ("bab", "section")]


LONG = "kalimat panjang yang mengisi satu baris penuh dari tepi kiri sampai tepi kanan halaman"
TEXT = (f"Sebuah {LONG}", LEFT, RIGHT)


def test_chapters_and_decimal_headings():
    clauses = clauses_of(
        page(
            ("BAB II", 250, 300), ("GAMBARAN UMUM", 220, 340), "2.1. Latar Belakang", TEXT, "2.1.1. Dasar Hukum", TEXT, "2.2. Tujuan",
            TEXT, ("Pasal 5 huruf 4.9 tidak judul.", LEFT, RIGHT),
        )
    )  # fmt: skip
    assert headings(clauses) == [
        ("bab", "II", "GAMBARAN UMUM", 0),
        ("section", "2.1", "Latar Belakang", 1),
        ("section", "2.1.1", "Dasar Hukum", 2),
        ("section", "2.2", "Tujuan", 1),
    ]
    assert clauses[-1].locator == "BAB II, 2.2 Tujuan"


def test_lettered_headings_nest_by_numbering_and_indent():
    clauses = clauses_of(
        page(
            ("A. Model", 60, 130), ("1. Konsep", 80, 150), ("Uraian pertama.", 100, RIGHT), ("2. Tingkat", 80, 150), ("Uraian kedua.", 100, RIGHT),
            ("B. Metode", 60, 130), ("1. Struktur", 80, 150), ("Uraian ketiga.", 100, RIGHT),
        )
    )  # fmt: skip
    assert [(num, title, depth) for _, num, title, depth in headings(clauses)] == [
        ("A", "Model", 0), ("1", "Konsep", 1), ("2", "Tingkat", 1), ("B", "Metode", 0), ("1", "Struktur", 1),
    ]  # fmt: skip
    assert clauses[-1].locator == "B.1 Struktur"


def test_a_short_list_stays_with_its_lead_in_and_a_long_one_has_items():
    short = clauses_of(page(("Aplikasi meliputi:", LEFT, 200), ("- SIAK;", 80, 130), ("- SIPKD;", 80, 130), ("- SIMDA.", 80, 130)))
    assert [c.kind for c in short] == ["paragraph"]
    items = [(f"{letter}. {LONG} {LONG}"[:110], 80, RIGHT) for letter in "abcdefgh"]
    long = clauses_of(page(("Tugas meliputi:", LEFT, 200), *items))
    assert [(c.kind, c.num) for c in long] == [("paragraph", ""), *(("item", letter) for letter in "abcdefgh")]
    assert long[2].parents == (long[0].eid,)
    assert long[3].locator == "butir c"


def test_a_cross_reference_that_a_line_breaks_is_no_item():
    lines = all_lines(
        [page("Ketentuan: ", ("1. pertama sesuai huruf", 80, 300), ("a. tidak memulai daftar", 80, 300), ("2. kedua", 80, 300))]
    )
    (run,) = find_lists(lines, range(len(lines)), set())
    assert [item.num for item in run.items] == ["1", "2"]


def test_contents_are_not_the_text():
    clauses = clauses_of(
        page(("DAFTAR ISI", 250, 320), "BAB I PENDAHULUAN ........ 1", "1.1 Latar Belakang ........ 2", "BAB II PENUTUP ........ 9"),
        page(("BAB I", 260, 300), ("PENDAHULUAN", 240, 330), "1.1 Latar Belakang", TEXT, number=2),
    )
    assert [c.kind for c in clauses] == ["toc", "bab", "section", "paragraph"]
    assert clauses[0].last_page == 1


def test_a_figure_keeps_its_caption_and_labels():
    clauses = clauses_of(
        page(
            TEXT,
            ("Selesai di sini.", LEFT, 160),
            ("Mulai", 250, 280, None, None, 40),
            ("Gambar 3.1. Alur Layanan", 210, 350, None, None, 40),
            (*TEXT, None, None, 40),
        )
    )
    figure = next(c for c in clauses if c.kind == "figure")
    assert (figure.num, figure.heading, figure.locator) == ("3.1", "Gambar 3.1. Alur Layanan", "Gambar 3.1")
    assert figure.text.startswith("Mulai")


def test_reference_to_a_figure_is_text():
    clauses = clauses_of(page(TEXT, ("Gambar 3.1 memperlihatkan alur layanan yang dimaksud di atas", LEFT, RIGHT)))
    assert [c.kind for c in clauses] == ["paragraph"]


def test_paragraphs_end_with_a_short_line():
    clauses = clauses_of(
        page((f"Pertama {LONG}", LEFT, RIGHT), ("selesai.", LEFT, 110), (f"Kedua {LONG}", LEFT, RIGHT), ("tamat.", LEFT, 110))
    )
    assert [c.text.split()[0] for c in clauses] == ["Pertama", "Kedua"]


def test_a_paragraph_goes_on_over_pages():
    clauses = clauses_of(page((f"Satu {LONG}", LEFT, RIGHT)), page(("lanjutan kalimat.", LEFT, 200), number=2))
    assert [(c.first_page, c.last_page) for c in clauses] == [(1, 2)]


def test_slides_are_one_clause_a_page_called_by_the_largest_line():
    wide = (960.0, 540.0)
    slides = [page(("Smart City", 100, 500, True, 40.0), "Butir satu", "Butir dua", number=n, size=wide) for n in (1, 2, 3)]
    clauses = clauses_of(*slides)
    assert [(c.kind, c.num, c.heading, c.locator) for c in clauses][1] == ("slide", "2", "Smart City", "Salindia 2")
    assert len(clauses) == 3


@pytest.mark.parametrize(
    ("last", "parts", "expected"), [((1, 1), (1, 2), True), ((1, 1), (1, 5), False), ((1, 2), (1, 2), False), ((2,), (2, 1), True)]
)
def test_decimal_numbers_follow_each_other(last, parts, expected):
    assert follows(last, parts) is expected


@pytest.mark.parametrize("text", ["Nomor SOP : 205/004", "dan seterusnya", "Selesai.", "12,5"])
def test_no_titles(text):
    assert not is_title(text)


rows = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "BAB I",
                "BAB II",
                "1.1 Judul",
                "1.2 Lain",
                "A. Huruf",
                "1. Angka",
                "a. butir",
                "- bulat",
                "PENUTUP",
                "Gambar 1 Alur",
                "Tabel 1 Isi",
            ]
        ),
        st.text("abcdefg .;:", min_size=3, max_size=70).map(str.strip).filter(bool).map(lambda text: " ".join(text.split())),
    ).flatmap(
        lambda text: st.tuples(
            st.just(text),
            st.sampled_from([60.0, 80.0, 250.0]),
            st.none(),
            st.booleans(),
            st.sampled_from([11.0, 16.0]),
            st.sampled_from([18.0, 40.0]),
        )
    ),
    min_size=1,
    max_size=25,
)


@given(rows)
def test_every_character_is_in_one_clause(items):
    made = page(*items)
    clauses = clauses_of(made)
    covered = sorted((run.page_start, run.page_start + run.length) for clause in clauses for run in clause.runs)
    assert "".join(made.text[a:b] for a, b in covered).replace(" ", "") == made.text.replace("\n", "").replace(" ", "")
    assert all(b <= c for (_, b), (c, _) in pairwise(covered))
    assert len({clause.eid for clause in clauses}) == len(clauses)


@pytest.mark.real
def test_headings_of_a_real_plan(real_folder):
    from ingest.reading import read

    found = headings(read(real_folder / "pdf" / "rencana-induk-egov-denpasar-bab1.pdf").clauses)
    assert [num for _, num, _, _ in found if "." in num] == [f"1.{n}" for n in range(1, 8)]


@pytest.mark.real
def test_headings_of_a_real_annex(real_folder):
    from ingest.pages import read_pages
    from ingest.reading import assemble

    path = real_folder / "pdf" / "permenpanrb-59-2020.pdf"
    clauses = assemble(path, "", read_pages(path)).clauses
    second = [c for c in clauses if c.kind == "section" and len(c.parents) == 2 and "bab_2" in c.parents[1]]
    assert [c.num for c in second] == list("ABCDE")
    assert [c.num for c in clauses if c.kind == "table" and c.num] == [str(n) for n in range(1, 15)]
    assert "Lampiran I Tabel 7 baris 4" in [c.locator for c in clauses]
    assert list(outline(clauses))


def test_a_statement_in_large_letters_is_not_the_title_of_its_slide():
    wide = (960.0, 540.0)
    rows = (("Pesan utama", 60, 300, False, 30.0), ("Keduanya tidak saling menggantikan.", 60, 900, False, 34.0, 80), *[("Uraian " * 9, 60, 900, False, 24.0, 40)] * 3)
    assert [c.heading for c in clauses_of(*[page(*rows, number=n, size=wide) for n in (1, 2)])] == ["Pesan utama", "Pesan utama"]


def test_paragraphs_behind_a_list_begin():
    clauses = clauses_of(
        page(
            ("Kota menghadapi:", LEFT, 200), ("- biaya;", 80, 130), ("- kemacetan.", 80, 150),
            (f"Karena itu {LONG}", 95, RIGHT), (f"lagi {LONG}", LEFT, RIGHT), ("selesai.", LEFT, 120),
            (f"Adapun {LONG}", 95, RIGHT), (f"lagi {LONG}", LEFT, RIGHT), ("tamat.", LEFT, 120),
        )
    )  # fmt: skip
    assert [clause.text.split()[0] for clause in clauses] == ["Kota", "Karena", "Adapun"]


def test_small_print_of_a_drawing_is_no_heading():
    drawn = [("Aplikasi Portal layanan", 100, 300, False, 8.0), ("Data Metadata", 100, 200, False, 8.0)]
    clauses = clauses_of(page("1.1 Kerangka", TEXT, TEXT, ("Susunannya digambarkan.", LEFT, 220), *drawn, ("Gambar 1.1 Lapisan", 210, 350), (*TEXT, None, None, 30), TEXT))
    assert [c.num for c in clauses if c.kind == "section"] == ["1.1"]
    figure = next(c for c in clauses if c.kind == "figure")
    assert figure.text.startswith("Aplikasi Portal")
