"""Every question offered to begin with is answered by the base at hand."""

import pytest

from answer.ask import ask, prepared
from answer.glossary import glossary, key_terms
from ui import examples as made


@pytest.fixture
def terms(sample):
    base = prepared(sample)
    return [entry.term for entry in key_terms(base, glossary(base), 2)]


def refused(sample, offered):
    return [question for questions in offered.values() for question in questions if ask(question, sample).kind == "refusal"]


def test_the_sample_keeps_its_own_questions_and_answers_them(sample, terms):
    offered = made.examples(sample, terms)
    assert offered == made.EXAMPLES
    assert refused(sample, offered) == []


def test_questions_made_from_a_base_are_answered_by_it(sample, terms, monkeypatch):
    monkeypatch.setattr(made, "SAMPLE", ("tidak-ada",))
    offered = made.examples(sample, terms)
    assert offered != made.EXAMPLES
    assert all(len(questions) >= 2 for questions in offered.values())
    assert refused(sample, offered) == []
