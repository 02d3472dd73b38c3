"""Two versions of a regulation beside each other, Pasal by Pasal."""

from dataclasses import replace

import pytest

from answer.quote import joined, stands
from answer.versions import compare_versions, versions_of
from answer.wording import differing
from tests.bases import library, reading


def shown(words):
    return "".join(f"[{w.text.strip()}] " if w.changed else w.text for w in words).strip()


def test_a_changed_number_is_all_that_is_marked():
    left, right = differing(["Pasal 5", "(1) Paling lambat 30 (tiga puluh) hari."], ["Pasal 5", "(1) Paling lambat 20 (dua puluh) hari."])
    assert shown(left) == "Pasal 5\n(1) Paling lambat [30 (tiga puluh)] hari."
    assert shown(right) == "Pasal 5\n(1) Paling lambat [20 (dua puluh)] hari."


@pytest.mark.parametrize(
    ("old", "new"),
    [("Pasal 5. Isi dan/atau  maksud:", "Pasal 7\nIsi dan/atau maksud."), ("Undang-Undang ini", "undang- undang ini"), ("melawanhukum itu", "melawan hukum itu")],
)
def test_case_spaces_end_marks_and_the_own_number_are_no_change(old, new):
    assert not any(w.changed for side in differing([old], [new]) for w in side)


def test_an_inserted_ayat_does_not_blur_its_neighbours():
    old = ["Pasal 3", "(1) Satu hal diatur.", "(2) Laporan disampaikan kepada Bupati setiap tahun."]
    new = ["Pasal 3", "(1) Satu hal diatur.", "(2) Tim dibentuk oleh kepala dinas.", "(3) Laporan disampaikan kepada Bupati setiap tahun."]
    _, right = differing(old, new)
    assert shown(right).replace("\n", " ") == "Pasal 3 (1) Satu hal diatur. [(2) Tim dibentuk oleh kepala dinas. (3)] Laporan disampaikan kepada Bupati setiap tahun."


@pytest.fixture
def two(tmp_path):
    """Two texts of one title; numbering moves by one, one Pasal is gone, one is new."""
    made = library(tmp_path)
    known = {"title": "Perparkiran", "form": "Perda", "number": "1", "region": "Kota Contoh"}
    old = ["Tarif parkir mobil dua ribu rupiah.", "Juru parkir memakai seragam biru terang.", "Karcis dicetak percetakan daerah."]
    new = ["Asas perda ini keadilan sosial.", "Tarif parkir mobil tiga ribu rupiah.", "Juru parkir memakai seragam biru terang."]
    made.add(reading("perda-kota-contoh-1-2009", old, year=2009, **known), "a.pdf")
    made.add(reading("perda-kota-contoh-1-2018", new, year=2018, **known), "b.pdf")
    return made


def test_pasal_are_found_again_where_the_numbering_moved(two):
    rows = compare_versions("perda-kota-contoh-1-2009", "perda-kota-contoh-1-2018", two)
    assert [(r.num, r.state) for r in rows] == [
        ("Pasal 1", "baru"),
        ("Pasal 2 (semula Pasal 1)", "berubah"),
        ("Pasal 3 (semula Pasal 2)", "sama"),
        ("Pasal 3", "dihapus"),
    ]
    assert (rows[0].left, rows[3].right) == (None, None)


def test_the_same_title_of_another_year_is_a_version(two):
    assert versions_of(two) == (("perda-kota-contoh-1-2009", "perda-kota-contoh-1-2018"),)


def test_documents_that_are_not_there_give_no_rows(two):
    assert compare_versions("perda-kota-contoh-1-2009", "tidak-ada", two) == ()
    assert compare_versions("tidak-ada", "perda-kota-contoh-1-2018", two) == ()


def test_an_amending_act_is_compared_only_in_what_it_changes(sample):
    rows = compare_versions("perbup-arunika-12-2021", "perbup-arunika-27-2023", sample)
    states = {r.num: r.state for r in rows}
    assert states["Pasal 8"] == "berubah"
    assert states["Pasal 22A"] == "baru"
    assert "Pasal 9" not in states
    changed = next(r for r in rows if r.num == "Pasal 21")
    assert "8 (delapan)" in "".join(w.text for w in changed.left_words if w.changed)
    assert "12 (dua belas)" in "".join(w.text for w in changed.right_words if w.changed)


def test_the_other_way_round_is_the_mirror(sample):
    there = compare_versions("perbup-arunika-12-2021", "perbup-arunika-27-2023", sample)
    back = compare_versions("perbup-arunika-27-2023", "perbup-arunika-12-2021", sample)
    mirror = {"baru": "dihapus", "dihapus": "baru", "sama": "sama", "berubah": "berubah"}
    assert [(r.num, mirror[r.state]) for r in there] == [(r.num, r.state) for r in back]
    assert [r.left for r in there] == [r.right for r in back]


def test_words_are_the_whole_pasal_and_quotes_stand_on_their_pages(sample):
    seen = 0
    for left_id, right_id in versions_of(sample):
        for row in compare_versions(left_id, right_id, sample):
            for cited, words in ((row.left, row.left_words), (row.right, row.right_words)):
                assert (cited is None) == (not words)
                if cited:
                    group = sample.subtree(cited.document_id, cited.eid)
                    assert "".join(w.text for w in words) == joined(group)[0]
                    assert stands(cited.quote, sample.page(cited.document_id, cited.page))
                    seen += 1
    assert seen > 50


def test_an_item_that_removes_a_pasal_is_shown_beside_it(tmp_path):
    made = library(tmp_path)
    base = {"title": "Parkir", "form": "Perbup", "region": "Kabupaten Contoh"}
    made.add(reading("perbup-contoh-1-2020", ["Isi satu.", "Isi dua."], number="1", year=2020, **base), "a.pdf")
    changing = reading("perbup-contoh-2-2021", ["x"], number="2", year=2021, relations=[("mengubah", "perbup-contoh-1-2020")], **base)
    first = changing.clauses[0]
    text = "1. Ketentuan Pasal 2 dihapus."
    page = replace(changing.pages[0], text=f"Pasal I\n{text}")
    roman = replace(first, eid="pasal_I", num="I", text="Pasal I", locator="Pasal I", parents=(), runs=(replace(first.runs[0], start=0, page_start=0, length=7),))
    run = replace(first.runs[0], start=0, page_start=8, length=len(text))
    item = replace(first, eid="pasal_I__angka_1", kind="angka", num="1", text=text, locator="Pasal I angka 1", parents=("pasal_I",), runs=(run,))
    made.add(replace(changing, pages=(page,), clauses=(roman, item), relations=changing.relations), "b.pdf")
    (row,) = compare_versions("perbup-contoh-1-2020", "perbup-contoh-2-2021", made)
    assert (row.num, row.state, row.left.quote, row.right.quote) == ("Pasal 2", "dihapus", "Pasal 2\nIsi dua.", text)
