"""The grammar of regulations: one short text of our own for each layout, and random regulations that must come out as they were made."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import regulation
from ingest.numbering import to_roman
from ingest.structure import build
from tests.lawtext import CLOSING, FULL, HEAD, lines_of, of_body, pasals, read


def test_the_preamble_does_not_end_at_a_wrapped_menetapkan():
    locators, text, _, _ = of_body("^Pasal 1\nIsi.\n")
    assert locators[:6] == ["Pembukaan", "Menimbang", "Menimbang huruf a", "Mengingat", "Mengingat angka 1", "Mengingat angka 2"]
    assert text["Menimbang huruf a"].endswith("menetapkan Peraturan Bupati tentang Contoh;")


def test_menimbang_without_a_colon():
    locators, _, _, _ = read(HEAD.replace("Menimbang : a.", "Menimbang a.") + "^Pasal 1\nIsi.\n")
    assert "Menimbang huruf a" in locators


@pytest.mark.parametrize(
    "heading",
    ["^Pasal 2", "^Pasal 2.", "^PASAL 2", "^Pasal2", "^P a s a l 2", "Pasal 2"],
)
def test_a_heading_in_its_ways_of_being_written(heading):
    _, text, warnings, clauses = of_body(f"^Pasal 1\n{FULL}.\n{heading}\nIsi kedua.\n^Pasal 3\nIsi ketiga.\n")
    assert pasals(clauses) == ["1", "2", "3"]
    assert text["Pasal 2"].endswith("Isi kedua.")
    assert not warnings


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        ("^BAB I\n^KETENTUAN UMUM", "KETENTUAN UMUM"),
        ("^BAB I KETENTUAN UMUM", "KETENTUAN UMUM"),
        ("^BABI\n^KETENTUAN UMUM", "KETENTUAN UMUM"),
        ("^B A B I\n^KETENTUAN\n^UMUM", "KETENTUAN UMUM"),
        ("^BAB l\n^Ketentuan Umum", "Ketentuan Umum"),
    ],
)
def test_a_bab_and_its_title(lines, heading):
    _, _, _, clauses = of_body(f"{lines}\n^Pasal 1\n{FULL}.\n^BAB II\n^ISI\n^Pasal 2\nIsi.\n")
    assert [(c.num, c.heading) for c in clauses if c.kind == "bab"] == [("I", heading), ("II", "ISI")]
    assert [c.parents for c in clauses if c.kind == "pasal"] == [("bab_1",), ("bab_2",)]


@pytest.mark.parametrize(("said", "num"), [("Bagian Kesatu", "Kesatu"), ("Bagian Pertama", "Pertama"), ("BAGIAN KESATU", "Kesatu")])
def test_bagian_and_paragraf(said, num):
    body = f"^BAB I\n^ISI\n^{said}\n^Umum\n^Paragraf 1\n^Ruang Lingkup\n^Pasal 1\n{FULL}.\n"
    _, _, _, clauses = of_body(body)
    assert [(c.kind, c.num, c.heading) for c in clauses if c.kind in ("bagian", "paragraf")] == [
        ("bagian", num, "Umum"),
        ("paragraf", "1", "Ruang Lingkup"),
    ]
    assert next(c for c in clauses if c.kind == "pasal").locator == "Pasal 1"


def test_a_catchword_of_a_bab_is_no_heading():
    _, _, _, clauses = of_body(f"^BAB I\n^UMUM\n^Pasal 1\n{FULL}.\nBAB II . . .\n\f^BAB II\n^ISI\n^Pasal 2\nIsi.\n")
    assert [(c.num, c.first_page) for c in clauses if c.kind == "bab"] == [("I", 1), ("II", 2)]


def test_a_wrapped_reference_is_no_pasal():
    body = f"""^Pasal 1
