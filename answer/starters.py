"""Ten questions to start with, made from what a base holds; each is asked first and kept only if its answer cites what it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise, zip_longest

from answer.ask import ask
from answer.base import Prepared
from answer.glossary import Entry
from answer.orientation import PLAN, TRAINING, Link, Step, Work
from answer.values import Answer
from index.library import Library
from ingest.values import Clause, PolicyDocument

COUNT = 10
ATTEMPTS = 30  # questions asked at most: a base of scans may answer few of them
WORKS = 5  # the first works of the reading order that questions are made of
# what a heading says -> the question it answers; "{}" is the document
TOPICS: tuple[tuple[str, str], ...] = (
    (r"^(?:maksud dan )?tujuan\b|^asas dan tujuan", "Apa tujuan {}?"),
    (r"^ruang lingkup", "Apa saja ruang lingkup {}?"),
    (r"^(?:kelembagaan|koordinasi|tim koordinasi|penyelenggara)\b", "Bagaimana kelembagaan dan koordinasi menurut {}?"),
    (r"^hak dan kewajiban", "Apa saja hak dan kewajiban menurut {}?"),
    (r"^larangan", "Apa saja yang dilarang menurut {}?"),
    (r"^(?:pendanaan|pembiayaan)", "Dari mana pendanaan menurut {}?"),
    (r"^(?:pemantauan|monitoring)", "Bagaimana pemantauan dan evaluasi menurut {}?"),
    (r"^(?:pembinaan|pengawasan)", "Bagaimana pembinaan dan pengawasan menurut {}?"),
    (r"^(?:sanksi|ketentuan sanksi)", "Apa saja sanksi menurut {}?"),
    (r"^jangka waktu", "Berapa lama jangka waktu menurut {}?"),
    (r"^visi\b", "Apa visi {}?"),
    (r"^sasaran\b", "Apa sasaran {}?"),
    (r"quick wins?\b", "Apa saja quick wins dalam {}?"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question and where its answer must stand: in one of these documents, in or below one of these clauses (any where none is named)."""

    question: str
    documents: tuple[str, ...]
    eids: tuple[str, ...] = ()

    def meets(self, answer: Answer) -> bool:
        cited = answer.citations[: 1 if self.eids else 2]
        return answer.level == "answered" and any(
            c.document_id in self.documents and (not self.eids or any(c.eid == e or c.eid.startswith(f"{e}__") for e in self.eids))
            for c in cited
        )


@dataclass(frozen=True, slots=True)
class Starter:
    question: str
    answer: Answer


def starters(base: Prepared, steps: Sequence[Step], known: Sequence[Link], terms: Sequence[Entry], count: int = COUNT) -> list[Starter]:
    """Asks up to ATTEMPTS questions of different kinds; those with a cited answer from the right place, `count` at most."""
    found: list[Starter] = []
    for candidate in islice(candidates(base.library, steps, known, terms), ATTEMPTS):
        if len(found) == count:
            break
        answer = ask(candidate.question, base.library)
        if candidate.meets(answer) and all(answer.text != other.answer.text for other in found):
            found.append(Starter(candidate.question, answer))
    return found


def candidates(library: Library, steps: Sequence[Step], known: Sequence[Link], terms: Sequence[Entry]) -> Iterator[Candidate]:
    """Of different kinds in turn, so that the first ten are a mixture."""
    read = [step.work for step in steps if step.part != "history"]
    main = [step.work for step in steps if step.part == "core" and step.work.level < PLAN][:WORKS] or read[:WORKS]
    plans = [work for work in read if work.level == PLAN]
    defined = definitions(terms)
    kinds = [
        defined,
        about_works([*main, *plans, *read]),
        about_headings(library, [*main, *plans]),
        chain(comparisons(plans), first_clauses(library, main)),
        defined,  # two of them a round
        changes(library, read, known),
    ]
    seen: set[str] = set()
    for candidate in chain.from_iterable(zip_longest(*kinds)):
        if candidate and candidate.question not in seen:
            seen.add(candidate.question)
            yield candidate


def called(document: PolicyDocument) -> str:
    """As people say it for short; a form of several words keeps the region's full name, which belongs to it.

    >>> called(PolicyDocument("x", "regulation", "SPBE", "x.pdf", "", 1, form="Perbup", number="12", year=2021, region="Kabupaten Arunika"))
    'Perbup Arunika 12/2021'
    """
    if not (document.form and document.number):
        return document.work or document.title
    place = document.region or ""
    place = place if " " in document.form else re.sub(r"^(?:Kabupaten|Kota|Provinsi)\s+", "", place)
    year = f"/{document.year}" if document.year and str(document.year) not in document.number else ""
    return " ".join(filter(None, [document.form, place, f"{document.number}{year}"]))


def ids(work: Work) -> tuple[str, ...]:
    return tuple(document.document_id for document in work.documents)


def definitions(terms: Sequence[Entry]) -> Iterator[Candidate]:
    for entry in terms:
        places = [(t.passage.document_id, eid) for t in entry.definitions for eid in t.passage.clause_ids]
        yield Candidate(f"Apa itu {entry.short or entry.term}?", tuple(d for d, _ in places), tuple(eid for _, eid in places))


def about_works(among: Sequence[Work]) -> Iterator[Candidate]:
    for work in dict.fromkeys(among):
        if work.level < TRAINING and len(work.documents) == 1:
            yield Candidate(
                f"{called(work.first)} mengatur tentang apa?" if work.level < PLAN else f"{called(work.first)} tentang apa?", ids(work)
            )


def about_headings(library: Library, among: Sequence[Work]) -> Iterator[Candidate]:
    """One question a topic, of the first work that has a heading for it."""
    asked: set[str] = set()
    for work in among:
        for document in work.documents:
            for pattern, question in TOPICS:
                if question not in asked and (places := headed(library.clauses(document.document_id), pattern)):
                    asked.add(question)
                    yield Candidate(question.format(called(work.first)), ids(work), places)


def headed(clauses: Sequence[Clause], pattern: str) -> tuple[str, ...]:
    return tuple(
        c.eid
        for c in clauses
        if c.heading and c.kind in ("bab", "bagian", "pasal", "section") and re.search(pattern, c.heading, re.IGNORECASE)
    )


def comparisons(plans: Sequence[Work]) -> Iterator[Candidate]:
    for left, right in pairwise(plans):
        yield Candidate(f"Apa beda {called(left.first)} dan {called(right.first)}?", (*ids(left), *ids(right)))


def changes(library: Library, among: Sequence[Work], known: Sequence[Link]) -> Iterator[Candidate]:
    """The first change that an amending act makes."""
    for link in known:
        work = next((w for w in among if w.key == link.source), None)
        if work and link.verb == "mengubah":
            change = next((c for c in library.clauses(link.document_id) if c.kind == "angka" and c.parents[-1:] == ("pasal_I",)), None)
            if change:
                yield Candidate(f"Apa isi {change.locator} {called(work.first)}?", ids(work), (change.eid,))


def first_clauses(library: Library, main: Sequence[Work]) -> Iterator[Candidate]:
    """An exact place, to show that it can be asked for."""
    for work in main:
        clauses = library.clauses(work.first.document_id)
        pasal = next((c for c in clauses if c.kind == "pasal" and c.num == "2"), None) or next(
            (c for c in clauses if c.kind == "diktum"), None
        )
        if pasal:
            yield Candidate(f"Apa isi {pasal.locator} {called(work.first)}?", ids(work), (pasal.eid,))
