"""BM25 against its textbook formula; words as the keyword index knows them."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import keyword
from index.abbreviations import EXPANDED_WEIGHT, Synonyms, learnt
from index.stemming import query_stems, stem, stems
from tests.bases import library, reading

K1, B = 1.2, 0.75
WORDS = ["anggaran", "jaringan", "parkir", "arsip", "desa", "izin", "audit", "domain"]


def textbook(terms, texts: dict[int, list[str]]) -> dict[int, float]:
    """sum of weight * idf * tf (k1 + 1) / (tf + k1 (1 - b + b length / mean length)), idf = ln(1 + (N - n + 0.5) / (n + 0.5))."""
    mean = sum(map(len, texts.values())) / len(texts)
    scores = dict.fromkeys(texts, 0.0)
    for term, weight in terms:
        having = sum(term in tokens for tokens in texts.values())
        idf = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
        for rid, tokens in texts.items():
            tf = Counter(tokens)[term]
            scores[rid] += weight * idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len(tokens) / mean))
    return {rid: score for rid, score in scores.items() if score}


@settings(max_examples=25, deadline=None)
@given(
    # fewer than 40 tokens: up to there tantivy keeps lengths exactly, beyond it rounds them to a byte
    texts=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=1, max_size=12),
    terms=st.lists(
        st.tuples(st.sampled_from([stem(w) for w in WORDS]), st.sampled_from([1.0, 0.5])), min_size=1, max_size=4, unique_by=lambda t: t[0]
    ),
)
def test_scores_are_those_of_the_textbook(tmp_path_factory, texts, terms):
    base = library(tmp_path_factory.mktemp("kb"))
    base.add(reading("uji", [" ".join(words) for words in texts]), "uji.pdf")
    with base.searching():
        found = base.keyword.search(terms, 100)
    rows = base.database.rows("SELECT rid, text FROM passages")
    expected = textbook(terms, {rid: stems(text) for rid, text in rows})  # the context has none of the terms
    assert dict(found) == pytest.approx(expected, rel=1e-4)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_heading_path_counts_less_than_the_text(tmp_path):
    base = library(tmp_path)
    base.add(reading("uji", ["Retribusi parkir.", "Hal lain."], title="Retribusi Pasar"), "uji.pdf")
    with base.searching():
        (first, in_text), (second, in_context) = base.keyword.search([(stem("retribusi"), 1.0)], 5)
    assert (first, second) == (1, 2)
    assert in_text > in_context > 0


@pytest.mark.parametrize("limit", [0, keyword.ALLOWED_TERMS], ids=["afterwards", "inside the search"])
def test_filters_are_exact_either_way(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(keyword, "ALLOWED_TERMS", limit)
    base = library(tmp_path)
    base.add(reading("uji", ["izin"] * 200 + ["izin parkir di tepi jalan desa yang panjang"] * 5), "uji.pdf")
    with base.searching():
        found = base.keyword.search([("izin", 1.0)], 10, np.arange(196, 206))
        none = base.keyword.search([("izin", 1.0)], 10, np.array([], dtype=np.int64))
    assert sorted(rid for rid, _ in found) == list(range(196, 206))
    assert none == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pasal 13A ayat (2)", ["pasal", "13a", "ayat", "2"]),
        ("Perpres 95/2018 angka 2.1.", ["perpres", "95/2018", "angka", "2.1"]),
        ("undang-undang", ["undang", "undang"]),
        ("188.45/214/2022", ["188.45/214/2022"]),
        ("Penyelenggaraan pelayanan, kementerian", ["selenggara", "layan", "menteri"]),
    ],
)
def test_words(text, expected):
    assert stems(text) == expected


def test_words_of_a_question_that_say_nothing_are_left_out():
    assert query_stems("Apakah yang dimaksud dengan retribusi?") == query_stems("retribusi")
    assert query_stems("apa itu?") == stems("apa itu")  # nothing else is left
    assert query_stems("izin dan izin") == ["izin"]


def test_different_words_keep_different_stems():
    assert stem("pemerintah") != stem("perintah")
    assert stem("menteri") == stem("kementerian")
    assert stem("penataan") == stem("tata")


def test_names_of_one_thing_widen_a_question():
    terms = dict(Synonyms().terms("tugas OPD"))
    assert terms["opd"] == terms["tugas"] == 1.0
    assert terms[stem("perangkat")] == terms[stem("daerah")] == EXPANDED_WEIGHT


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("4. Layanan Data Arunika yang selanjutnya disingkat LDA adalah layanan.", ("layanan data arunika", "lda")),
        ("Forum Data Daerah, yang selanjutnya disebut FDD, adalah forum.", ("forum data daerah", "fdd")),
        ("7. Penyedia Jasa Internet (Internet Service Provider) yang selanjutnya disingkat ISP adalah", ("penyedia jasa internet", "isp")),
        ("Sistem Informasi Desa yang selanjutnya disingkat Sisdes adalah", ("sistem informasi desa", "sisdes")),
        ("Dinas Komunikasi yang selanjutnya disebut Dinas adalah dinas.", None),
        ("Pemerintah Daerah selanjutnya disebut Pemda adalah bupati.", None),  # no abbreviation
    ],
)
def test_abbreviations_are_learnt_from_definitions(text, pair):
    assert learnt([text]) == ([pair] if pair else [])


def test_learnt_abbreviations_find_what_only_has_the_long_form(tmp_path):
    base = library(tmp_path)
    base.add(reading("a", ["1. Layanan Data Arunika yang selanjutnya disingkat LDA adalah layanan."]), "a.pdf")
    base.add(reading("b", ["Jadwal Layanan Data Arunika ditetapkan bupati.", "Jadwal lain."]), "b.pdf")
    assert base.abbreviations() == [("layanan data arunika", "lda")]
    with base.searching():
        plain = base.keyword.search(Synonyms().terms("LDA"), 9)
        widened = base.keyword.search(Synonyms(base.abbreviations()).terms("LDA"), 9)
    assert [rid for rid, _ in plain] == [1]
    assert {rid for rid, _ in widened} == {1, 2}
    base.remove("a")
    assert base.abbreviations() == []
