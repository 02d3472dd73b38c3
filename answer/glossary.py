"""The glossary of a base: every defined term once, with each document's own definition of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.base import Prepared, Term
from answer.quote import cite, passage_group
from answer.values import Citation
from index.stemming import words

ASKED_FIRST = re.compile(r"^.*\?\s+")  # a slide's "Apa itu X? X adalah …" defines X
NO_NAME = re.compile(r"^(?:Yang|Adapun|Dengan|Berikut|Setiap|Untuk|Dalam|Jika|Apabila|Bila)\b|\d+/\d{4}")
NUMBER = re.compile(r"^(?:Pasal\s+\d+\s+)?\(?(?:\d{1,3}|[a-z])[.)]\s*")
OTHER_NAME = re.compile(r" atau (?P<other>[a-z]+(?: [a-z]+){0,2})$")  # "Program Percepatan atau quick wins"
OFFICE = re.compile(
    r"^(?:Dinas|Badan|Kementerian|Menteri|Direktur|Direktorat|Kepala|Sekretaris|Satuan Kerja|Pemerintah|Perangkat Daerah|Dewan Perwakilan)\b"
)
ACRONYM = re.compile(r"^(?=.*[A-Z].*[A-Z])\S+$")
SHORT_DEFINITION = 60  # characters: "Bupati adalah Bupati Arunika." names, and explains nothing


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its definitions, one a document, those in force first."""

    term: str
    short: str
    definitions: tuple[Term, ...]

    @property
    def key(self) -> str:
        return key_of(self.term)

    @property
    def wordings(self) -> int:
        """How many different definitions there are."""
        return len({wording(term) for term in self.definitions})


def key_of(text: str) -> str:
    return " ".join(words(text))


def wording(term: Term) -> str:
    """A definition without its number and white space, to tell whether two documents say the same."""
    return "".join(re.findall(r"\w+", NUMBER.sub("", term.passage.text).lower()))


def glossary(base: Prepared) -> list[Entry]:
    """In the order of the alphabet."""
    base.refresh()
    terms = [(ASKED_FIRST.sub("", term.term), term) for term in base.terms()]
    terms = [(name, term) for name, term in terms if not NO_NAME.search(name) and key_of(name)]
    long_of: dict[str, set[str]] = {}
    for name, term in terms:
        if other := other_name(name, term):
            long_of.setdefault(key_of(other), set()).add(key_of(name))
    groups: dict[str, list[tuple[str, Term]]] = {}
    for name, term in terms:
        meant = long_of.get(key_of(name), set())
        groups.setdefault(next(iter(meant)) if len(meant) == 1 else key_of(name), []).append((name, term))
    return sorted((entry(base, key, group) for key, group in groups.items()), key=lambda e: e.term.lower())


def other_name(name: str, term: Term) -> str:
    match = OTHER_NAME.search(name)
    return term.short or (match["other"] if match else "")


def entry(base: Prepared, key: str, group: Sequence[tuple[str, Term]]) -> Entry:
    name = next((name for name, _ in group if key_of(name) == key), group[0][0])
    short = next((term.short for _, term in group if term.short), "")
    kept: dict[tuple[str, str], Term] = {}
    for _, term in group:
        kept.setdefault((term.passage.document_id, wording(term)), term)
    return Entry(name, short, tuple(sorted(kept.values(), key=lambda term: standing(base, term.passage.document_id))))


def standing(base: Prepared, document_id: str) -> tuple[bool, bool]:
    """What is in force before what is repealed, law before what explains it."""
    document = base.library.document(document_id)
    return base.status(document_id).status == "dicabut", document is None or document.kind != "regulation"


def citation(base: Prepared, term: Term, marker: int = 1) -> Citation | None:
    """The definition as a quote with its place; the part on its first page where it runs over several."""
    passage = term.passage
    made = cite(base.library, passage_group(base.library, passage), passage.start, passage.end, base.status(passage.document_id), marker)
    return made[0] if made else None


def key_terms(base: Prepared, entries: Sequence[Entry], count: int) -> list[Entry]:
    """The terms that most documents use: what a newcomer meets first.

    Offices, which every regulation names, are left out, and single words unless they are what a document is about.
    """
    documents = base.library.documents()
    texts = [text_of(base, document.document_id, base.library.generation()) for document in documents]
    titles = {document.title for document in documents}
    able = [e for e in entries if telling(e) and in_force(base, e) and (len(e.term.split()) > 1 or e.term in titles)]

    def weight(e: Entry) -> tuple[int, int]:
        counts = [sum(text.count(f" {name} ") for name in names_in_text(e)) for text in texts]
        return (sum(c > 0 for c in counts), sum(counts))

    return sorted(able, key=weight, reverse=True)[:count]


def names_in_text(e: Entry) -> list[str]:
    """How texts name a term; they write defined terms with capitals, so that common words do not count."""
    sides = e.term.split(" atau ") if OTHER_NAME.search(e.term) else [e.term]
    return [*sides, *([e.short] if ACRONYM.match(e.short) or " " in e.short else [])]


def telling(e: Entry) -> bool:
    return not OFFICE.search(e.term) and any(len(t.passage.text) > SHORT_DEFINITION for t in e.definitions)


def in_force(base: Prepared, e: Entry) -> bool:
    return any(base.status(t.passage.document_id).status != "dicabut" for t in e.definitions)


@lru_cache(512)
def text_of(base: Prepared, document_id: str, generation: int) -> str:
    return "\n".join(passage.text for passage in base.library.passages(document_id))
