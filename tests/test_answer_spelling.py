"""Slips of spelling are put right, and nothing else is touched."""

import pytest

from answer.ask import ask
from answer.spelling import Vocabulary, corrected
from answer.spoken import written
from tests.bases import library, reading

KNOWN = "menteri informasi publik pegawai pendaftaran domain perizinan bukti hasil kantor pasal retribusi"
TEXTS = [KNOWN] * 3


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("apa itu infromasi publik", "apa itu informasi publik"),
        ("sanksi peagwai", "sanksi pegawai"),
        ("syarat pendaftran domian", "syarat pendaftaran domain"),
        ("pasla 4", "pasal 4"),
    ],
)
def test_a_slip_is_put_right(said, meant):
    assert corrected(said, lambda w: w in KNOWN or w == "sanksi", lambda: Vocabulary(TEXTS)) == meant


@pytest.mark.parametrize("said", ["butir e pasal 3", "tarif hotel", "di Bandung", "kode 22b", "gaji honorer pemda", "retribusi", "meterai tempel"])
def test_other_words_are_left_alone(said):
    assert corrected(said, lambda w: w in KNOWN, lambda: Vocabulary(TEXTS)) == said


def test_the_answer_says_what_was_put_right(tmp_path):
    made = library(tmp_path)
    made.add(reading("uu-14-2008", ["informasi publik dibuka"] * 4, title="Keterbukaan Informasi Publik", form="UU", number="14", year=2008), "a.pdf")
    answer = ask("pasla 2 UU KIP", made)
    assert answer.kind == "clause"
    assert answer.text.startswith("Menampilkan hasil untuk: pasal 2 UU KIP")


def test_a_verb_as_it_is_spoken_finds_the_written_one_and_is_no_slip(tmp_path):
    made = library(tmp_path)
    texts = ["Inspektorat mengawasi pelaksanaan anggaran desa.", "Camat menyiapkan data penduduk.", "Pelanggan membayar tarif air."]
    made.add(reading("perda-1-2020", texts, title="Pemerintahan Desa", form="Perda", number="1", year=2020), "a.pdf")
    answer = ask("siapa yang ngawasin duit desa?", made)
    assert "Menampilkan hasil" not in answer.text
    assert answer.hits[0].passage.text.endswith(texts[0])


@pytest.mark.parametrize(("said", "meant"), [("ngawasin", "awas"), ("nyiapin", "siap"), ("dibayarin", "dibayar"), ("ngasih", "kasih"), ("kantor", None)])
def test_spoken_verbs(said, meant):
    base = {"awas": 3, "siap": 2, "bayar": 5, "kantor": 4}
    assert written(said, lambda stemmed: base.get(stemmed, 0)) == meant
