"""Whether something adds is judged on questions that did not choose its weight."""

import random
from types import SimpleNamespace

import numpy as np
import pytest

from answer.ask import ask
from eval.questionset import Question
from tests.training import asked
from train.candidates import asked_of, load_asked, save_asked
from train.measure import MEASURES, auroc, difference, folds, left_out, paired, refused_at
from train.report import Scorer, figures, markdown
from train.untrained import expanded, late_interaction
from train.values import Text

QUESTIONS = [asked(i, right=i % 2) for i in range(20)] + [asked(20 + i, 0, answerable=False) for i in range(4)]
PERFECT = [[float(c.right) for c in a.candidates] for a in QUESTIONS]
NOISE = [[float(x) for x in row] for row in np.random.default_rng(0).random((24, 3))]


def recall(found):
    return MEASURES["recall@1"](found.ranks).mean()


def test_a_perfect_scorer_is_clearly_up_and_noise_is_not():
    before = left_out(QUESTIONS, None, 0, 3)
    assert recall(before) == 0.5
    up = difference(before, left_out(QUESTIONS, PERFECT, 0, 3), "recall@1")
    assert (up.after, up.clear) == (1.0, True)
    assert recall(left_out(QUESTIONS, PERFECT, 0, 3, instead=True)) == 1.0
    assert not difference(before, left_out(QUESTIONS, NOISE, 0, 3), "recall@1").clear


def test_weights_are_never_fitted_on_the_document_they_are_measured_on():
    """The scorer is right about one document and wrong about all others, which is all that the weights of that document have seen."""
    questions = [asked(i, right=0, document=f"d{i}") for i in range(9)] + [asked(9 + i, right=1, document="alone") for i in range(6)]
    found = left_out(questions, [[0.0, 1.0, 0.0] for _ in questions], 0, 3)
    assert all(found.ranks[i] > 1 for i, d in enumerate(found.documents) if d == "alone")


def test_all_questions_of_a_document_are_in_one_fold():
    fold = folds(["a", "b", "a", "c"], 1)
    assert set(fold) == {"a", "b", "c"}


def test_whole_documents_are_redrawn():
    same = paired(np.zeros(8), np.array([1.0] * 4 + [0.0] * 4), ["a"] * 4 + ["b"] * 4)
    apart = paired(np.zeros(8), np.array([1.0] * 4 + [0.0] * 4), list("abcdefgh"))
    assert (same.low, same.high) == (0.0, 1.0)
    assert apart.low > 0


def test_auroc_and_refusals():
    assert auroc([2.0, 1.0], [1.0, 0.0]) == pytest.approx(0.875)
    assert refused_at(list(range(10)), [0.5, 5.0]) == 0.5  # one of ten answerable may be refused


def test_candidates_come_back_from_their_file(tmp_path):
    save_asked(QUESTIONS, tmp_path / "c.jsonl")
    assert load_asked(tmp_path / "c.jsonl") == QUESTIONS


def test_late_interaction_is_the_mean_over_the_question_of_its_nearest_tokens():
    vectors = {"?": [[1.0, 0.0], [0.0, 1.0]], "t0": [[1.0, 0.0]], "t1": [[0.0, 1.0], [1.0, 0.0]]}
    encoder = SimpleNamespace(token_vectors=lambda texts: [np.array(vectors[text]) for text in texts])
    spec = SimpleNamespace(query_prefix="", passage_prefix="")
    assert late_interaction(encoder, spec, QUESTIONS[:1], 2) == [[0.5, 1.0]]


def test_a_passage_is_read_with_the_questions_that_its_rules_make():
    text = expanded(Text("Penyelenggara wajib menyimpan rekaman layanan.", "Perda Kota X Nomor 1 Tahun 2020 tentang Rekaman > Pasal 3"), random.Random(0))
    title, _, made = text.partition("Penyelenggara wajib menyimpan rekaman layanan.")
    assert title == "Rekaman "
    assert "rekaman layanan" in made
    assert "?" in made


def test_the_tables_say_what_was_measured():
    found = figures(QUESTIONS, [Scorer("sempurna", "contoh", PERFECT, PERFECT)], 3)
    text = markdown(found, [{"run": "sempurna", "data": "test", "AUROC": 0.5}])
    assert "| sempurna | sample | recall@1 | 0.500 | 1.000 | 1.000 [" in text
    assert found["scorers"][0]["refusal"][0]["model"] == 1.0  # the scorer says 0 to every candidate of what has no answer
    assert "20 terjawab dan 4 tak terjawab (sample)" in text


def test_reading_more_candidates_is_measured():
    questions = [asked(i, right=5, answerable=i < 20, candidates=20) for i in range(24)]
    values = [[float(k == 5 and q.answerable) for k in range(20)] for q in questions]
    found = figures(questions, [Scorer("sempurna", "contoh", values, values)], 20)
    first, *_, last = found["scorers"][0]["depths"]
    assert (first["depth"], first["recall@1"], first["AUROC"]) == (2, 0.0, 0.5)
    assert (last["depth"], last["recall@1"], last["AUROC"]) == (20, 1.0, 1.0)
    assert "| sempurna | 20 | 1.000 | 1.000 | 1.000 | 1.000 |" in markdown(found, [])


def test_candidates_are_those_of_the_pipeline(sample):
    question = Question("r1", "Berapa hari Diskominfo harus menjawab permohonan rekomendasi aplikasi?", "duration", "id", ())
    found = asked_of(sample, [question], "sample")[0]
    hits = [hit.passage.text for hit in ask(question.text, sample).hits]
    assert {c.passage.body for c in found.candidates[: len(hits)]} == set(hits)
    assert not any(c.right for c in found.candidates)
