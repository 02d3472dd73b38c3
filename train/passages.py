"""Passages of plans, training material and local rules that the developers made up, each with questions that it answers and such that it only seems to."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.values import PATH_JOINT
from train.mining import Meanings, Pool
from train.values import Group, Pair, Text

WRONG = 4  # other passages of its document in a group


@dataclass(frozen=True, slots=True)
class Question:
    """`answer`: start and end in the passage's text, None where it does not answer."""

    text: str
    answer: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class MadeUp:
    document: str
    text: Text
    questions: tuple[Question, ...]


def load_passages(file: Path) -> list[MadeUp]:
    """Raises ValueError where an answer does not stand in its passage."""
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [
        MadeUp(row["doc"], Text(row["text"], PATH_JOINT.join((row["doc"], row["heading"]))), tuple(question_of(q, row["text"]) for q in row["questions"]))
        for row in rows
    ]


def question_of(row: dict, text: str) -> Question:
    if row["answer"] is None:
        return Question(row["q"], None)
    start = text.index(row["answer"])
    return Question(row["q"], (start, start + len(row["answer"])))


def passage_groups(passages: Sequence[MadeUp], pool: Pool, meanings: Meanings, source: str, seed: int) -> Iterator[Group]:
    """One group a question, in the order of the passages: its own passage first, then others of the same document, then those of other documents
    that share its words or are near in meaning. What a passage does not answer, another of its document may: those are left out there."""
    every = [(question.text, passage.document) for passage in passages for question in passage.questions]
    near = iter(meanings.strangers([text for text, _ in every], [document for _, document in every]))
    rng, of_document = random.Random(seed), defaultdict(list)
    for passage in passages:
        of_document[passage.document].append(passage)
    for passage in passages:
        others = [other.text for other in of_document[passage.document] if other is not passage]
        for asked in passage.questions:
            strangers = dict.fromkeys([*pool.strangers(asked.text, passage.document), *next(near)])
            siblings = rng.sample(others, min(WRONG, len(others))) if asked.answer else []
            wrong = [*siblings, *strangers]
            right = Pair(asked.text, passage.text, asked.answer is not None, asked.answer)
            yield Group((right, *(Pair(asked.text, text, False) for text in wrong)), source, passage.document)
