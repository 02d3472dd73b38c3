"""Training groups: the first pair answers, its span is the answer, the others do not answer."""

import random

import pytest

from index.stemming import stems
from tests.training import LAW, write_paragraphs
from train.laws import LawClause, clauses_of
from train.mining import alike, law_groups
from train.questions import questions_of
from train.reading import load_paragraphs, reading_groups, windows
from train.sources import load_groups


def answer(pair):
    return pair.passage.body[slice(*pair.span)]


def test_a_question_whose_answer_is_not_in_the_paragraph_is_left_out(tmp_path):
    first = load_paragraphs(write_paragraphs(tmp_path))[0]
    assert [r.question_id for r in first.readings] == ["a", "b"]


def test_a_reading_group_sets_the_answer_against_unanswerable_questions_and_other_text(tmp_path):
    group = next(iter(reading_groups(load_paragraphs(write_paragraphs(tmp_path)), "idk", 0)))
    right, *wrong = group.pairs
    assert answer(right) == "1931"
    assert not any(pair.answers for pair in wrong)
    assert any(pair.question != right.question and pair.passage == right.passage for pair in wrong)
    assert any(pair.question == right.question and "1931" not in pair.passage.body for pair in wrong)


def test_windows_cover_a_text_without_a_gap():
    text = "Satu kalimat yang agak panjang berdiri di sini. " * 30
    spans = windows(text)
    assert len(spans) > 1
    assert "".join(text[a:b] for a, b in spans) == text


def test_clauses_of_a_law_are_ayat_definitions_and_explanations():
    clauses = clauses_of("perahu", LAW)
    assert [(c.pasal, c.text[:3]) for c in clauses if not c.explains] == [
        ("1", "1. "),
        ("1", "2. "),
        ("2", "(1)"),
        ("2", "(2)"),
        ("2", "(3)"),
        ("3", "Per"),
    ]
    assert [c.text.split()[0] for c in clauses if c.explains] == ["Yang"]
    assert {c.chapter for c in clauses if c.pasal == "2" and not c.explains} == {"Tata cara"}
    assert {c.title for c in clauses} == {"Layanan Perahu"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. Juru Mudi adalah orang yang mengemudikan perahu dan memegang surat kecakapan.", "orang yang mengemudikan perahu"),
        (
            "(2) Pemeriksaan lambung perahu dilaporkan kepada kepala dermaga paling lambat 3 (tiga) hari kerja.",
            "paling lambat 3 (tiga) hari kerja",
        ),
        ("(3) Surat kecakapan nakhoda diterbitkan oleh Kepala Dinas Perhubungan.", "Kepala Dinas Perhubungan"),
        ("Peralatan keselamatan perahu meliputi: a. pelampung untuk setiap penumpang; dan b. lampu.", "a. pelampung"),
        ("Dalam hal perahu tenggelam di sungai, Juru Mudi melapor kepada kepala dermaga.", "Juru Mudi melapor"),
        ("Setiap orang yang merusak dermaga dikenai sanksi administratif.", "dikenai sanksi administratif"),
    ],
)
def test_a_made_question_asks_for_what_its_span_holds(text, wanted):
    clause = LawClause("perahu", "", "", "1", text)
    found = [text[slice(*made.span)] for seed in range(6) for made in questions_of(clause, random.Random(seed))]
    assert any(said.startswith(wanted) for said in found)


def test_negatives_of_a_law_are_other_clauses_that_say_something_else(tmp_path):
    (tmp_path / "perahu.txt").write_text(LAW, encoding="utf-8")
    groups = law_groups(tmp_path, 0)
    assert groups == law_groups(tmp_path, 0)
    for group in groups:
        right, *wrong = group.pairs
        assert right.span
        assert wrong
        assert right.passage not in [pair.passage for pair in wrong]
        words = stems(right.passage.body)
        far = [pair for pair in wrong if not alike(stems(pair.passage.body), words)]
        assert len(far) >= len(wrong) - 1  # all but the neighbour are chosen by their words


def test_an_unknown_source_is_refused_by_name(tmp_path):
    with pytest.raises(ValueError, match="berita"):
        load_groups(tmp_path, ["berita"], None)
