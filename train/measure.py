"""Whether a scorer adds anything to the linear rerank: cross-validation grouped by document, paired bootstrap over documents.

A weight is chosen on the other folds and measured on the fold that it has not seen. Intervals redraw whole documents (Efron & Tibshirani
1993), because questions on one document fall or rise together.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index.candidates import scaled
from train.candidates import Asked

FOLDS, DRAWS = 5, 4000
WEIGHTS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2, 2.0)
FALSE_REFUSALS = 0.10

Values = Sequence[Sequence[float]]  # per question, per candidate


@dataclass(frozen=True, slots=True)
class Ranking:
    """Per answerable question the rank of the first right candidate (1-based, 0: none) and its document."""

    ranks: np.ndarray
    documents: tuple[str, ...]


MEASURES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "recall@1": lambda ranks: (ranks == 1).astype(float),
    "recall@5": lambda ranks: ((ranks >= 1) & (ranks <= 5)).astype(float),
    "MRR@10": lambda ranks: np.where((ranks >= 1) & (ranks <= 10), 1 / np.maximum(ranks, 1), 0.0),
}


def first_right(asked: Asked, scores: Sequence[float]) -> int:
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    return next((rank for rank, i in enumerate(order, 1) if asked.candidates[i].right), 0)


def ranking(asked: Sequence[Asked], scores: Values) -> Ranking:
    chosen = [(a, s) for a, s in zip(asked, scores, strict=True) if a.answerable]
    return Ranking(np.array([first_right(a, s) for a, s in chosen]), tuple(a.document for a, _ in chosen))


def plain(asked: Sequence[Asked]) -> list[list[float]]:
    """The linear rerank's own scores."""
    return [[c.score for c in a.candidates] for a in asked]


def added(asked: Sequence[Asked], values: Values, weight: float, depth: int = 30) -> list[list[float]]:
    """The linear rerank with a further feature, scaled to 0..1 over the `depth` best; what lies below stays below."""
    rows = []
    for a, v in zip(asked, values, strict=True):
        more = scaled(v[:depth])
        top = [c.score + weight * float(m) for c, m in zip(a.candidates, more, strict=False)]
        floor = min(top, default=0.0) - 1
        rows.append([*top, *(floor - i for i in range(len(a.candidates) - len(top)))])
    return rows


def folds(documents: Sequence[str], seed: int) -> dict[str, int]:
    names = sorted(set(documents))
    random.Random(seed).shuffle(names)
    return {name: i % FOLDS for i, name in enumerate(names)}


def held_out(asked: Sequence[Asked], values: Values, seed: int, depth: int = 30) -> Ranking:
    """Each question ranked with the weight that gives the best MRR on the other folds (the smallest of equals)."""
    tried = [ranking(asked, added(asked, values, weight, depth)) for weight in WEIGHTS]
    documents = tried[0].documents
    fold = folds(documents, seed)
    number = np.array([fold[d] for d in documents])
    ranks = np.zeros(len(documents), dtype=int)
    for k in range(FOLDS):
        means = [MEASURES["MRR@10"](t.ranks[number != k]).mean() for t in tried]
        ranks[number == k] = tried[int(np.argmax(means))].ranks[number == k]
    return Ranking(ranks, documents)


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure with and without, and the paired difference with its 95 % interval."""

    before: float
    after: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        return self.low > 0


def difference(before: Ranking, after: Ranking, measure: str, seed: int = 7) -> Difference:
    """Paired over the same questions; whole documents are redrawn."""
    return paired(MEASURES[measure](before.ranks), MEASURES[measure](after.ranks), before.documents, seed)


def paired(a: np.ndarray, b: np.ndarray, documents: Sequence[str], seed: int = 7) -> Difference:
    names = sorted(set(documents))
    at = np.array([names.index(d) for d in documents])
    sums = np.bincount(at, b - a, minlength=len(names))
    counts = np.bincount(at, minlength=len(names))
    drawn = np.random.default_rng(seed).integers(0, len(names), (DRAWS, len(names)))
    means = sums[drawn].sum(1) / counts[drawn].sum(1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Difference(float(a.mean()), float(b.mean()), float(low), float(high))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive lies above a negative, ties half (Mann & Whitney 1947)."""
    p, n = np.asarray(positive)[:, None], np.asarray(negative)[None, :]
    return float((p > n).mean() + 0.5 * (p == n).mean()) if p.size and n.size else float("nan")


def refused_at(positive: Sequence[float], negative: Sequence[float], false: float = FALSE_REFUSALS) -> float:
    """Share of the unanswerable refused by the threshold that refuses at most `false` of the answerable."""
    limit = np.sort(positive)[int(false * len(positive))]
    return float((np.asarray(negative) < limit).mean())


def best(values: Values, depth: int = 10) -> np.ndarray:
    """The best value of each question's `depth` first candidates; very low where it has none."""
    return np.array([max(v[:depth], default=-1e6) for v in values])


def parted(values: np.ndarray, answerable: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return values[answerable], values[~answerable]


def standard(values: np.ndarray) -> np.ndarray:
    """Mean 0, standard deviation 1."""
    return (values - values.mean()) / (values.std() or 1.0)


def auroc_difference(a: np.ndarray, b: np.ndarray, answerable: np.ndarray, seed: int = 7) -> tuple[float, float]:
    """95 % interval of auroc(b) - auroc(a) on the same questions, answerable and unanswerable redrawn apart."""
    rng, found = np.random.default_rng(seed), []
    yes, no = np.flatnonzero(answerable), np.flatnonzero(~answerable)
    for _ in range(1000):
        p, n = rng.choice(yes, len(yes)), rng.choice(no, len(no))
        found.append(auroc(b[p], b[n]) - auroc(a[p], a[n]))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)
