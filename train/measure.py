"""Whether a scorer adds anything to the linear rerank: cross-validation grouped by document, paired bootstrap over documents.

All weights of the linear rerank are fitted again with and without the scorer as a feature, on documents other than those they are measured
on, so that both sides have had the same chance. Intervals redraw whole documents (Efron & Tibshirani
1993), because questions on one document fall or rise together.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from eval.weights import BY_HAND, HELD, RATE, SHARPNESS, STEPS
from index.candidates import scaled
from train.candidates import Asked

FOLDS, DRAWS = 5, 4000
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
    """Among the candidates that have a score."""
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    return next((rank for rank, i in enumerate(order, 1) if asked.candidates[i].right), 0)


def ranking(asked: Sequence[Asked], scores: Values) -> Ranking:
    chosen = [(a, s) for a, s in zip(asked, scores, strict=True) if a.answerable]
    return Ranking(np.array([first_right(a, s) for a, s in chosen]), tuple(a.document for a, _ in chosen))


def folds(documents: Sequence[str], seed: int) -> dict[str, int]:
    names = sorted(set(documents))
    random.Random(seed).shuffle(names)
    return {name: i % FOLDS for i, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Table:
    """Questions (q) with their first candidates (c): features (q, c, f), which candidates are right and which there are, (q, c) bool."""

    features: np.ndarray
    right: np.ndarray
    real: np.ndarray
    start: np.ndarray  # (f,) weights that a fit begins with: by hand; 0 for a feature without


def table(asked: Sequence[Asked], depth: int, values: Values | None, instead: bool = False) -> Table:
    """The linear rerank's features of the `depth` first candidates, as their file has them, and the `values`, scaled to 0..1: as one more,
    or `instead` of the cosine."""
    names = sorted({name for one in asked for c in one.candidates for name in c.features})
    more = values is not None and not instead
    features = np.zeros((len(asked), depth, len(names) + more))
    right, real = (np.zeros((len(asked), depth), dtype=bool) for _ in range(2))
    for i, one in enumerate(asked):
        top = one.candidates[:depth]
        if not top:
            continue
        features[i, : len(top), : len(names)] = [[c.features[name] for name in names] for c in top]
        right[i, : len(top)], real[i, : len(top)] = [c.right for c in top], True
        if values is not None:
            features[i, : len(top), names.index("cosine") if instead else -1] = scaled(values[i][: len(top)])
    start = np.array([*(BY_HAND.get(name, 0.0) for name in names), *([0.0] if more else [])])
    return Table(features, right, real, start)


def fit(found: Table, chosen: np.ndarray) -> np.ndarray:
    """(f,) weights from the chosen questions, as eval/weights.py fits them."""
    chosen = chosen & found.right.any(1)
    features, right, real = found.features[chosen], found.right[chosen], found.real[chosen]
    at = found.start.copy()
    for _ in range(STEPS):
        scores = np.where(real, SHARPNESS * (features @ at), -np.inf)
        share = np.exp(scores - scores.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        wanted = share * right
        pull = wanted / wanted.sum(1, keepdims=True) - share
        at += RATE * (np.einsum("qc,qcf->f", pull, features) / len(features) - HELD * (at - found.start))
    return at


def left_out(asked: Sequence[Asked], values: Values | None, seed: int, depth: int, instead: bool = False) -> Ranking:
    """Each question ranked by weights that no question on its document has fitted, with or without a scorer's values (see `table`)."""
    some = [i for i, a in enumerate(asked) if a.answerable]
    questions = [asked[i] for i in some]
    found = table(questions, depth, None if values is None else [values[i] for i in some], instead)
    fold = folds([a.document for a in questions], seed)
    number = np.array([fold[a.document] for a in questions])
    ranks = np.zeros(len(questions), dtype=int)
    for k in range(FOLDS):
        at = fit(found, number != k)
        for i in np.flatnonzero(number == k):
            ranks[i] = first_right(questions[i], list((found.features[i] @ at)[found.real[i]]))
    return Ranking(ranks, tuple(a.document for a in questions))


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
