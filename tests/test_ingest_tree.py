"""Pages -> clauses -> pages gives every character back; the grammar of regulations on texts of our own."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import regulation
from ingest.flow import flow, joint
from ingest.furniture import mark_furniture, printed_labels
from ingest.lines import all_lines
from ingest.reading import read
from ingest.structure import Mark, build
from ingest.values import Page, Reading

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = sorted((ROOT / "corpus").glob("*.pdf"))


def page_of(text, number=1):
    return Page(number, text, 595, 842)


def marks_of(text):
    return regulation.marks(all_lines([page_of(text)]))[0]


def outline_of(text):
    lines = all_lines([page_of(text)])
    return [(clause.kind, clause.locator) for clause in build("uji", lines, regulation.marks(lines)[0])]


def characters_lost(reading: Reading) -> dict[int, str]:
    """Characters of a page that stand neither in a clause's run nor in a furniture line."""
    lost = {}
    furniture = {(line.page, line.start) for line in mark_furniture(all_lines(reading.pages), reading.pages) if line.furniture}
    for page in reading.pages:
        taken = bytearray(len(page.text))
        for clause in reading.clauses:
            for run in clause.runs:
                if run.page == page.number:
                    taken[run.page_start : run.page_start + run.length] = b"\x01" * run.length
        for line in all_lines([page]):
            if (line.page, line.start) in furniture:
                taken[line.start : line.end] = b"\x01" * (line.end - line.start)
        left = "".join(c for c, used in zip(page.text, taken, strict=True) if not used and not c.isspace() and c != "-")
        if left:
            lost[page.number] = left
    return lost


@pytest.mark.parametrize("path", [p for p in SAMPLE if "kepbup" not in p.name], ids=lambda p: p.stem)
def test_runs_are_verbatim_and_little_but_small_print_is_left_out(path):
    reading = read(path)
    pages = {page.number: page for page in reading.pages}
    for clause in reading.clauses:
        for run in clause.runs:
            assert clause.text[run.start : run.start + run.length] == pages[run.page].text[run.page_start : run.page_start + run.length]
    whole = sum(len(page.text) for page in reading.pages)
    assert sum(map(len, characters_lost(reading).values())) < 0.02 * whole


WORD = st.text("abcdefghij", min_size=1, max_size=8)
TEXT_LINES = st.lists(st.lists(WORD, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=25)


@settings(deadline=None)
@given(TEXT_LINES, st.data())
def test_the_tree_parts_the_lines_whatever_the_marks(texts, data):
    lines = all_lines([page_of("\n".join(texts))])
    places = sorted(data.draw(st.sets(st.integers(0, len(lines) - 1))))
    kinds = st.sampled_from(["bab", "pasal", "ayat", "huruf", "paragraph"])
    marks = [Mark(i, data.draw(kinds), data.draw(st.integers(1, 5)) * 10, str(n)) for n, i in enumerate(places, 1)]
    clauses = build("uji", lines, marks)
    assert "".join("".join(c.text for c in clauses).split()) == "".join("".join(texts).split())
    assert len({c.eid for c in clauses}) == len(clauses)


@given(TEXT_LINES)
def test_flowing_text_keeps_its_place(texts):
    page = page_of("\n".join(texts))
    text, runs = flow(all_lines([page]))
    assert all(text[r.start : r.start + r.length] == page.text[r.page_start : r.page_start + r.length] for r in runs)


def test_hyphens_at_line_ends():
    assert joint("peme-", "rintah", False) == (1, "")
    assert joint("undang-", "undang", False) == (0, "")
    assert joint("e-", "government", False) == (0, "")


REGULATION = """PERATURAN BUPATI ARUNIKA
NOMOR 1 TAHUN 2020
TENTANG
CONTOH
Menimbang : a. bahwa perlu contoh;
b. bahwa contoh itu baik;
Mengingat : 1. Undang-Undang Nomor 23 Tahun 2014;
MEMUTUSKAN:
Menetapkan : PERATURAN BUPATI TENTANG CONTOH.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
1. Daerah adalah Kabupaten Arunika.
2. Bupati adalah Bupati Arunika.
BAB II
ISI
Pasal 2
(1) Perangkat daerah menyusun laporan sebagaimana dimaksud dalam
Pasal 1 yang terdiri atas:
a. bagian satu;
b. bagian dua; dan
c. bagian tiga.
(2) Laporan sebagaimana dimaksud pada ayat
(1) disampaikan kepada Bupati.
Pasal 3
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Sagaramukti
pada tanggal 1 Januari 2020
PENJELASAN
ATAS
PERATURAN BUPATI ARUNIKA
I. UMUM
Contoh ini umum.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Yang dimaksud dengan laporan adalah laporan tertulis.
"""


def test_a_regulation_becomes_its_tree():
    found = [locator for _, locator in outline_of(REGULATION)]
    for locator in (
        "Menimbang huruf b", "Mengingat angka 1", "BAB II", "Pasal 1 angka 2", "Pasal 2 ayat (1) huruf c", "Pasal 2 ayat (2)",
        "Pasal 3", "Penutup", "Penjelasan Umum", "Penjelasan Pasal 2 ayat (1)",
    ):  # fmt: skip
        assert locator in found
    assert [locator for kind, locator in outline_of(REGULATION) if kind == "pasal" and not locator.startswith("Penjelasan")] == ["Pasal 1", "Pasal 2", "Pasal 3"]


@pytest.mark.parametrize(("said", "meant"), [("Pasal 2.", "2"), ("PASAL 2", "2")])
def test_other_ways_to_write_a_heading(said, meant):
    found = [m.num for m in marks_of(REGULATION.replace("\nPasal 2\n(1)", f"\n{said}\n(1)")) if m.kind == "pasal"]
    assert meant in found


def test_a_missing_pasal_is_reported():
    _, _, warnings = regulation.marks(all_lines([page_of(REGULATION.replace("\nPasal 2\n(1)", "\n(1)"))]))
    assert any("Pasal 2 tidak ditemukan" in warning for warning in warnings)


def test_an_amending_act_holds_the_changed_pasal_inside():
    text = """PERATURAN BUPATI ARUNIKA
MEMUTUSKAN:
Menetapkan : PERATURAN BUPATI TENTANG PERUBAHAN ATAS PERATURAN BUPATI NOMOR 1 TAHUN 2020.
Pasal I
Beberapa ketentuan diubah sebagai berikut:
1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:
Pasal 5
(1) Laporan disampaikan setiap bulan.
(2) Laporan dimuat di laman.
2. Di antara Pasal 7 dan Pasal 8 disisipkan 1 (satu) pasal, yakni Pasal 7A:
Pasal 7A
Laporan disimpan.
Pasal II
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
"""
    found = [locator for _, locator in outline_of(text)]
    assert any(locator.endswith("Pasal 5 ayat (2)") and locator.startswith("Pasal I") for locator in found)
    assert any(locator.endswith("Pasal 7A") for locator in found)
    assert "Pasal II" in found


def test_page_numbers_and_catchwords_are_furniture_and_labels():
    pages = [page_of(f"- {n} -\nIsi halaman {'abcdefgh'[n]} yang panjang.\n{'xyzuvwkl'[n + 1]}kata berikut …", n) for n in range(2, 6)]
    lines = mark_furniture(all_lines(pages), pages)
    assert [line.text for line in lines if line.furniture and line.text.startswith("-")] == [f"- {n} -" for n in range(2, 6)]
    assert printed_labels(lines) == {n: str(n) for n in range(2, 6)}
