"""Questions to begin with, by role, out of what this base holds: each names documents, terms or clauses that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from answer.base import Term
from index.library import Library
from ingest.values import Clause, PolicyDocument
from ui.texts import EXAMPLES

SAMPLE = ("perbup-arunika-12-2021", "perda-kabupaten-arunika-5-2020", "rencana-induk-tik-arunika-2021-2025")
EACH = 3
OFFICES = re.compile(
    r"(?:Menteri|Direkt|Bupati|Wali|Gubernur|Kepala|Pemerintah|Dinas|Badan|Sekretar|Presiden|Hari|Daerah|Kota|Kabupaten|Orang|Setiap)"
)
LONGEST_TITLE = 60  # characters: longer ones make no readable question
Examples = dict[str, tuple[str, ...]]


def examples(base: Library, terms: Sequence[Term]) -> Examples:
    """Role -> questions. The sample's own questions where the base holds the sample."""
    documents = base.documents()
    if {*SAMPLE} <= {d.document_id for d in documents}:
        return EXAMPLES
    regulations = sorted((d for d in documents if d.kind == "regulation"), key=lambda d: (-(d.year or 0), d.document_id))
    return {
        "official": official(documents, regulations),
        "newcomer": newcomer(documents, regulations, terms),
        "mentor": tuple(mentor(base, regulations)),
    }


def official(documents: Sequence[PolicyDocument], regulations: Sequence[PolicyDocument]) -> tuple[str, ...]:
    found = list(comparisons(documents))[:1]
    short = [d for d in regulations if d.number and len(d.name) < LONGEST_TITLE]
    found += [f"Kapan {d.name} mulai berlaku?" for d in short[:1]]
    found += [f"Apa tujuan {d.name}?" for d in short[1:2]]
    return tuple(found[:EACH])


def comparisons(documents: Sequence[PolicyDocument]) -> Iterable[str]:
    """Two regulations of one title first, then two plans."""
    titled: dict[str, list[PolicyDocument]] = {}
    for document in documents:
        if document.number and not document.title.lower().startswith("perubahan"):
            titled.setdefault(document.title.lower(), []).append(document)
    for same in titled.values():
        names = sorted({d.name: d.year or 0 for d in same}.items(), key=lambda pair: pair[1])
        if len(names) > 1:
            yield f"Apa beda {names[0][0]} dengan {names[-1][0]}?"
    plans = [d for d in documents if d.kind == "master_plan" and len(d.title) < LONGEST_TITLE]
    if len(plans) > 1:
        yield f"Apa beda {plans[0].title} dengan {plans[1].title}?"


def newcomer(documents: Sequence[PolicyDocument], regulations: Sequence[PolicyDocument], terms: Sequence[Term]) -> tuple[str, ...]:
    """The terms that most documents define, those of several words first among equals; what the newest regulation is about."""
    names = Counter({name: len(where) for name, where in defining(terms).items()})
    common = sorted(names, key=lambda name: (-names[name], " " not in name, len(name), name))
    found = [f"Apa itu {name}?" for name in common[: EACH - 1]]
    about = next((d for d in regulations if d.number and len(d.name) < LONGEST_TITLE), None)
    return (*found, *([f"{about.name} mengatur tentang apa?"] if about else []))


def defining(terms: Sequence[Term]) -> dict[str, set[str]]:
    """Term as one says it -> documents that define it."""
    found: dict[str, set[str]] = {}
    for term in terms:
        if 3 < len(term.term) <= 40 and not OFFICES.match(term.term):
            found.setdefault(term.term, set()).add(term.passage.document_id)
    return found


def mentor(base: Library, regulations: Sequence[PolicyDocument]) -> Iterable[str]:
    """An ayat, a whole Pasal, a Diktum, each of another regulation."""
    kinds: list[tuple[str, ...]] = [("ayat",), ("pasal",), ("diktum", "pasal")]
    for document in regulations:
        if not kinds:
            return
        clauses = base.clauses(document.document_id)
        clause = next((c for kind in kinds[0] for c in clauses if c.kind == kind and telling(c, clauses)), None)
        if clause and document.number:
            kinds.pop(0)
            yield f"{clause.locator} {document.name}"


def telling(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether a clause can be asked for by its locator alone: of the body, its locator its own, and not the definitions."""
    named = re.match(r"(?:Pasal (?!1\b)\d+|Diktum )", clause.locator) and not clause.eid.startswith("elucidation")
    return bool(named) and sum(c.locator == clause.locator for c in clauses) == 1
