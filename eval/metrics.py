"""What is measured on one question, and how questions are summed up.

Recall@k and the reciprocal rank (Voorhees, TREC-8 1999) count the first hit that covers a gold page of the right file.
Intervals are percentile bootstraps over questions (Efron & Tibshirani 1993).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from answer.values import Answer
from eval.questionset import Gold, Question
from index.values import Hit

PASAL = re.compile(r"\bpasal\s+(\d+[a-z]?|[ivxl]+)\b", re.IGNORECASE)
AYAT = re.compile(r"\bayat\s*\(?(\d+[a-z]?)\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question's measures; None where a measure does not apply to it."""

    question: Question
    rank: int | None  # of the first hit on a gold page, 1-based; None: not among the hits
    first_page: bool | None  # the first citation stands on a gold page
    any_page: bool | None  # one of the citations does
    pasal: bool | None  # the first citation names a gold Pasal (or the gold names none)
    snippet: bool | None  # the gold words stand in the quotes
    marked: float | None  # overlap (F1 of words) of the gold words with what is marked in the quote that has them, all of it where nothing is
    refused: bool
    sides_cited: float | None  # comparisons: share of the gold places that a citation stands on
    cells_cited: float | None  # comparisons: share of the table's cells with a citation
    took_ms: float


def letters(text: str) -> str:
    """Text without spaces, hyphens and case: how quotes are compared with what stands on a page."""
    return re.sub(r"[\s\-\u00ad\u2010-\u2015]+", "", text).casefold()


def covers(hit: Hit, file: str, gold: Gold) -> bool:
    return file == gold.file and hit.passage.first_page <= gold.page <= hit.passage.last_page


def names_pasal(locator: str, gold: Gold) -> bool:
    """Whether a locator names one of the Pasal that the gold names; a gold without a Pasal asks for none."""
    wanted = {number.upper() for number in PASAL.findall(gold.locator)}
    return not wanted or bool(wanted & {number.upper() for number in PASAL.findall(locator)})


def hit_rank(question: Question, hits: Sequence[Hit], files: dict[str, str]) -> int | None:
    return next((h.rank for h in hits if any(covers(h, files.get(h.passage.document_id, ""), g) for g in question.gold)), None)


def measure(question: Question, answer: Answer, files: dict[str, str]) -> Outcome:
    """`files`: document_id -> file name as ingested."""
    refused = answer.kind == "refusal"
    if not question.answerable:
        return Outcome(question, None, None, None, None, None, None, refused, None, None, answer.took_ms)
    places = [[(c.file, c.page) == (g.file, g.page) for g in question.gold] for c in answer.citations]
    first = bool(places) and any(places[0])
    quotes = letters(" ".join(c.quote for c in answer.citations))
    pasal = bool(answer.citations) and any(
        answer.citations[0].file == g.file and names_pasal(answer.citations[0].locator, g) for g in question.gold
    )
    sides = [any(row[i] for row in places) for i in range(len(question.gold))] if question.kind == "compare" else []
    cells = [bool(cell.markers) for row in answer.comparison.rows for cell in (row.left, row.right)] if answer.comparison else []
    return Outcome(
        question, hit_rank(question, answer.hits, files), first, any(any(row) for row in places), pasal,
        any(letters(g.snippet) in quotes for g in question.gold), marked(question, answer), refused,
        float(np.mean(sides)) if sides else None, float(np.mean(cells)) if cells else None, answer.took_ms,
    )  # fmt: skip


def marked(question: Question, answer: Answer) -> float | None:
    """Of the first quote that has the gold words; None where none has."""
    for citation in answer.citations:
        for gold in question.gold:
            if letters(gold.snippet) in letters(citation.quote):
                return overlap(" ".join(citation.quote[a:b] for a, b in citation.emphasis) or citation.quote, gold.snippet)
    return None


def overlap(said: str, wanted: str) -> float:
    """F1 of the words (Rajpurkar et al. 2016).

    >>> overlap("paling lambat 5 hari", "5 hari"), overlap("setiap orang", "5 hari")
    (0.6666666666666666, 0.0)
    """
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (said, wanted))
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A named mean over the questions it applies to."""

    name: str
    value: Callable[[Outcome], float | None]


def within(k: int) -> Callable[[Outcome], float | None]:
    return lambda o: float(o.rank is not None and o.rank <= k) if o.question.answerable else None


MEASURES = (
    Measure("recall@1", within(1)),
    Measure("recall@5", within(5)),
    Measure("recall@10", within(10)),
    Measure("MRR@10", lambda o: (1 / o.rank if o.rank and o.rank <= 10 else 0.0) if o.question.answerable else None),
    Measure("sitasi pertama: halaman", lambda o: o.first_page),
    Measure("sitasi pertama: Pasal", lambda o: o.pasal),
    Measure("salah satu sitasi: halaman", lambda o: o.any_page),
    Measure("potongan jawaban terkutip", lambda o: o.snippet),
    Measure("yang ditandai di dalamnya: F1", lambda o: o.marked),
    Measure("ditolak, memang tak terjawab", lambda o: None if o.question.answerable else float(o.refused)),
    Measure("ditolak, padahal terjawab", lambda o: float(o.refused) if o.question.answerable else None),
    Measure("perbandingan: sisi tersitasi", lambda o: o.sides_cited),
    Measure("perbandingan: sel tersitasi", lambda o: o.cells_cited),
)


@dataclass(frozen=True, slots=True)
class Mean:
    mean: float
    low: float  # 95 % interval
    high: float
    count: int


def bootstrap_mean(values: Iterable[float], draws: int = 2000, seed: int = 7) -> Mean | None:
    """Mean with its 95 % percentile bootstrap interval; None without values."""
    sample = np.asarray(list(values), dtype=float)
    if not len(sample):
        return None
    means = np.random.default_rng(seed).choice(sample, (draws, len(sample))).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Mean(float(sample.mean()), float(low), float(high), len(sample))


def summarise(outcomes: Sequence[Outcome], measure: Measure) -> Mean | None:
    return bootstrap_mean(float(v) for o in outcomes if (v := measure.value(o)) is not None)