(1) Laporan sebagaimana dimaksud dalam {FULL[:50]}
Pasal 3
dan {FULL[:80]}, sebagaimana dimaksud dalam
Pasal 2 ayat (1), disampaikan kepada Bupati.
^Pasal 2
(1) Isi kedua.
(2) Laporan sebagaimana dimaksud pada ayat
(1) dan huruf
a. dimuat di laman.
^Pasal 3
Isi ketiga.
"""
    locators, text, _, clauses = of_body(body)
    assert pasals(clauses) == ["1", "2", "3"]
    assert [x for x in locators if x.startswith("Pasal 2")] == ["Pasal 2", "Pasal 2 ayat (1)", "Pasal 2 ayat (2)"]
    assert text["Pasal 2 ayat (2)"].endswith("dimuat di laman.")


def test_a_pasal_with_its_text_on_the_same_line():
    locators, text, _, _ = of_body(f"^Pasal 1\n{FULL}.\nPasal 2 (1) Setiap orang berhak.\n(2) Setiap orang wajib.\n")
    assert locators[-4:] == ["Pasal 2", "Pasal 2 ayat (1)", "Pasal 2 ayat (2)", "Penutup"]
    assert text["Pasal 2 ayat (1)"] == "(1) Setiap orang berhak."


def test_inserted_pasal_and_ayat():
    _, _, warnings, clauses = of_body(f"^Pasal 1\n(1) {FULL}.\n(1a) Sisipan.\n(2) Kedua.\n^Pasal 1A\nIsi.\n^Pasal 2\nIsi.\n")
    assert pasals(clauses) == ["1", "1A", "2"]
    assert [c.num for c in clauses if c.kind == "ayat"] == ["1", "1a", "2"]
    assert not warnings


def test_definitions_are_a_clause_each_and_an_inserted_one_too():
    locators, _, _, _ = of_body(
        "^Pasal 1\nYang dimaksud dengan:\n1. Daerah adalah Arunika.\n2. Bupati adalah Bupati.\n2a. Dinas adalah dinas.\n3. SPBE adalah SPBE.\n"
    )
    assert locators[-5:-1] == [f"Pasal 1 angka {n}" for n in ("1", "2", "2a", "3")]


def test_lists_nest_by_style_and_indent():
    body = """^Pasal 1
(1) Tim terdiri atas:
   a. pengarah:
      1. Bupati; dan
      2. Wakil Bupati;
   b. pelaksana:
      1) kepala dinas:
         a) komunikasi; dan
         b) persandian.
      2) camat.
