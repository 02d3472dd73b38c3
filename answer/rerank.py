"""A light linear rerank of the candidates over features that can be read and argued about.

A learned reranker takes the place of `rerank` with the same signature: (question, candidates, base) -> candidates with scores, best first.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from answer.counting import counts
from answer.question import Question
from answer.reader import Reading
from index.candidates import Scored, scaled
from index.stemming import STOP_WORDS, query_stems, stems, words

# feature -> what it says of a candidate; how much each counts stands in weights.json, fitted by `python -m eval weights`
FEATURES = {
    "keyword": "BM25, scaled to 0..1 over the candidates",
    "cosine": "likewise",
    "coverage": "share of the question's words (rare ones count more) that text or heading has",
    "missing": "how rare the rarest word is that it has not, of those that the base knows",
    "answers": "the text looks like an answer to this kind of question",
    "counts": "it counts what the question wants counted",
    "items": "it has a list, where one is asked for",
    "named": "it is in a document that the question names",
    "form": "it is in a document of a form that the question mentions (menurut perda)",
    "repealed": "a newer text is in force, and the old one is not asked for",
    "formal": "opening, Menimbang, Mengingat, closing: they seldom answer",
    "echo": "it says hardly more than its title and headings",
    "row": "a row of a table",
    "labels": "words of a drawing: its labels in no order, or its caption",
    "elucidation": "it explains a Pasal; twice for the general part, which speaks of everything",
    "explains": "Penjelasan or Menimbang, where the question asks for reasons or for the Penjelasan",
    "definition": "a definition where none is asked for",
    "read": "our own model, which reads the best together with the question: the share of this one in what it finds to fit (answer/reread.py)",
}
WEIGHTS = Path(__file__).with_name("weights.json")
FORMAL = re.compile(r"#(?:opening|considerans|legal_basis|closing|decision)")
EXPLAINS = re.compile(r"#(?:elucidation|considerans)")
ITEM = re.compile(r"^(?:[a-z]|\d{1,2})[.)]\s", re.MULTILINE)
ECHO = 3  # words beyond its title and headings; fewer say nothing
DEFINITION = re.compile(r"#pasal_1__(?:angka|ayat)")


@cache
def weights() -> dict[str, float]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score and the features that made it, and what the reader said of it, where it was read."""

    candidate: Scored
    score: float
    features: dict[str, float]
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """What reranking must know of the base: document frequencies of stems, how many passages, whether a document is repealed, its form; and what
    each of FEATURES counts."""

    frequency: Callable[[str], int]
    size: int
    repealed: Callable[[str], bool]
    form: Callable[[str], str | None]
    weights: Mapping[str, float] = field(default_factory=weights)

    def weight(self, stem: str) -> float:
        """Inverse document frequency, 0..1; a word of no passage counts fully."""
        return math.log(1 + self.size / (1 + self.frequency(stem))) / math.log(1 + self.size) if self.size else 1.0


def rerank(question: Question, candidates: Sequence[Scored], base: Base) -> list[Ranked]:
    """Best first."""
    if not candidates:
        return []
    asked = query_stems(question.sought)
    rarity = {stem: base.weight(stem) for stem in asked}
    keyword, cosine = scaled([c.keyword for c in candidates]), scaled([c.cosine for c in candidates])
    ranked = []
    for candidate, keyword_score, cosine_score in zip(candidates, keyword, cosine, strict=True):
        features = {
            "keyword": float(keyword_score),
            "cosine": float(cosine_score),
            **text_features(question, candidate, rarity, base),
        }
        ranked.append(Ranked(candidate, sum(base.weights[name] * value for name, value in features.items()), features))
    return sorted(ranked, key=lambda r: (-r.score, r.candidate.rid))


def text_features(question: Question, candidate: Scored, rarity: dict[str, float], base: Base) -> dict[str, float]:
    passage = candidate.passage
    said, headings = stems(passage.text), set(stems(passage.context))
    have = {*said, *headings}
    have |= {stem for other in question.other_words if any(others <= have for others in other.others) for stem in other.said}
    total = sum(rarity.values()) or 1.0
    pattern = question.answer_pattern
    definition = bool(DEFINITION.search(passage.passage_id))
    row = "__row_" in passage.passage_id
    new = {stem for stem in said if len(stem) > 2 and (row or not stem[0].isdigit())} - headings
    return {
        "coverage": sum(weight for stem, weight in rarity.items() if stem in have) / total,
        "missing": max((weight for stem, weight in rarity.items() if stem not in have and base.frequency(stem)), default=0.0),
        "answers": float(bool(pattern and pattern.search(passage.text))),
        "counts": float(bool(question.counted and counts(passage.text, question.counted))),
        "items": float(question.asks("list") and len(ITEM.findall(passage.text)) > 1),
        "named": float(passage.document_id in question.named.documents),
        "form": float(base.form(passage.document_id) in question.forms),
        "repealed": float(
            base.repealed(passage.document_id) and not question.named.wants_old and passage.document_id not in question.named.documents
        ),
        "formal": float(bool(FORMAL.search(passage.passage_id))),
        "echo": float(len(new) < ECHO),
        "row": float(row),
        "labels": float("figure_" in passage.passage_id or ("slide_" in passage.passage_id and only_labels(passage.text))),
        "elucidation": float("#elucidation" in passage.passage_id) + ("#elucidation__elucidation_general" in passage.passage_id),
        "explains": float(question.asks("why") and bool(EXPLAINS.search(passage.passage_id))),
        "definition": float(definition and not question.asks("definition")),
    }


def only_labels(text: str) -> bool:
    """Whether a text of some length has no sentence: no mark of one, and no small word between others.

    >>> only_labels("Tata kelola Ekonomi Warga Lingkungan Budaya Merek"), only_labels("Layanan yang segera dirasakan masyarakat luas")
    (True, False)
    """
    said = words(text)
    return len(said) > 5 and not re.search(r"[.;:•]|\d", text) and not any(word in STOP_WORDS for word in said)
