"""Places and documents that questions name, in the forms people write; exact look-ups over real documents."""

import json
from pathlib import Path

import pytest

from answer.ask import ask
from answer.naming import named_documents
from answer.references import find_reference
from tests.bases import library, reading

FACTS = Path(__file__).with_name("facts") / "lookups.jsonl"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("pasal 12 ayat (2) huruf a perpres 95/2018", "Pasal 12 ayat (2) huruf a"),
        ("Ps. 12 (2) Perbup SPBE", "Pasal 12 ayat (2)"),
        ("ps 5(1)a", "Pasal 5 ayat (1) huruf a"),
        ("UU ITE pasal 27", "Pasal 27"),
        ("Pasal 27a UU ITE", "Pasal 27A"),
        ("Pasal 1 angka 3 UU KIP", "Pasal 1 angka 3"),
        ("pasal tiga UU KIP", "Pasal 3"),
        ("bab III perda 5/2020", "BAB III"),
        ("diktum kesatu keputusan wali kota", "Diktum KESATU"),
        ("lampiran II tabel 7", "Lampiran II Tabel 7"),
        ("lampiran huruf B perbup 12/2021", "Lampiran huruf B"),
        ("apa isi subbab 4.7 masterplan", "Subbab 4.7"),
        ("penjelasan pasal 5", "Penjelasan Pasal 5"),
        ("penjelasan umum UU KIP", "Penjelasan Umum"),
        ("article 22 paragraph 7 of UU KIP", "Pasal 22 ayat (7)"),
    ],
)
def test_a_place_is_read_in_every_form(question, name):
    assert find_reference(question).name == name


@pytest.mark.parametrize("question", ["berapa pasal yang ada", "apa itu SPBE", "siapa menimbang usulan", "lampiran mana yang memuat peta jalan"])
def test_a_question_without_a_place_has_none(question):
    assert find_reference(question) is None


@pytest.mark.parametrize(
    ("question", "also"),
    [
        ("Pasal 22 ayat (7) dan ayat (8) UU KIP", ["Pasal 22 ayat (8)"]),
        ("Pasal 9-11 UU KIP", ["Pasal 10", "Pasal 11"]),
        ("Pasal 3 s.d. Pasal 5 UU KIP", ["Pasal 4", "Pasal 5"]),
        ("Pasal 3 s/d 5 UU KIP", ["Pasal 4", "Pasal 5"]),
        ("Pasal 27 A. UU ITE", []),
        ("Pasal 3, Pasal 7 dan Pasal 8 ayat (1)", ["Pasal 7", "Pasal 8 ayat (1)"]),
        ("Pasal 3 dan UU 14/2008", []),
        ("Pasal 5 dan 14/2008", []),
        ("Pasal 5 UU 14/2008", []),
    ],
)
def test_places_that_are_joined_come_along(question, also):
    assert [place.name for place in find_reference(question).also] == also


@pytest.fixture
def small(tmp_path):
    made = library(tmp_path)
    made.add(
        reading("uu-14-2008", ["isi satu", "isi dua"], title="Keterbukaan Informasi Publik", form="UU", number="14", year=2008), "a.pdf"
    )
    made.add(
        reading(
            "uu-19-2016",
            ["isi lain"],
            title="Perubahan atas Undang-Undang Nomor 11 Tahun 2008 tentang Informasi dan Transaksi Elektronik",
            form="UU",
            number="19",
            year=2016,
        ),
        "b.pdf",
    )
    for number, year in (("1", 2009), ("3", 2018)):
        known = {"title": "Perparkiran", "form": "Perda", "number": number, "year": year, "region": "Kota Contoh"}
        made.add(reading(f"perda-kota-contoh-{number}-{year}", [f"parkir {year}"], **known), f"{year}.pdf")
    long = {"title": "Peta Proses", "form": "Kepwali", "number": "188.45/1612/HK/2019", "year": 2019, "region": "Kota Contoh"}
    made.add(reading("kepwali-contoh-188.45-1612-hk-2019", ["putusan"], **long), "k.pdf")
    return made


@pytest.mark.parametrize(
    ("question", "document_id"),
    [
        ("Undang-Undang Keterbukaan Informasi Publik Pasal 2", "uu-14-2008"),
        ("UU KIP pasal 2", "uu-14-2008"),
        ("UU tahun 2008 pasal 2", "uu-14-2008"),
        ("UU Keterbukaan Informasi, Pasal 2, huruf c", "uu-14-2008"),
        ("perda contoh 1/2009", "perda-kota-contoh-1-2009"),
        ("Perda Kota Contoh No. 1 Tahun 2009", "perda-kota-contoh-1-2009"),
        ("perda perparkiran", "perda-kota-contoh-3-2018"),  # the newer of two
        ("perda perparkiran yang lama", "perda-kota-contoh-1-2009"),
        ("keputusan walikota contoh 1612 tahun 2019", "kepwali-contoh-188.45-1612-hk-2019"),
    ],
)
def test_a_document_is_found_by_what_people_call_it(small, question, document_id):
    assert named_documents(question, small.documents()).documents[0] == document_id


def test_a_document_of_another_region_is_not_taken(small):
    named = named_documents("Perda Kota Lain Nomor 1 Tahun 2009", small.documents())
    assert named.documents == ()
    assert "1 Tahun 2009" in named.missing[0]


def test_a_national_short_name_that_is_not_there_is_refused_by_its_number(small):
    answer = ask("Pasal 65 UU PDP", small)
    assert answer.kind == "refusal"
    assert "UU Nomor 27 Tahun 2022" in answer.refused_because


def test_joined_places_are_cited_each_and_a_missing_one_is_said(small):
    answer = ask("Pasal 1, Pasal 2 dan Pasal 9 UU KIP", small)
    assert [c.locator for c in answer.citations] == ["Pasal 1", "Pasal 2"]
    assert "Pasal 9 tidak ada" in answer.text


def facts():
    return [json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines()]


def test_the_facts_are_sixty_in_thirty_phrasings_and_ten_that_do_not_exist():
    there = [fact for fact in facts() if "refused" not in fact]
    assert len(there) == 60
    assert len({fact["form"] for fact in there}) == 30
    assert len(facts()) == 70


@pytest.fixture(scope="module")
def real(real_folder, tmp_path_factory):
    from ingest.reading import read

    made = library(tmp_path_factory.mktemp("real"))
    for file in sorted({fact["file"] for fact in facts() if fact["file"]}):
        made.add(read(real_folder / "pdf" / file), real_folder / "pdf" / file)
    return made


@pytest.mark.real
@pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact["q"])
def test_look_ups_over_real_documents(real, fact):
    answer = ask(fact["q"], real)
    if "refused" in fact:
        assert answer.kind == "refusal"
        assert fact["refused"] in answer.refused_because
        assert not answer.citations
    else:
        cited = answer.citations[0]
        assert (answer.kind, cited.file, cited.locator, cited.page) == ("clause", fact["file"], fact["locator"], fact["page"])
