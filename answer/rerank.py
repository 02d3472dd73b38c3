"""A light linear rerank of the candidates over features that can be read and argued about.

A learned reranker takes the place of `rerank` with the same signature: (question, candidates, base) -> candidates with scores, best first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from answer.question import Question
from index.candidates import Scored, scaled
from index.stemming import query_stems, stems

# Set by hand on questions about the sample corpus, then checked on other documents; `python -m eval` shows what each run gives.
WEIGHTS = {
    "keyword": 0.40,
    "cosine": 0.30,
    "coverage": 0.35,  # share of the question's words (rare ones count more) that text or heading has
    "pairs": 0.15,  # share of neighbouring words of the question that stand close together in the text
    "answers": 0.12,  # the text looks like an answer to this kind of question
    "named": 0.35,  # it is in a document that the question names
    "repealed": -0.06,  # the text in force comes first, unless the old one is asked for
    "formal": -0.15,  # opening, Menimbang, Mengingat, closing: they seldom answer
    "elucidation": -0.04,
    "definition": -0.04,  # a definition where none is asked for
}
FORMAL = re.compile(r"#(?:opening|considerans|legal_basis|closing|decision)")
DEFINITION = re.compile(r"#pasal_1__(?:angka|ayat)")
CLOSE = 6  # words within which a pair counts as close


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score and the features that made it."""

    candidate: Scored
    score: float
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Base:
    """What reranking must know of the base: document frequencies of stems, how many passages, whether a document is repealed."""

    frequency: Callable[[str], int]
    size: int
    repealed: Callable[[str], bool]

    def weight(self, stem: str) -> float:
        """Inverse document frequency, 0..1; a word of no passage counts fully."""
        return math.log(1 + self.size / (1 + self.frequency(stem))) / math.log(1 + self.size) if self.size else 1.0


def rerank(question: Question, candidates: Sequence[Scored], base: Base) -> list[Ranked]:
    """Best first."""
    if not candidates:
        return []
    asked = query_stems(question.text)
    weights = {stem: base.weight(stem) for stem in asked}
    keyword, cosine = scaled([c.keyword for c in candidates]), scaled([c.cosine for c in candidates])
    ranked = []
    for candidate, keyword_score, cosine_score in zip(candidates, keyword, cosine, strict=True):
        features = {
            "keyword": float(keyword_score),
            "cosine": float(cosine_score),
            **text_features(question, candidate, asked, weights, base),
        }
        ranked.append(Ranked(candidate, sum(WEIGHTS[name] * value for name, value in features.items()), features))
    return sorted(ranked, key=lambda r: (-r.score, r.candidate.rid))


def text_features(question: Question, candidate: Scored, asked: Sequence[str], weights: dict[str, float], base: Base) -> dict[str, float]:
    passage = candidate.passage
    said = stems(passage.text)
    have = set(said) | set(stems(passage.context))
    have |= {stem for other in question.other_words if any(words <= have for words in other.others) for stem in other.said}
    total = sum(weights.values()) or 1.0
    pattern = question.answer_pattern
    definition = bool(DEFINITION.search(passage.passage_id))
    return {
        "coverage": sum(weights[stem] for stem in asked if stem in have) / total,
        "pairs": close_pairs(asked, said),
        "answers": float(bool(pattern and pattern.search(passage.text))),
        "named": float(passage.document_id in question.named.documents),
        "repealed": float(
            base.repealed(passage.document_id) and not question.named.wants_old and passage.document_id not in question.named.documents
        ),
        "formal": float(bool(FORMAL.search(passage.passage_id))),
        "elucidation": float("#elucidation" in passage.passage_id),
        "definition": float(definition and not question.asks("definition")),
    }


def close_pairs(asked: Sequence[str], said: Sequence[str]) -> float:
    """The share of neighbouring stems of the question that stand within CLOSE words of each other in the text."""
    pairs = list(pairwise(asked))
    if not pairs:
        return 0.0
    places: dict[str, list[int]] = {}
    for i, stem in enumerate(said):
        places.setdefault(stem, []).append(i)
    near = [any(abs(i - j) <= CLOSE for i in places.get(a, ()) for j in places.get(b, ())) for a, b in pairs]
    return sum(near) / len(near)
