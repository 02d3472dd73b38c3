"""Passages that the developers made up: every answer stands in its passage, and each question is set against its own document."""

import json

import pytest

from index.model import ModelSpec
from tests.training import Letters
from train.mining import Meanings, Pool
from train.passages import load_passages, passage_groups
from train.sources import PASSAGES
from train.values import Text


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


ROWS = (
    {"doc": "SOP Dermaga", "heading": "2", "text": "Dermaga dibuka pukul 6.", "questions": [{"q": "buka jam berapa", "answer": "pukul 6"}, {"q": "tutup jam berapa", "answer": None}]},
    {"doc": "SOP Dermaga", "heading": "3", "text": "Karcis dijual di loket.", "questions": []},
    {"doc": "SOP Pasar", "heading": "1", "text": "Pasar dibuka pagi.", "questions": []},
)


def test_a_question_is_set_against_its_own_document_and_what_sounds_alike_elsewhere(tmp_path):
    passages = load_passages(write(tmp_path / "p.jsonl", *ROWS))
    texts, documents = [passage.text for passage in passages], [passage.document for passage in passages]
    meanings = Meanings(texts, documents, Letters(), ModelSpec("uji", "uji", "query: ", "passage: "))
    answered, unanswered = passage_groups(passages, Pool(texts, documents), meanings, "passages", 0)
    right, *wrong = answered.pairs
    assert (right.answers, right.passage.body[slice(*right.span)], right.passage.context) == (True, "pukul 6", "SOP Dermaga > 2")
    assert [pair.passage.body for pair in wrong] == ["Karcis dijual di loket.", "Pasar dibuka pagi."]
    assert [pair.passage.body for pair in unanswered.pairs] == ["Dermaga dibuka pukul 6.", "Pasar dibuka pagi."]
    assert not any(pair.answers for pair in (*wrong, *unanswered.pairs))


def test_strangers_are_the_nearest_of_other_documents():
    texts = [Text("perahu"), Text("perahu ini"), Text("dermaga"), Text("xyz")]
    meanings = Meanings(texts, ["a", "b", "b", "c"], Letters(), ModelSpec("uji", "uji", "", ""))
    assert meanings.strangers(["perahu", "dermaga"], ["a", "b"]) == [texts[1:], [texts[0], texts[3]]]


def test_an_answer_that_does_not_stand_in_its_passage_is_refused(tmp_path):
    bad = {**ROWS[1], "questions": [{"q": "di mana?", "answer": "di kapal"}]}
    with pytest.raises(ValueError, match="substring"):
        load_passages(write(tmp_path / "p.jsonl", bad))


def test_as_many_questions_are_answered_as_not_and_none_is_asked_twice():
    asked = [question for file in PASSAGES.values() for passage in load_passages(file) for question in passage.questions]
    assert len({question.text.lower() for question in asked}) == len(asked) > 2000
    assert abs(sum(question.answer is None for question in asked) / len(asked) - 0.5) < 0.05
