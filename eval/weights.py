"""The weights of the linear rerank from data: a listwise softmax regression (ListNet's top-one loss; Cao et al., ICML 2007) over the
features of each question's candidates, held near what was set by hand, so that few questions move them little.

What new documents would get is estimated by leaving documents out: no question about a document fits the weights it is ranked with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.ask import prepared
from answer.question import understand
from answer.rerank import weights
from answer.retrieve import is_foreign, retrieve, with_synonyms
from eval.folds import FOLDS, folds
from eval.metrics import covers
from eval.questionset import Question
from index.library import Library
from index.values import Filters, Hit

BY_HAND = {
    "keyword": 0.40, "cosine": 0.30, "coverage": 0.35, "missing": -0.05, "answers": 0.12, "counts": 0.05, "items": 0.05, "named": 0.35, "form": 0.02, "repealed": -0.06,
    "formal": -0.15, "echo": -0.05, "row": -0.05, "labels": -0.25, "elucidation": -0.03, "explains": 0.08, "definition": -0.06, "read": 0.25,
}  # fmt: skip
SHARPNESS = 12.0  # of the softmax: what a score counts against the others
HELD = 0.03  # how strongly weights are held near those set by hand
STEPS, RATE = 300, 0.3


@dataclass(frozen=True, slots=True)
class Case:
    """One question: the file that answers it, `features` (n, f) of its candidates and which of them stand on a gold page, (n,) bool."""

    file: str
    features: np.ndarray
    gold: np.ndarray


def cases(library: Library, questions: Sequence[Question]) -> list[Case]:
    """Of the questions whose answer is among their candidates."""
    base, documents = prepared(library), library.documents()
    base.refresh()
    found = []
    for question in (q for q in questions if q.answerable):
        asked = with_synonyms(base, understand(question.text, documents))
        ranked = [r for r in retrieve(base, asked, Filters()) if not is_foreign(r, asked)]
        hits = [Hit(r.candidate.passage, r.score, rank, "rerank") for rank, r in enumerate(ranked, 1)]
        gold = np.array([any(covers(hit, hit.passage.file, place) for place in question.gold) for hit in hits], dtype=bool)
        if gold.any():
            features = np.array([[r.features.get(name, 0.0) for name in BY_HAND] for r in ranked])
            found.append(Case(question.gold[0].file, features, gold))
    return found


def fit(found: Sequence[Case]) -> np.ndarray:
    """(f,) by gradient ascent on the log-likelihood of the gold candidates."""
    start = np.array(list(BY_HAND.values()))
    fitted = start.copy()
    for _ in range(STEPS):
        gradient = sum((attraction(case, fitted) for case in found), np.zeros_like(fitted)) / max(1, len(found))
        fitted += RATE * (gradient - HELD * (fitted - start))
    return fitted


def attraction(case: Case, at: np.ndarray) -> np.ndarray:
    """(f,): from the mean of all candidates, by their softmax, to the mean of the gold ones."""
    scores = SHARPNESS * (case.features @ at)
    share = np.exp(scores - scores.max())
    share /= share.sum()
    wanted = share * case.gold
    return (wanted / wanted.sum() - share) @ case.features


def best_weights(found: Sequence[Case]) -> dict[str, float]:
    return dict(zip(BY_HAND, (round(float(value), 3) for value in fit(found)), strict=True))


def left_out(found: Sequence[Case], seed: int = 0) -> tuple[float, float, float]:
    """Reciprocal rank of the first gold candidate: by hand, with the weights now used, and fitted on other documents."""
    fold = folds((case.file for case in found), seed)
    fitted = {i: fit([case for case in found if fold[case.file] != i]) for i in range(FOLDS)}
    by_hand, used = np.array(list(BY_HAND.values())), np.array([weights()[name] for name in BY_HAND])
    rows = [[reciprocal(case, by_hand), reciprocal(case, used), reciprocal(case, fitted[fold[case.file]])] for case in found]
    return tuple(np.mean(rows, axis=0).tolist())


def reciprocal(case: Case, at: np.ndarray) -> float:
    order = np.argsort(-(case.features @ at), kind="stable")
    return 1.0 / (1 + int(np.argmax(case.gold[order])))
