"""Slips of spelling are put right, and nothing else is touched."""

import pytest

from answer.ask import ask
from answer.spelling import Vocabulary, corrected
from tests.bases import library, reading

KNOWN = "informasi publik pegawai pendaftaran domain perizinan bukti hasil kantor pasal retribusi"
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


@pytest.mark.parametrize("said", ["butir e pasal 3", "tarif hotel", "di Bandung", "kode 22b", "gaji honorer pemda", "retribusi"])
def test_other_words_are_left_alone(said):
    assert corrected(said, lambda w: w in KNOWN, lambda: Vocabulary(TEXTS)) == said


def test_the_answer_says_what_was_put_right(tmp_path):
    made = library(tmp_path)
    made.add(reading("uu-14-2008", ["informasi publik dibuka"] * 4, title="Keterbukaan Informasi Publik", form="UU", number="14", year=2008), "a.pdf")
    answer = ask("pasla 2 UU KIP", made)
    assert answer.kind == "clause"
    assert answer.text.startswith("Menampilkan hasil untuk: pasal 2 UU KIP")
