"""Questions to begin with, by role, out of what this base holds: each names documents, terms or clauses that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.library import Library
from ingest.values import Clause, PolicyDocument
from ui.texts import EXAMPLES

SAMPLE = ("perbup-arunika-12-2021", "perda-kabupaten-arunika-5-2020", "rencana-induk-tik-arunika-2021-2025")
EACH = 3
LONGEST_TITLE = 60  # characters: longer ones make no readable question
Examples = dict[str, tuple[str, ...]]


def examples(base: Library, terms: Sequence[str]) -> Examples:
    """Role -> questions; `terms`: those that a newcomer meets first. The sample's own questions where the base holds the sample."""
    documents = base.documents()
    if {*SAMPLE} <= {d.document_id for d in documents}:
        return EXAMPLES
    regulations = sorted((d for d in documents if d.kind == "regulation"), key=lambda d: (-(d.year or 0), d.document_id))
    return {
        "official": official(documents, regulations),
        "newcomer": newcomer(regulations, terms),
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


def newcomer(regulations: Sequence[PolicyDocument], terms: Sequence[str]) -> tuple[str, ...]:
    """What the terms mean that a newcomer meets first; what the newest regulation is about."""
    found = [f"Apa itu {name}?" for name in terms[: EACH - 1]]
    about = next((d for d in regulations if d.number and len(d.name) < LONGEST_TITLE), None)
    return (*found, *([f"{about.name} mengatur tentang apa?"] if about else []))


def mentor(base: Library, regulations: Sequence[PolicyDocument]) -> Iterable[str]:
    """An ayat, a whole Pasal, a Diktum, each of another regulation where there are several."""
    unused = [d for d in regulations if d.number]
    for kinds in (("ayat", "pasal"), ("pasal", "ayat"), ("diktum", "pasal")):
        found = next(((d, c) for kind in kinds for d in unused if (c := first_of(base.clauses(d.document_id), kind))), None)
        if found:
            unused.remove(found[0])
            yield f"{found[1].locator} {found[0].name}"


def first_of(clauses: Sequence[Clause], kind: str) -> Clause | None:
    return next((c for c in clauses if c.kind == kind and telling(c, clauses)), None)


def telling(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether a clause can be asked for by its locator alone: of the body, its locator its own, and not the definitions."""
    named = re.match(r"(?:Pasal (?!1\b)\d+|Diktum )", clause.locator) and not clause.eid.startswith("elucidation")
    return bool(named) and sum(c.locator == clause.locator for c in clauses) == 1
