"""When not to answer: rules first, then the odds that the best passages answer at all. Three levels, said in words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from answer.missing import missing_documents
from answer.places import named_places
from answer.question import Question
from answer.rerank import Ranked
from index.stemming import STOP_WORDS, stem, stems, words
from ingest.values import PolicyDocument

Level = Literal["answered", "related", "refused"]
CALIBRATION = Path(__file__).with_name("calibration.json")  # recomputed by `python -m eval thresholds`
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
SPAN = re.compile(r"\b((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})\b")
SIGNED = 30  # passages whose cosines are compared
LOOKED_AT = 10  # passages in which a year or place of the question must stand
READ = 5  # passages whose readings count
SAID_BEST = 3  # best passages, one of which must say what the question asks about
PERSON = re.compile(r"\bsiapa(?:kah)?\s+(?:saja\s+)?nama\b|\bnama\s+(?:lengkap\s+)?(?:ketua|kepala|bupati|wali\s?kota|gubernur|menteri|dirjen|camat|sekretaris|sekda|direktur|dirut|rektor|pejabat|anggota)\b|\bsiapa(?:kah)?\s+(?:nama\s+)?[\w\s]{3,40}\s(?:sekarang|saat\s+ini)\b|\bwhat\s+is\s+the\s+name\s+of\s+the\s+(?:head|chair\w*|mayor|regent)\b", re.IGNORECASE)
PERSON_NAME = re.compile(r"\b(?:Drs?|Ir|Hj?|Prof)\.\s?[A-Z]|\b[A-Z][\w.]+,\s?(?:S|M|A\.?Md)\.\s?[A-Z]?|\bttd\b", re.MULTILINE)


# sign -> what it says of how well the passages fit the question; how much each counts is fitted
SIGNS = {
    "cosine": "the best cosine; 0 of passages that the reader has read: it says more, and with the cosine beside it other documents fare worse",
    "coverage": "the first passage's share of the question's words, rare ones count more; 0 for English questions on Indonesian text",
    "lead": "how far the first passage's score lies above the fifth's",
    "apart": "how far the best cosine lies above the mean of all; 0 of passages that the reader has read",
    "length": "tens of telling words that the question has: of many, fewer are found",
    "keyword": "BM25 of the first passage for each telling word of the question",
    "uncounted": "none of the three best passages counts what it wants counted",
    "measure": "it asks for an amount, a share, a distance or the like",
    "english": "it is in English",
    "named": "it names documents of the base, in which its answer is looked for",
    "read": "what the reader says of the first passages: the odds that each answers, summed (their logarithm, in tens)",
}


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression: the log-odds that passages answer are `bias` and each sign by its weight. Refused where the chance lies below
    `refuse`, only related below `relate`."""

    weights: dict[str, float]
    bias: float
    refuse: float
    relate: float

    def chance(self, signs: dict[str, float]) -> float:
        """0..1."""
        odds = self.bias + sum(self.weights[name] * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def calibration(read: bool) -> Calibration:
    """`read`: for passages that the reader has read; else for those ranked without it."""
    return Calibration(**json.loads(CALIBRATION.read_text(encoding="utf-8"))["read" if read else "unread"])


@dataclass(frozen=True, slots=True)
class Verdict:
    level: Level
    reason: str | None = None


def content_words(text: str) -> list[str]:
    return [w for w in dict.fromkeys(words(text)) if w not in STOP_WORDS and len(w) > 2]


def unknown_words(question: Question, frequency: Callable[[str], int]) -> list[str]:
    """Words that neither the base says nor any other word for them that the base says."""
    replaced = {said for other in question.other_words if any(all(map(frequency, words)) for words in other.others) for said in other.said}
    return [w for w in content_words(question.bare) if not frequency(stem(w)) and stem(w) not in replaced]


def unsaid(question: Question, ranked: Sequence[Ranked]) -> str | None:
    """What the question asks about and the best passages (or their documents) do not say: a year, a place, an amount, a person's name."""
    best = [f"{r.candidate.passage.text} {r.candidate.passage.context}" for r in ranked[:LOOKED_AT]]
    years = [year for year in dict.fromkeys(YEAR.findall(question.bare)) if not any(covered_year(year, text) for text in best[:SAID_BEST])]
    if years:
        return f"bagian yang ditemukan tidak menyebut tahun {', '.join(years)}."
    said = set(words(" ".join(best)))
    if missing := [p for p in named_places(question.sought) if not any(w in said for w in words(p))]:
        return f"bagian yang ditemukan tidak menyebut {', '.join(missing)}."
    if (needs := question.needs) and needs.says and not any(needs.says.search(text) for text in best[:5]):
        return f"bagian yang ditemukan tidak menyebut {needs.unit} yang ditanyakan."
    if PERSON.search(question.text) and not any(PERSON_NAME.search(text) for text in best[:5]):
        return "bagian yang ditemukan menyebut jabatan, bukan nama orangnya."
    return None


def covered_year(year: str, text: str) -> bool:
    """Whether a year, or a span of years around it ("2021-2025"), stands in a text."""
    spans = [(int(a), int(b)) for a, b in SPAN.findall(text)]
    return year in text or any(a <= int(year) <= b for a, b in spans)


def judge(
    question: Question,
    ranked: Sequence[Ranked],
    frequency: Callable[[str], int],
    documents: Sequence[PolicyDocument] = (),
    limits: Calibration | None = None,
) -> Verdict:
    """What the best passages allow to say."""
    if question.named.missing and not question.named.documents:
        return Verdict("refused", missing_documents(question, documents))
    if missing := [p for p in named_places(question.sought) if not any(frequency(stem(w)) for w in words(p))]:
        return Verdict("refused", f"tidak ada dokumen di dalam basis yang menyebut {', '.join(missing)}.")
    if not ranked:
        return Verdict("refused", "tidak ada bagian dokumen yang cocok dengan pertanyaan ini.")
    if not question.asks("comparison") and (reason := unsaid(question, ranked)):
        return Verdict("refused", reason)
    if question.named.documents and (reason := unsaid_by_named(question, ranked, documents)):
        return Verdict("refused", reason)
    if question.named.documents and question.bare == question.text:
        return Verdict("answered")  # hardly a word is asked besides the name
    limits = limits or calibration(ranked[0].reading is not None)
    chance = limits.chance(signs(question, ranked))
    if chance < limits.refuse:
        return Verdict("refused", why_not(question, frequency))
    return Verdict("related" if chance < limits.relate else "answered")


def why_not(question: Question, frequency: Callable[[str], int]) -> str:
    """The reason of a refusal by chance, with the words that no document says."""
    unknown = [] if question.english else unknown_words(question, frequency)
    if unknown:
        return f"bagian yang paling dekat tidak menjawab pertanyaan ini; tidak satu dokumen pun menyebut: {', '.join(unknown)}."
    return "bagian yang paling dekat tidak menjawab pertanyaan ini."


def unsaid_by_named(question: Question, ranked: Sequence[Ranked], documents: Sequence[PolicyDocument]) -> str | None:
    """Of a question that names documents of the base: what it asks about, where they say none of its telling words."""
    rest = content_words(question.bare)
    named = [d for d in documents if d.document_id in question.named.documents]
    of_named = [r for r in ranked if r.candidate.passage.document_id in question.named.documents][:LOOKED_AT]
    if len(rest) < 2 or question.english or any(says_some(rest, r, question) for r in of_named):
        return None
    return f"{' dan '.join(d.name for d in named[:2])} tidak memuat bagian tentang: {', '.join(rest)}."


def says_some(asked: Sequence[str], ranked: Ranked, question: Question) -> bool:
    """Whether a passage or its headings say any of the words, or other words for them."""
    have = set(stems(ranked.candidate.passage.text)) | set(stems(ranked.candidate.passage.context.partition(" > ")[2]))
    have |= {stem for other in question.other_words if any(words <= have for words in other.others) for stem in other.said}
    return any(stem(w) in have for w in asked)


def signs(question: Question, ranked: Sequence[Ranked]) -> dict[str, float]:
    """The value of each of SIGNS; `ranked` is not empty."""
    cosines = [0.0 if ranked[0].reading else r.candidate.cosine for r in ranked[:SIGNED]]
    return {
        "cosine": max(cosines),
        "coverage": 0.0 if question.english else ranked[0].features["coverage"],
        "lead": ranked[0].score - ranked[min(4, len(ranked) - 1)].score,
        "apart": max(cosines) - sum(cosines) / len(cosines),
        "length": len(content_words(question.bare)) / 10,
        "keyword": ranked[0].candidate.keyword / max(1, len(content_words(question.sought))),
        "uncounted": float(question.counted is not None and not any(r.features["counts"] for r in ranked[:SAID_BEST])),
        "measure": float(question.needs is not None),
        "english": float(question.english),
        "named": float(bool(question.named.documents)),
        "read": summed([r.reading.answers for r in ranked[:READ] if r.reading]) / 10,
    }


def summed(logits: Sequence[float]) -> float:
    """The logarithm of the summed odds; 0 where there are none.

    >>> [round(summed(logits), 2) for logits in ([2.0], [2.0, 2.0], [2.0, -9.0], [])]
    [2.0, 2.69, 2.0, 0.0]
    """
    return math.log(sum(map(math.exp, logits))) if logits else 0.0
