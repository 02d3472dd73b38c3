"""When not to answer: rules first, then thresholds on how well the best passage fits. Three levels, said in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from answer.question import Question
from answer.rerank import Ranked
from index.stemming import STOP_WORDS, stem, words

Level = Literal["answered", "related", "refused"]
THRESHOLDS = Path(__file__).with_name("thresholds.json")  # recomputed by `python -m eval thresholds`
PLACE = re.compile(
    r"\b(?:[Kk]abupaten|[Kk]ota|[Pp]rovinsi|[Kk]ab\.|[Pp]em(?:kab|kot|prov)|[Dd]i|[Ww]ali\s?[Kk]ota|[Bb]upati|[Gg]ubernur)\s+([A-Z][a-z]{3,}(?:\s[A-Z][a-z]{2,})?)"
)
NO_PLACE = frozenset(
    [
        "indonesia",
        "negara",
        "pusat",
        "daerah",
        "smart",
        "city",
        "cerdas",
        "pintar",
        "menteri",
        "presiden",
        "pasal",
        "republik",
        "kementerian",
        "dinas",
        "badan",
    ]
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`cosine`, `coverage`: below the first of each pair refused, below the second only related."""

    refuse_cosine: float
    refuse_coverage: float
    relate_cosine: float
    relate_coverage: float
    unknown_share: float  # of the question's words that the base never says: refused from here on


@cache
def thresholds() -> Thresholds:
    return Thresholds(**json.loads(THRESHOLDS.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Verdict:
    level: Level
    reason: str | None = None


def unknown_places(question: Question, frequency: Callable[[str], int]) -> list[str]:
    """Places the question names that no passage names."""
    places = [match[1] for match in PLACE.finditer(question.text)]
    return [
        p for p in places if words(p)[0] not in NO_PLACE and words(p)[0] not in STOP_WORDS and not any(frequency(stem(w)) for w in words(p))
    ]


def content_words(question: Question) -> list[str]:
    return [w for w in dict.fromkeys(words(question.text)) if w not in STOP_WORDS and len(w) > 2]


def judge(question: Question, ranked: Sequence[Ranked], frequency: Callable[[str], int]) -> Verdict:
    """What the best passages allow to say."""
    limits = thresholds()
    if question.named.missing and not question.named.documents:
        return Verdict("refused", f"{' dan '.join(question.named.missing)} tidak ada di dalam basis.")
    if places := unknown_places(question, frequency):
        return Verdict("refused", f"tidak ada dokumen di dalam basis yang menyebut {', '.join(places)}.")
    if not ranked:
        return Verdict("refused", "tidak ada bagian dokumen yang cocok dengan pertanyaan ini.")
    asked = content_words(question)
    unknown = [w for w in asked if not frequency(stem(w))] if not question.english else []
    if asked and len(unknown) / len(asked) >= limits.unknown_share:
        return Verdict("refused", f"dokumen di dalam basis tidak pernah menyebut: {', '.join(unknown)}.")
    cosine = max(r.candidate.cosine for r in ranked)
    coverage = max(r.features["coverage"] for r in ranked[:5])
    if cosine < limits.refuse_cosine or (coverage < limits.refuse_coverage and not question.english):
        return Verdict("refused", "bagian yang paling dekat tidak menjawab pertanyaan ini.")
    if cosine < limits.relate_cosine or (coverage < limits.relate_coverage and not question.english):
        return Verdict("related")
    return Verdict("answered")
