"""What the pipeline would rank: each question of an evaluation set with its best candidates, kept in one file so that every scorer sees the same pairs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from answer.ask import prepared
from answer.base import Prepared
from answer.question import Question as Understood
from answer.question import understand
from answer.refuse import judge
from answer.retrieve import retrieve, with_synonyms
from eval.metrics import covers
from eval.questionset import Question
from eval.run import file_names
from eval.thresholds import OPEN
from index.library import Library
from index.values import Filters, Hit
from train.values import Text

SETS = ("sample", "real", "own", "daily", "named")  # of questions, in the order of `eval`; the exams after them stay out of all choices
KEPT = 30  # candidates a question; a learned scorer reorders no more than these


@dataclass(frozen=True, slots=True)
class Candidate:
    """`features`: of the linear rerank; `cosine` as it is, not scaled; `right`: it covers a gold page."""

    passage: Text
    score: float
    cosine: float
    features: dict[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, as a reader reads it, with its candidates, best first. `document`: the file of its gold, its own id without gold; `by_rule`: refused by rules alone."""

    question_id: str
    text: str
    set: str
    document: str
    answerable: bool
    english: bool
    by_rule: bool
    candidates: tuple[Candidate, ...]


def asked_of(library: Library, questions: Sequence[Question], name: str) -> list[Asked]:
    """As they are ranked without a reader. Questions that a clause's number answers are left out: nothing is ranked for them."""
    base, documents = prepared(library), library.documents()
    base.refresh()
    understood = [with_synonyms(base, understand(question.text, documents)) for question in questions]
    with base.reading(False):
        return [asked_as(base, question, said, name) for question, said in zip(questions, understood, strict=True) if not said.reference]


def asked_as(base: Prepared, question: Question, said: Understood, name: str) -> Asked:
    """`said`: what the question is understood to ask; `name`: of its set."""
    ranked, files, rows = retrieve(base, said, Filters()), file_names(base.library), []
    for r in ranked[:KEPT]:
        passage = r.candidate.passage
        hit = Hit(passage, r.score, 1, "rerank")
        right = any(covers(hit, files.get(passage.document_id, ""), gold) for gold in question.gold)
        rows.append(Candidate(Text(passage.text, passage.context), r.score, r.candidate.cosine, r.features, right))
    by_rule = judge(said, ranked, base.frequency, base.library.documents(), limits=OPEN).level == "refused"
    document = question.gold[0].file if question.gold else question.question_id
    return Asked(question.question_id, said.bare, name, document, question.answerable, said.english, by_rule, tuple(rows))


def save_asked(asked: Sequence[Asked], path: Path) -> None:
    path.write_text("".join(json.dumps(asdict(a), ensure_ascii=False) + "\n" for a in asked), encoding="utf-8")


def load_asked(path: Path) -> list[Asked]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        candidates = tuple(Candidate(**{**c, "passage": Text(**c["passage"])}) for c in row["candidates"])
        found.append(Asked(**{**row, "candidates": candidates}))
    return found
