"""What a question asks for: its kind, its words, the places and documents it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from answer.kinds import KINDS, Kind, kinds_of
from answer.naming import Named, form_at, named_documents
from answer.places import Places, foreign, places
from answer.references import Reference, find_reference
from index.stemming import query_stems, stem, words
from ingest.values import PolicyDocument

WORDS = Path(__file__).with_name("words")
LONGEST_QUESTION = 2000  # characters; what is longer is cut, nobody asks that much at once
OVERVIEW = re.compile(
    r"\b(?:tentang\s+apa|mengatur\s+(?:tentang\s+)?apa|isi\s+(?:pokok|ringkas)\w*|ringkasan\s+(?:isi|dari)|gambaran\s+umum|what\s+is\s+\w+\s+about)\b",
    re.IGNORECASE,
)
ENGLISH = frozenset(
    [
        "the",
        "of",
        "is",
        "are",
        "what",
        "which",
        "who",
        "how",
        "when",
        "does",
        "do",
        "must",
        "should",
        "in",
        "for",
        "and",
        "to",
        "with",
        "a",
        "an",
        "by",
        "long",
        "many",
    ]
)


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Words of a question (as stems) that any one of the other sets stands for."""

    said: frozenset[str]
    others: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    kinds: tuple[str, ...]  # most telling first; empty: a plain question
    reference: Reference | None
    named: Named
    extra: tuple[str, ...] = field(default=())  # official words that widen the search
    english: bool = False
    other_words: tuple[OtherWords, ...] = ()
    forms: frozenset[str] = frozenset()  # forms of documents that it mentions: "menurut perda"
    places: Places | None = None
    foreign: frozenset[str] = frozenset()  # documents of places that it does not mean

    def asks(self, kind: str) -> bool:
        return kind in self.kinds

    @property
    def answer_pattern(self) -> re.Pattern[str] | None:
        """How passages that answer this kind of question look."""
        return next((kind.says for kind in KINDS if kind.name in self.kinds and kind.says), None)

    @property
    def marks(self) -> re.Pattern[str] | None:
        """What the answer itself looks like within such a passage."""
        return next((kind.marks for kind in KINDS if kind.name in self.kinds and kind.marks), None)

    @property
    def needs(self) -> Kind | None:
        """The kind whose answers cannot do without a certain unit."""
        return next((kind for kind in KINDS if kind.name in self.kinds and kind.unit), None)


def understand(text: str, documents: Sequence[PolicyDocument], context: str | None = None) -> Question:
    """`context`: the question before, whose documents a follow-up goes on with."""
    text = " ".join(text.split())[:LONGEST_QUESTION]
    named = named_documents(text, documents)
    if context and not named.documents and not named.missing and is_follow_up(text):
        named = named_documents(context, documents)
        text = f"{text} ({' '.join(context.split())[:300]})"
    kinds = kinds_of(text)
    if OVERVIEW.search(text):
        kinds = ("overview", *kinds)
    said = words(text)
    english = sum(word in ENGLISH for word in said) >= max(2, len(said) // 6)
    official = official_words(text, english)
    other = tuple(
        OtherWords(frozenset(map(stem, said_words)), tuple(frozenset((s,)) for s in query_stems(to))) for said_words, to in official
    )
    extra = tuple(dict.fromkeys(to for _, to in official))
    said_places = places(text, documents)
    return Question(
        text, kinds, find_reference(text), named, extra, english, other, forms_said(text), said_places, foreign(said_places, documents)
    )


def forms_said(text: str) -> frozenset[str]:
    """
    >>> sorted(forms_said("apakah menurut peraturan bupati atau perda boleh?"))
    ['Perbup', 'Perda']
    """
    said = words(text)
    return frozenset(filter(None, (form_at(" ".join(said[i : i + n])) for i in range(len(said)) for n in (1, 2) if i + n <= len(said))))


def is_follow_up(text: str) -> bool:
    """ "Kalau di kabupaten?", "lalu siapa?", "ayat (3)?": begun with a joining word, or a bare place."""
    joining = re.match(r"\W*(?:kalau|lalu|terus|bagaimana\s+(?:dengan|kalau)|dan|what\s+about|and)\b", text, re.IGNORECASE)
    bare_place = len(words(text)) <= 4 and re.search(r"\b(?:pasal|ps|ayat|huruf|angka|penjelasan)\b", text, re.IGNORECASE)
    return bool(joining or bare_place)


@cache
def phrases(name: str) -> dict[tuple[str, ...], str]:
    """A table of phrases (as words) and the official words for them."""
    rows = (line.split("\t") for line in (WORDS / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {tuple(words(said)): official for said, official in rows}


def official_words(text: str, english: bool) -> list[tuple[tuple[str, ...], str]]:
    """(words of the question, official words for them), longest phrases first."""
    said = words(text)
    tables = [phrases("colloquial.tsv"), *([phrases("english.tsv")] if english else [])]
    found = []
    for table in tables:
        at = 0
        while at < len(said):
            length = next((n for n in (4, 3, 2, 1) if tuple(said[at : at + n]) in table), 0)
            if length:
                phrase = tuple(said[at : at + length])
                found.append((phrase, table[phrase]))
            at += length or 1
    return found