(2) Tim bekerja.
"""
    locators, _, warnings, _ = of_body(body)
    first = "Pasal 1 ayat (1) huruf"
    assert locators[locators.index("Pasal 1 ayat (1)") + 1 : -1] == [
        f"{first} a", f"{first} a angka 1", f"{first} a angka 2", f"{first} b", f"{first} b angka 1",
        f"{first} b angka 1 huruf a", f"{first} b angka 1 huruf b", f"{first} b angka 2", "Pasal 1 ayat (2)",
    ]  # fmt: skip
    assert not warnings


def test_huruf_go_on_after_z():
    letters = [chr(97 + n) for n in range(26)] + ["aa", "bb"]
    body = "^Pasal 1\nDaftar:\n" + "".join(f"{letter}. butir;\n" for letter in letters)
    _, _, _, clauses = of_body(body)
    assert [c.num for c in clauses if c.kind == "huruf"][1:] == letters


@pytest.mark.parametrize("marker", ["(l)", "(I)", "[1]"])
def test_a_misread_ayat_is_read_right_and_said(marker):
    _, text, warnings, clauses = of_body(f"^Pasal 1\n{marker} {FULL}.\n(21 Kedua.\n(3) Ketiga.\n")
    assert [c.num for c in clauses if c.kind == "ayat"] == ["1", "2", "3"]
    assert text["Pasal 1 ayat (2)"] == "(21 Kedua."  # the page's own words
    assert any("'(21'" in w and "(2)" in w for w in warnings)


def test_a_misread_pasal_is_read_right_and_said():
    body = "".join(f"^Pasal {n}\nIsi {n}.\n" for n in ("1", "2", "3", "4", "5", "6", "7", "8", "9", "1O", "l1", "12"))
    _, text, warnings, clauses = of_body(body)
    assert pasals(clauses) == [str(n) for n in range(1, 13)]
    assert text["Pasal 10"].startswith("Pasal 1O")
    assert sum("dibaca sebagai Pasal" in w for w in warnings) == 2


def test_what_is_missing_is_said():
    _, _, warnings, _ = of_body("^Pasal 1\nIsi.\n^Pasal 2\n(1) Satu.\n(3) Tiga.\n^Pasal 4\na. satu;\nc. tiga.\n")
    assert "Pasal 3 tidak ditemukan (di antara Pasal 2 dan Pasal 4)" in warnings
    assert "Pasal 2 ayat (3): nomor melompat dari 1 ke 3" in warnings
    assert "Pasal 4 huruf c: nomor melompat dari a ke c" in warnings


def test_a_miscounted_pasal_is_a_pasal_and_said():
    _, text, warnings, clauses = of_body(
        f"^BAB I\n^UMUM\n^Pasal 1\n{FULL}.\n^Pasal 2\nIsi.\n^Pasal 3\nIsi.\n^BAB II\n^PENUTUP\n^Pasal 2\nMulai berlaku.\n"
    )
    assert pasals(clauses) == ["1", "2", "3", "2"]
    assert text["Pasal 3"].endswith("Isi.")
    assert any("Pasal 2" in w and "ganda" in w for w in warnings)


def test_glued_markers_of_a_scan():
    body = "^Pasal 1\n(1)Tim terdiri atas:\na.ketua; dan\nb.anggota.\n(2)Tim bekerja:\n1.Satu;\n2.Dua.\n"
    _, _, _, clauses = of_body(body)
    assert [(c.kind, c.num) for c in clauses if c.locator.startswith("Pasal 1 ")] == [
        ("ayat", "1"), ("huruf", "a"), ("huruf", "b"), ("ayat", "2"), ("angka", "1"), ("angka", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize("joined", ["; dan", "; dan/atau", ";\n  dan", " dan/atau", ";dan/atau"])
def test_the_last_item_but_one_may_end_in_a_conjunction(joined):
    _, _, _, clauses = of_body(f"^Pasal 1\nDaftar:\n  a. satu;\n  b. dua{joined}\n  c. tiga.\n")
    assert [c.num for c in clauses if c.kind == "huruf"][1:] == ["a", "b", "c"]


@pytest.mark.parametrize("words", [("KESATU", "KEDUA", "KETIGA"), ("PERTAMA", "KEDUA", "KETIGA"), ("Pertama", "Kedua", "Ketiga")])
def test_a_decision_and_its_diktum(words):
    one, two, three = words
    body = f"{one} : Membentuk Tim.\n{two} : Tim bertugas:\n  a. menyusun; dan\n  b. melaporkan.\n{three} : Berlaku sejak ditetapkan.\n"
    locators, text, _, _ = of_body(body)
    two = two.upper()
    assert locators[-6:] == [
        f"Diktum {one.upper()}",
        f"Diktum {two}",
        f"Diktum {two} huruf a",
        f"Diktum {two} huruf b",
        f"Diktum {three.upper()}",
        "Penutup",
    ]
    assert text[f"Diktum {two} huruf b"] == "b. melaporkan."


def test_an_old_decision_that_only_numbers():
    locators, _, _, _ = read(HEAD.replace("PERATURAN BUPATI TENTANG CONTOH.", "1. Membentuk Tim.\n 2. Tim bekerja.") + CLOSING)
    assert locators[-3:] == ["Diktum 1", "Diktum 2", "Penutup"]


def test_an_instruction_without_menimbang():
    text = f"""^INSTRUKSI BUPATI ARUNIKA
^NOMOR 1 TAHUN 2021
Dalam rangka contoh, dengan ini menginstruksikan:
Kepada : 1. Para Camat;
 2. Para Lurah;
Untuk :
KESATU : {FULL}.
KEDUA : Melapor.
{CLOSING}"""
    lines = lines_of(text)
    assert regulation.looks_like_regulation(lines)
    assert read(text)[0][-3:] == ["Diktum KESATU", "Diktum KEDUA", "Penutup"]


ELUCIDATION = """\f^PENJELASAN
^ATAS
^PERATURAN BUPATI ARUNIKA
^NOMOR 7 TAHUN 2021
I. UMUM
 Peraturan ini perlu. Ketentuan
Pasal 1 menjadi dasar.
II. PASAL DEMI PASAL
"""


def test_the_elucidation_and_an_annex_after_it():
    body = "^Pasal 1\nIsi.\n^Pasal 2\n(1) Isi.\n^Pasal 3\nIsi.\n"
    explained = """Pasal 1
