"""A first path through a base: its works, how they hang together, and the order in which to read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from index.library import Library
from index.status import status
from ingest.forms import forms
from ingest.values import PolicyDocument, Relation

ReasonKind = Literal["intro", "basis", "implements", "amends", "refers", "replaces", "repealed", "alone"]
Part = Literal["intro", "core", "alone", "history"]
VERBS = ("mencabut", "mengubah", "melaksanakan", "merujuk")  # what says most comes first
REASON_OF = {"mengubah": "amends", "melaksanakan": "implements", "mencabut": "replaces", "merujuk": "refers"}
LAWS, GOVERNMENT = ("UUD", "Tap MPR", "UU", "Perpu", "UU Darurat"), ("PP", "Perpres", "Penpres", "Keppres", "Inpres")
REGIONAL_LAWS = ("Perda", "Perdasus", "Perdasi", "Qanun")
LAW, NATIONAL, MINISTRY, REGIONAL_LAW, REGIONAL, DECISION, PLAN, TRAINING, OTHER = range(9)
INTRODUCES = re.compile(r"\b(?:orientasi|pengantar|pegawai baru|mengenal|pengenalan|dasar-dasar)\b", re.IGNORECASE)
PARTS: tuple[Part, ...] = ("intro", "core", "alone", "history")


@dataclass(frozen=True, slots=True)
class Work:
    """One regulation, plan or book, in one file or several (a plan in chapters, an annex on its own)."""

    key: str
    documents: tuple[PolicyDocument, ...]
    level: int  # 0 the highest form of law; what is no law comes last
    repealed: bool

    @property
    def first(self) -> PolicyDocument:
        return self.documents[0]

    @property
    def name(self) -> str:
        return self.first.work or self.first.name

    @property
    def title(self) -> str:
        return "" if self.first.work or not self.first.number else self.first.title

    @property
    def pages(self) -> int:
        return sum(document.pages for document in self.documents)


@dataclass(frozen=True, slots=True)
class Link:
    """One work says something of another; `evidence` is the clause of `document_id` that says it first."""

    source: str
    verb: str
    target: str
    document_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Reason:
    kind: ReasonKind
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One work to read, and why it stands at its place."""

    work: Work
    part: Part
    reasons: tuple[Reason, ...]


@cache
def level_of(form: str | None, kind: str) -> int:
    """
    >>> [level_of(f, "regulation") for f in ("UU", "Perpres", "Permenkominfo", "Perda", "Perbup", "Kepbup")], level_of(None, "training")
    ([0, 1, 2, 3, 4, 5], 7)
    """
    if kind != "regulation":
        return {"master_plan": PLAN, "training": TRAINING}.get(kind, OTHER)
    known = next((row for row in forms() if row.short == form), None)
    if form in LAWS or form in GOVERNMENT:
        return LAW if form in LAWS else NATIONAL
    if form in REGIONAL_LAWS:
        return REGIONAL_LAW
    if known is None or known.scope in ("nasional", "instansi"):
        return MINISTRY
    return REGIONAL if known.names[0].startswith("Peraturan") else DECISION


def works(library: Library) -> list[Work]:
    """The highest form first, then the oldest."""
    groups: dict[str, list[PolicyDocument]] = {}
    for document in sorted(library.documents(), key=lambda d: (len(d.document_id), d.document_id)):
        key = document.work or (document.name if document.number else document.document_id)
        groups.setdefault(key, []).append(document)
    found = [made(library, members) for members in groups.values()]
    return sorted(found, key=lambda w: (w.level, w.first.year or 9999, w.name))


def made(library: Library, members: Sequence[PolicyDocument]) -> Work:
    first = members[0]
    repealed = status(library, first.document_id).status == "dicabut"
    return Work(first.document_id, tuple(members), level_of(first.form, first.kind), repealed)


def links(library: Library, among: Sequence[Work]) -> list[Link]:
    """What works say of each other, once a pair and verb; a reference is left out where something stronger is said."""
    key_of = {document.document_id: work.key for work in among for document in work.documents}
    said: dict[tuple[str, str], dict[str, Relation]] = {}
    for document_id, source in key_of.items():
        for relation in library.relations_of(document_id):
            target = key_of.get(relation.target.partition("#")[0])
            if target and target != source:
                said.setdefault((source, target), {}).setdefault(relation.verb, relation)
    found = []
    for (source, target), verbs in said.items():
        strong = [verb for verb in VERBS[:2] if verb in verbs] or [verb for verb in VERBS if verb in verbs][:1]
        found += [Link(source, verb, target, verbs[verb].source, verbs[verb].evidence) for verb in strong]
    return found


def reading_order(among: Sequence[Work], known: Iterable[Link]) -> list[Step]:
    """An introduction first; then what is implemented or amended before what does so, higher forms first; history last."""
    known = list(known)
    by_key = {work.key: work for work in among}
    part = {work.key: part_of(work, known) for work in among}
    needs = {key: {link.target for link in known if link.source == key and link.verb in ("mengubah", "melaksanakan")} for key in by_key}
    support = {key: sum(link.target == key and link.verb != "mencabut" for link in known) for key in by_key}

    def rank(work: Work) -> tuple:
        return (PARTS.index(part[work.key]), work.level, -support[work.key], work.first.year or 9999, work.name)

    rest, ordered = sorted(among, key=rank), []
    while rest:
        waiting = {work.key for work in rest if part[work.key] != "history"}
        chosen = next((work for work in rest if part[work.key] == "intro" or not needs[work.key] & waiting), rest[0])
        rest.remove(chosen)
        ordered.append(Step(chosen, part[chosen.key], reasons(chosen, part[chosen.key], known, by_key)))
    return ordered


def part_of(work: Work, known: Sequence[Link]) -> Part:
    if work.repealed:
        return "history"
    if work.level >= TRAINING and INTRODUCES.search(work.name):
        return "intro"
    return "core" if any(work.key in (link.source, link.target) for link in known) else "alone"


def reasons(work: Work, part: Part, known: Sequence[Link], by_key: dict[str, Work]) -> tuple[Reason, ...]:
    if part == "history":
        return (Reason("repealed", tuple(by_key[link.source] for link in known if link.target == work.key and link.verb == "mencabut")),)
    found = [Reason("intro")] if part == "intro" else []
    for verb, kind in REASON_OF.items():
        targets = tuple(by_key[link.target] for link in known if link.source == work.key and link.verb == verb)
        if targets and not (verb == "merujuk" and found):
            found.append(Reason(kind, targets))
    built = tuple(by_key[link.source] for link in known if link.target == work.key and link.verb != "mencabut")
    if built:
        found.append(Reason("basis", built))
    return tuple(found) or (Reason("alone"),)
