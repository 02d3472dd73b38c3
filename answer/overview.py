"""What a document is, where a question is nothing but its name or asks what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from answer.base import Prepared
from answer.compose import Draft
from answer.kinds import MONTHS
from answer.lookup import in_elucidation
from ingest.values import Clause, PolicyDocument

PURPOSE = re.compile(r"\b(?:bertujuan|dimaksudkan\s+(?:untuk|sebagai|agar)|maksud\s+dan\s+tujuan|dengan\s+tujuan)\b", re.IGNORECASE)
SCOPE = re.compile(r"\b(?:ruang\s+lingkup|mengatur\s+(?:tentang|mengenai)|meliputi)\b", re.IGNORECASE)
UNITS = ("pasal", "ayat", "paragraph", "diktum", "slide")
EARLY = 0.4  # of a document's clauses, in which its purpose is said
LONG_ENOUGH = 60  # characters of a lead paragraph


def overview(base: Prepared, document_id: str) -> Draft:
    """Its title and dates, the clause that says its purpose or scope, and its BABs."""
    draft, document, clauses = Draft(), base.library.document(document_id), base.library.clauses(document_id)
    facts = ", ".join(filter(None, [document.issuer or "", *dates(document), f"{document.pages} halaman"]))
    draft.say(f"{document.name} tentang {document.title} ({facts})." if document.number else f"{document.title} ({facts}).")
    if clause := telling(clauses, numbered=bool(document.number)):
        draft.quote(base, base.library.subtree(document_id, clause.eid))
    parts = [c for c in clauses if c.kind == "bab" and c.heading and not c.parents]
    if parts:
        draft.say("Susunannya: " + "; ".join(f"BAB {c.num} {c.heading}" for c in parts) + ".")
    return draft


def telling(clauses: Sequence[Clause], numbered: bool) -> Clause | None:
    """The clause that says what a document is for, else its scope, else (of a plan) its first paragraph."""
    units = [c for c in clauses if c.kind in UNITS and not in_elucidation(c)]
    early = units[: max(5, int(EARLY * len(units)))]
    for pattern in (PURPOSE, SCOPE):
        if found := next((c for c in early if pattern.search(c.text[:300])), None):
            return found
    return None if numbered else next((c for c in units if len(c.text) >= LONG_ENOUGH), None)


def dates(document: PolicyDocument) -> list[str]:
    said = (("ditetapkan", document.enacted), ("diundangkan", document.promulgated))
    return [f"{verb} {in_words(day)}" for verb, day in said if day]


def in_words(iso: str) -> str:
    """
    >>> in_words("2008-04-30")
    '30 April 2008'
    """
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS.split('|')[day.month - 1]} {day.year}"