Cukup jelas
Pasal 2
Ayat (1)
Huruf a
Cukup jelas
Huruf b
Yang dimaksud dengan “laman” sebagaimana dimaksud dalam
Pasal 9 adalah laman resmi.
Pasal 3
Cukup jelas.
^TAMBAHAN LEMBARAN DAERAH NOMOR 7
\fLAMPIRAN I
PERATURAN BUPATI ARUNIKA
^Isi lampiran
\fLAMPIRAN II
PERATURAN BUPATI ARUNIKA
"""
    locators, text, _, clauses = of_body(body, CLOSING + ELUCIDATION + explained)
    found = [x for x in locators if x.startswith("Penjelasan")]
    assert found[:2] == ["Penjelasan", "Penjelasan Umum"]
    assert found[3:] == ["Penjelasan Pasal 1", "Penjelasan Pasal 2", "Penjelasan Pasal 2 ayat (1)", "Penjelasan Pasal 2 ayat (1) huruf a",
                         "Penjelasan Pasal 2 ayat (1) huruf b", "Penjelasan Pasal 3"]  # fmt: skip
    assert text["Penjelasan Pasal 2 ayat (1) huruf b"].endswith("adalah laman resmi.")
    assert [(c.num, c.first_page) for c in clauses if c.kind == "annex"] == [("I", 3), ("II", 4)]
    assert "LAMPIRAN" not in text["Penutup"]
    assert "PENJELASAN" not in text["Penutup"]


def test_an_elucidation_with_text_on_the_line_of_its_heading():
    body = "^Pasal 1\nIsi.\n^Pasal 2\n(1) Isi.\n^Pasal 3\nIsi.\n"
    explained = (
        "Pasal 1 : cukup jelas\nPasal 2 :\nAyat (1) : Yang dimaksud laman adalah laman.\nAyat (2) : cukup jelas\nPasal 3 : cukup jelas.\n"
    )
    locators, _, warnings, _ = of_body(body, CLOSING + ELUCIDATION + explained)
    assert locators[-5:] == [f"Penjelasan {x}" for x in ("Pasal 1", "Pasal 2", "Pasal 2 ayat (1)", "Pasal 2 ayat (2)", "Pasal 3")]
    assert not warnings


# random regulations: what is generated must be what is read


@dataclass(frozen=True)
class Made:
    text: str
    locators: tuple[str, ...]


SENTENCES = st.sampled_from(
    (
        "Perangkat daerah menyusun laporan sebagaimana dimaksud dalam\nPasal 1 ayat (1) setiap bulan",
        "Bupati menetapkan rencana",
        "Dinas membina",
        "Setiap orang berhak",
    )
)


@st.composite
def made_pasal(draw, number):
    name = f"Pasal {number}"
    heading = draw(st.sampled_from((f"^Pasal {number}", f"^PASAL {number}", f"^Pasal {number}.")))
    text, locators = heading + "\n", [name]
    ayat = draw(st.integers(0, 3))
    for a in range(1, max(ayat, 1) + 1):
        place = f"{name} ayat ({a})" if ayat else name
        huruf = draw(st.integers(0, 3))
        huruf = huruf if huruf > 1 else 0
        text += (f"({a}) " if ayat else "") + draw(SENTENCES) + (":\n" if huruf else ".\n")
        locators += [place] if ayat else []
        for h in range(huruf):
            text += f"   {chr(97 + h)}. unsur dinas{'.' if h == huruf - 1 else ';'}\n"
            locators.append(f"{place} huruf {chr(97 + h)}")
    return text, locators


@st.composite
def made_regulation(draw):
    text, locators, number = HEAD, [], 0
    for bab in range(1, draw(st.integers(1, 4)) + 1):
        title = draw(st.sampled_from(("KETENTUAN UMUM", "TATA KELOLA\n^LAYANAN", "PENDANAAN")))
        text += draw(st.sampled_from((f"^BAB {to_roman(bab)}\n^{title}\n", f"^BAB {to_roman(bab)} {title}\n")))
        locators.append(f"BAB {to_roman(bab)}")
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            pasal, inner = draw(made_pasal(number))
            text += draw(st.sampled_from(("", "\f"))) + pasal
            locators += inner
    return Made(text + CLOSING, tuple(locators))


@settings(deadline=None, max_examples=150)
@given(made_regulation())
def test_a_random_regulation_comes_out_as_it_was_made(made):
    lines = lines_of(made.text)
    marks, _, warnings = regulation.marks(lines)
    clauses = build("uji", lines, marks)
    found = [c.locator for c in clauses]
    start = found.index("Menetapkan") + 1
    assert tuple(found[start:]) == (*made.locators, "Penutup")
    assert not warnings
    assert "".join("".join(c.text for c in clauses).split()) == "".join("".join(line.text for line in lines).split())
