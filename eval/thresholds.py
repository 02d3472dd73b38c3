"""Thresholds of refusal from data: the pair that refuses the most unanswerable questions at few false refusals.

Each question's fitness is taken once; a grid of thresholds is then tried on it. What the rules refuse (a document, a year or a place that
is not there) is refused whatever the thresholds.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.ask import prepared
from answer.question import understand
from answer.refuse import Fitness, Thresholds, content_words, fitness, judge, thresholds, unknown_words
from answer.retrieve import is_foreign, retrieve, with_synonyms
from eval.questionset import Question
from index.library import Library
from index.values import Filters

FALSE_REFUSALS = 0.05  # share of answerable questions that may be refused
GRID = {
    "unknown_share": (0.25, 0.34, 0.5, 0.6),
    "refuse_cosine": (0.80, 0.82, 0.83, 0.84, 0.85, 0.86),
    "refuse_coverage": (0.30, 0.35, 0.40, 0.45, 0.50, 0.55),
}
OPEN = Thresholds(0.0, 0.0, 0.0, 0.0, 2.0)  # refuses by rules only


@dataclass(frozen=True, slots=True)
class Case:
    answerable: bool
    by_rule: bool
    exempt: bool  # names a document or a place, or compares: words do not refuse it
    unknown: float
    fit: Fitness


def cases(library: Library, questions: Sequence[Question]) -> list[Case]:
    base, documents = prepared(library), library.documents()
    base.refresh()
    found = []
    for question in questions:
        asked = with_synonyms(base, understand(question.text, documents))
        ranked = [r for r in retrieve(base, asked, Filters()) if not is_foreign(r, asked)]
        content = content_words(asked)
        unknown = 0.0 if asked.english or not content else len(unknown_words(asked, base.frequency)) / len(content)
        exempt = bool(asked.named.documents or asked.reference or asked.asks("comparison"))
        by_rule = judge(asked, ranked, base.frequency, documents, OPEN).level == "refused"
        found.append(Case(question.answerable, by_rule, exempt, unknown, fitness(asked, ranked) if ranked else Fitness(0.0, 0.0)))
    return found


def refused(case: Case, limits: Thresholds) -> bool:
    poor = case.unknown >= limits.unknown_share or case.fit.cosine < limits.refuse_cosine or case.fit.coverage < limits.refuse_coverage
    return case.by_rule or (poor and not case.exempt)


def best_thresholds(found: Sequence[Case]) -> tuple[Thresholds, float, float]:
    """(thresholds, share of the unanswerable refused, share of the answerable refused)."""
    scored = []
    for values in itertools.product(*GRID.values()):
        limits = replace(thresholds(), **dict(zip(GRID, values, strict=True)))
        right = share(found, limits, answerable=False)
        wrong = share(found, limits, answerable=True)
        scored.append((wrong <= FALSE_REFUSALS, right if wrong <= FALSE_REFUSALS else -wrong, -wrong, limits))
    _, _, wrong, limits = max(scored, key=lambda row: row[:3])
    return limits, share(found, limits, answerable=False), -wrong


def share(found: Sequence[Case], limits: Thresholds, answerable: bool) -> float:
    inside = [refused(case, limits) for case in found if case.answerable == answerable]
    return sum(inside) / len(inside) if inside else 0.0
