"""What a question asks for: its kind, its words, the places and documents it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from answer.bare import bare
from answer.counting import counted
from answer.kinds import KINDS, Kind, kinds_of
from answer.naming import Named, form_at, initials, named_documents
from answer.places import Places, foreign, places
from answer.references import Reference, find_reference
from answer.titles import titled
from answer.vocabulary import official_words
from index.stemming import STOP_WORDS, query_stems, stem, words
from ingest.values import PolicyDocument

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
    titled: tuple[str, ...] = ()  # documents whose title it says
    counted: str | None = None  # stem of what it wants counted
    bare: str = ""  # its text without the names of the documents it names

    def asks(self, kind: str) -> bool:
        return kind in self.kinds

    @property
    def sought(self) -> str:
        """What is searched for: without the names of the documents that are searched."""
        return self.bare if self.named.documents else self.text

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
    if len(named.documents) == 1 and not kinds and only_names(said, next(d for d in documents if d.document_id == named.documents[0])):
        kinds = ("overview",)
    english = sum(word in ENGLISH for word in said) >= max(2, len(said) // 6)
    official = official_words(text, english)
    other = tuple(
        OtherWords(frozenset(map(stem, said_words)), tuple(frozenset((s,)) for s in query_stems(to))) for said_words, to in official
    )
    extra = tuple(dict.fromkeys(to for _, to in official))
    has_title = titled(text, documents)
    asked = bare(text, [d for d in documents if d.document_id in (named.documents or has_title)])
    said_places = places(asked if named.documents else text, documents)
    return Question(
        text, kinds, find_reference(text), named, extra, english, other, forms_said(text), said_places, foreign(said_places, documents),
        has_title, counted(text), asked,
    )


def forms_said(text: str) -> frozenset[str]:
    """
    >>> sorted(forms_said("apakah menurut peraturan bupati atau perda boleh?"))
    ['Perbup', 'Perda']
    """
    said = words(text)
    return frozenset(filter(None, (form_at(" ".join(said[i : i + n])) for i in range(len(said)) for n in (1, 2) if i + n <= len(said))))


def only_names(said: Sequence[str], document: PolicyDocument) -> bool:
    """Whether a question is nothing but the name of a document: "UU KIP", "Perpres Nomor 95 Tahun 2018"."""
    title = words(f"{document.title} {document.region or ''} {document.number or ''} {document.year or ''} {document.form or ''}")
    usual = {"nomor", "no", "tahun", "th", "thn", "tentang", "isi", "isinya", "ringkasan", "dokumen", initials(document.title), f"{document.number}/{document.year}"}
    left = [w for w in said if w not in title and w not in usual and w not in STOP_WORDS]
    return len(said) > 1 and not (left and (len(left) > 3 or form_at(" ".join(left)) != document.form))


def is_follow_up(text: str) -> bool:
    """ "Kalau di kabupaten?", "lalu siapa?", "ayat (3)?": begun with a joining word, or a bare place."""
    joining = re.match(r"\W*(?:kalau|lalu|terus|bagaimana\s+(?:dengan|kalau)|dan|what\s+about|and)\b", text, re.IGNORECASE)
    bare_place = len(words(text)) <= 4 and re.search(r"\b(?:pasal|ps|ayat|huruf|angka|penjelasan)\b", text, re.IGNORECASE)
    return bool(joining or bare_place)
