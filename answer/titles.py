"""Documents that have no number, known by their titles: plans, guides, training material."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from answer.naming import SMALL_WORDS
from answer.vocabulary import official_words
from index.stemming import STOP_WORDS, stem, words
from ingest.values import PolicyDocument

PLACES = frozenset(["kabupaten", "kota"])
PLAN = re.compile(r"\b(?:master\s?plan|rencana\s+induk)\b", re.IGNORECASE)


def titled(question: str, documents: Sequence[PolicyDocument]) -> tuple[str, ...]:
    """Documents without a number whose whole title a question says, words or what they abbreviate to."""
    said = set().union(*name_parts(question)) if words(question) else set()
    return tuple(d.document_id for d in documents if not d.number and says_title(said, d.title))


def says_title(said: set[str], title: str) -> bool:
    """Whether a set of stems has every telling word of a title; "tik" stands for the words it abbreviates."""
    told = [w for w in words(plan_words(title)) if w not in STOP_WORDS and not w[0].isdigit()]
    if len(told) < 2 or len(told) > 8:
        return False
    got = {w for w in told if stem(w) in said}
    for a, b in combinations(range(len(told) + 1), 2):
        if 1 < b - a < 7 and "".join(w[0] for w in told[a:b]) in said:
            got.update(told[a:b])
    return len(got) == len(set(told))


def plan_words(text: str) -> str:
    """ "Master plan", "masterplan" and "rencana induk" are one thing."""
    return PLAN.sub("rencanainduk", text.lower())


def name_stems(text: str) -> set[str]:
    """Telling words of a name."""
    return {stem(w) for w in words(plan_words(text)) if w not in STOP_WORDS}


def name_parts(text: str) -> list[set[str]]:
    """Each telling word of a name with what it is called in Indonesian."""
    text = plan_words(text)
    others: dict[str, set[str]] = {}
    for said, official in official_words(text, english=True):
        for word in said:
            others.setdefault(word, set()).update(name_stems(official) - PLACES)
    return [{stem(w)} | others.get(w, set()) for w in dict.fromkeys(words(text)) if w not in STOP_WORDS]


def title_stems(document: PolicyDocument) -> set[str]:
    """Words of a document's title, id and region, and what the title's words abbreviate to."""
    title = words(document.title)
    short = {"".join(w[0] for w in title[a:b] if w not in SMALL_WORDS) for a, b in combinations(range(len(title) + 1), 2) if 1 < b - a < 7}
    return name_stems(f"{document.title} {document.document_id.replace('-', ' ')} {document.region or ''}") | short
