"""When to refuse, from data: a logistic regression of whether a question is answered on the signs of answer/refuse.py, with its thresholds.

What the rules refuse (a document, a year or a place that is not there) is refused whatever the chance. What new questions would get is
estimated by leaving documents out: no question about a document fits the regression that judges it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.ask import prepared
from answer.base import Prepared
from answer.question import understand
from answer.refuse import SIGNS, Calibration, judge, signs
from answer.retrieve import answering, retrieve, with_synonyms
from eval.folds import FOLDS, folds
from eval.questionset import Question
from index.library import Library
from index.values import Filters

FALSE_REFUSALS = 0.05  # share of the answerable questions that may be refused; a tenth is aimed at, and the first exams fared half again as badly as these
RELATED = 0.16  # share that may be no more than related
OPEN = Calibration(dict.fromkeys(SIGNS, 0.0), 0.0, 0.0, 0.0)  # refuses by rules only
HELD = 3.0  # pull of the weights towards 0, in questions
STEPS = 25  # of Newton's method


@dataclass(frozen=True, slots=True)
class Case:
    """A question. `by_rule`: refused by rules alone; `exempt`: it is looked up, compared, or hardly more than a name, so no chance refuses it; `signs` (f,);
    `real`: of real documents, not of the sample's, which are easier to answer from."""

    answerable: bool
    by_rule: bool
    exempt: bool
    document: str
    signs: np.ndarray
    real: bool = True

    @property
    def judged(self) -> bool:
        return not self.by_rule and not self.exempt


def cases(library: Library, questions: Sequence[Question], reads: bool = True, real: bool = True) -> list[Case]:
    """`reads`: with the reader, where there is one; `real`: see `Case`."""
    base = prepared(library)
    base.refresh()
    with base.reading(reads):
        return [case_of(base, question, real) for question in questions]


def case_of(base: Prepared, question: Question, real: bool) -> Case:
    documents = base.library.documents()
    asked = with_synonyms(base, understand(question.text, documents))
    ranked = answering(asked, retrieve(base, asked, Filters()))
    by_rule = judge(asked, ranked, base.frequency, documents, OPEN).level == "refused"
    exempt = bool(asked.reference or asked.asks("comparison") or (asked.named.documents and asked.bare == asked.text))
    given = signs(asked, ranked) if ranked else dict.fromkeys(SIGNS, 0.0)
    document = question.gold[0].file if question.gold else question.question_id
    return Case(question.answerable, by_rule or not ranked, exempt, document, np.array([given[name] for name in SIGNS]), real)


def fit(found: Sequence[Case]) -> tuple[np.ndarray, float]:
    """Weights (f,) and bias of the regression over the judged. Answerable and unanswerable count the same in all, among the questions that name
    a document and among the others: how many of each are in our sets says nothing of the questions to come."""
    judged = [case for case in found if case.judged]
    values, wanted = np.array([case.signs for case in judged]), np.array([case.answerable for case in judged], dtype=float)
    middle, spread = values.mean(0), values.std(0)
    spread = np.where(spread > 0, spread, 1.0)
    x = np.hstack([(values - middle) / spread, np.ones((len(values), 1))])
    counts = balanced(values[:, list(SIGNS).index("named")] > 0, wanted > 0)
    held = np.diag([HELD] * values.shape[1] + [0.0])
    at = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x @ at))
        slope = x.T @ (counts * (wanted - chance)) - held @ at
        at += np.linalg.solve(x.T @ (x * (counts * chance * (1 - chance))[:, None]) + held, slope)
    return at[:-1] / spread, float(at[-1] - (at[:-1] * middle / spread).sum())


def balanced(named: np.ndarray, answerable: np.ndarray) -> np.ndarray:
    """(n,) what each question counts: both kinds of a group half of the group's size, all of it where there is only one kind."""
    counts = np.ones(len(named))
    for group in (named, ~named):
        kinds = [kind for kind in (group & answerable, group & ~answerable) if kind.any()]
        for kind in kinds:
            counts[kind] = group.sum() / len(kinds) / kind.sum()
    return counts


def limited(weights: np.ndarray, bias: float, found: Sequence[Case]) -> Calibration:
    """With the thresholds that keep the shares of FALSE_REFUSALS and RELATED over the answerable questions of real documents, if there are any."""
    open_ended = Calibration(dict(zip(SIGNS, (round(float(w), 4) for w in weights), strict=True)), round(bias, 4), 0.0, 0.0)
    answerable = [case for case in found if case.answerable and case.real] or [case for case in found if case.answerable]
    free = sorted(chance(open_ended, case) for case in answerable if case.judged)
    ruled = sum(case.by_rule for case in answerable)
    refuse, relate = (free[min(len(free) - 1, max(0, int(share * len(answerable)) - ruled))] for share in (FALSE_REFUSALS, RELATED))
    return Calibration(open_ended.weights, open_ended.bias, math.floor(refuse * 1e4) / 1e4, math.floor(relate * 1e4) / 1e4)


def chance(limits: Calibration, case: Case) -> float:
    return limits.chance(dict(zip(SIGNS, case.signs.tolist(), strict=True)))


def refused(case: Case, limits: Calibration) -> bool:
    return case.by_rule or (not case.exempt and chance(limits, case) < limits.refuse)


def best_calibration(found: Sequence[Case]) -> Calibration:
    return limited(*fit(found), found)


def left_out(found: Sequence[Case], seed: int = 0) -> tuple[float, float]:
    """Shares refused of the unanswerable and of the answerable, each judged by what other documents have fitted."""
    fold = folds((case.document for case in found), seed)
    limits = {i: best_calibration([case for case in found if fold[case.document] != i]) for i in range(FOLDS)}
    judged = [(case.answerable, refused(case, limits[fold[case.document]])) for case in found]
    return tuple(float(np.mean([no for answerable, no in judged if answerable is kind])) for kind in (False, True))
