"""Passages: one clause each, nothing lost, nothing that says nothing, never two Pasal in one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import LONG, cut, embedded_texts, says_nothing, sentences
from ingest.lines import all_lines
from ingest.structure import Mark, build
from ingest.values import IngestError, Page, PolicyDocument

DOCUMENT = PolicyDocument(
    "perbup-1-2021", "regulation", "Anjing", "a.pdf", "0" * 64, 1, form="Perbup", number="1", year=2021, region="Kabupaten Arunika"
)
DEPTH = {
    "bab": 1,
    "bagian": 2,
    "pasal": 3,
    "ayat": 4,
    "angka": 4,
    "huruf": 5,
    "table": 4,
    "row": 5,
    "elucidation": 0,
    "section": 1,
    "slide": 1,
    "toc": 1,
}


def passages(*clauses: tuple[str, str, str, str]):
    """Clauses as (kind, num, heading, text), by depth of their kind; each on a page of its own."""
    pages = tuple(Page(n, text, 595, 842) for n, (_, _, _, text) in enumerate(clauses, 1))
    lines = all_lines(pages)
    starts = [sum(text.count("\n") + 1 for _, _, _, text in clauses[:i]) for i in range(len(clauses))]
    marks = [Mark(at, kind, DEPTH[kind], num, heading) for at, (kind, num, heading, _) in zip(starts, clauses, strict=True)]
    built = build("perbup-1-2021", lines, marks)
    made = cut(DOCUMENT, built)
    return made, embedded_texts(made, built)


def test_an_ayat_goes_with_its_huruf_and_a_pasal_without_ayat_is_one():
    made, _ = passages(
        ("bab", "I", "UMUM", "BAB I\nUMUM"),
        ("pasal", "1", "", "Pasal 1"),
        ("ayat", "1", "", "(1) Anjing terdiri atas:"),
        ("huruf", "a", "", "a. jinak; dan"),
        ("huruf", "b", "", "b. liar."),
        ("ayat", "2", "", "(2) Kucing diatur tersendiri."),
        ("pasal", "2", "", "Pasal 2\nBupati menetapkan tarif."),
    )
    assert [p.locator for p in made] == ["Pasal 1 ayat (1)", "Pasal 1 ayat (2)", "Pasal 2"]
    assert made[0].text == "(1) Anjing terdiri atas:\na. jinak; dan\nb. liar."
    assert (made[0].first_page, made[0].last_page) == (3, 5)
    assert made[0].clause_ids == ("bab_1__pasal_1__ayat_1", "bab_1__pasal_1__ayat_1__huruf_a", "bab_1__pasal_1__ayat_1__huruf_b")
    assert made[0].context == "Perbup Kabupaten Arunika Nomor 1 Tahun 2021 tentang Anjing > BAB I UMUM > Pasal 1"


def test_each_definition_is_its_own():
    made, _ = passages(
        ("pasal", "1", "", "Pasal 1\nDalam Peraturan ini yang dimaksud dengan:"),
        ("angka", "1", "", "1. Anjing adalah hewan."),
        ("angka", "2", "", "2. Kucing adalah hewan lain."),
    )
    assert [p.locator for p in made] == ["Pasal 1", "Pasal 1 angka 1", "Pasal 1 angka 2"]
    assert made[1].context.endswith("> Pasal 1\nDalam Peraturan ini yang dimaksud dengan:")


def test_a_long_pasal_is_parted_at_its_children_and_they_keep_its_lead_in():
    made, _ = passages(
        ("pasal", "9", "", "Pasal 9\nDinas bertugas:"),
        *[("huruf", letter, "", f"{letter}. " + "menyelenggarakan urusan hewan " * 20 + ";") for letter in "abc"],
    )
    assert [p.locator for p in made] == ["Pasal 9", "Pasal 9 huruf a", "Pasal 9 huruf b", "Pasal 9 huruf c"]
    assert "Dinas bertugas:" in made[2].context


def test_rows_are_read_with_their_headers_and_quoted_without():
    made, read = passages(
        ("section", "2.1", "Tarif", "2.1 Tarif"),
        ("table", "3", "Tabel 3 Tarif hewan", "Tabel 3 Tarif hewan menurut jenis dan ukurannya Hewan Tarif"),
        ("row", "1", "Tabel 3 Tarif hewan | Hewan | Tarif", "Anjing 5.000"),
        ("row", "2", "Tabel 3 Tarif hewan | Hewan | Tarif", "1. 2."),
    )
    assert [p.text for p in made] == ["Tabel 3 Tarif hewan menurut jenis dan ukurannya Hewan Tarif", "Anjing 5.000"]
    assert read[1] == "Anjing Tabel 3 Tarif hewan | Hewan | Tarif: Anjing 5.000"  # the document's title first
    assert made[1].context == f"{DOCUMENT.name} tentang Anjing > 2.1 Tarif > Tabel 3 Tarif hewan | Hewan | Tarif"


def test_titles_contents_and_empty_words_are_no_passages():
    made, _ = passages(
        ("toc", "", "", "Daftar isi 1"),
        ("bab", "I", "UMUM", "BAB I\nUMUM"),
        ("pasal", "1", "", "Pasal 1\nBupati berwenang."),
        ("elucidation", "", "", "PENJELASAN"),
        ("pasal", "1", "", "Pasal 1\nCukup jelas."),
        ("pasal", "2", "", "Pasal 2\nYang dimaksud dengan hewan adalah anjing."),
    )
    assert [p.text for p in made] == ["Pasal 1\nBupati berwenang.", "Pasal 2\nYang dimaksud dengan hewan adalah anjing."]
    assert made[1].locator == "Penjelasan Pasal 2"


def test_numbers_misread_as_the_same_make_no_two_passages_of_one_id():
    made, _ = passages(
        ("bab", "I", "A", "BAB I\nA"),
        ("pasal", "5", "", "Pasal 5\nSatu hal."),
        ("bab", "II", "B", "BAB II\nB"),
        ("pasal", "5", "", "Pasal 5\nHal lain."),
    )
    assert [p.passage_id for p in made] == ["perbup-1-2021#pasal_5", "perbup-1-2021#pasal_5~2"]


@pytest.mark.parametrize(
    "text", ["Pasal 12 : cukup jelas", "Ayat (2)\nCukup jelas. Pasal 43", "Menimban g :", "MEMUTUSKAN:\nMenetapkan:", "1 2 3", "Pasal27"]
)
def test_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["Pasal 12 dihapus.", "Ayat (2) Lihat penjelasan Pasal 3.", "3. 15 Rp 14.721.000", "Cukup jelas kecuali huruf a."]
)
def test_says_something(text):
    assert not says_nothing(text)


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\0"), max_size=300), max_size=12).map(". ".join))
def test_stretches_of_a_long_text_give_it_back(text):
    pieces = sentences(text)
    assert "".join(text[start:end] for start, end in pieces) == text
    longest = max((len(part) for part in text.replace("\n", ". ").split(". ")), default=0)
    assert all(end - start <= max(LONG, longest + 3) for start, end in pieces)


@pytest.mark.real
def test_real_documents_lose_no_text_and_mix_no_pasal(real_folder):
    from ingest.reading import read

    for path in sorted(Path(real_folder, "pdf").glob("*.pdf"))[::4]:
        try:
            reading = read(path, ocr=False)
        except IngestError:
            continue
        made = cut(reading.document, reading.clauses)
        by_eid = {clause.eid: clause for clause in reading.clauses}
        assert len({p.passage_id for p in made}) == len(made)
        for passage in made:
            joined = "\n".join(by_eid[eid].text for eid in passage.clause_ids)
            assert joined[passage.start : passage.end] == passage.text
            assert len({eid.split("pasal_")[1].split("__")[0] for eid in passage.clause_ids if "pasal_" in eid}) <= 1
