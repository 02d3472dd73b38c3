"""Exact places: the clause that a question names, or what the document has instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.references import Reference
from index.library import Library
from ingest.numbering import gaps, pasal_key, roman_value
from ingest.values import Clause


def find_clause(clauses: Sequence[Clause], reference: Reference) -> Clause | None:
    """The clause of a document that a reference names; None where there is none."""
    if reference.pasal:
        pasal = find_pasal(clauses, reference)
        return narrow(clauses, pasal, reference) if pasal else None
    if reference.part:
        return next((c for c in clauses if c.kind == reference.part), None)
    wanted = [("bab", reference.bab), ("diktum", reference.diktum), ("table", reference.table)]
    for kind, num in wanted:
        if num:
            return next((c for c in clauses if c.kind == kind and same_number(c.num, num)), None)
    return None


def same_number(have: str, asked: str) -> bool:
    """Arabic or Roman, whatever the case."""
    return have.upper() == asked.upper() or (roman_value(have) is not None and str(roman_value(have)) == asked)


def in_elucidation(clause: Clause) -> bool:
    return clause.eid.startswith("elucidation")


def find_pasal(clauses: Sequence[Clause], reference: Reference) -> Clause | None:
    """The Pasal of the body (or of the elucidation, where asked). In an amending act the Pasal it inserts counts too."""
    having = [c for c in clauses if c.kind == "pasal" and c.num.upper() == reference.pasal and in_elucidation(c) == reference.elucidation]
    return min(having, key=lambda c: len(c.parents), default=None)


def narrow(clauses: Sequence[Clause], pasal: Clause, reference: Reference) -> Clause | None:
    """Down from a Pasal to its ayat, huruf, angka; None where one of them does not exist."""
    at = pasal
    joined = re.fullmatch(r"(\d+)([a-z])", reference.ayat)  # "ayat 1c": the ayat (1c) of an amended act, else huruf c of ayat (1)
    if joined and not any(pasal.eid in c.parents and c.kind == "ayat" and c.num.lower() == reference.ayat for c in clauses):
        reference = replace(reference, ayat=joined[1], huruf=reference.huruf or joined[2])
    for kind, num in (("ayat", reference.ayat), ("huruf", reference.huruf), ("angka", reference.angka)):
        if num:
            inside = [c for c in clauses if at.eid in c.parents and c.kind == kind and c.num.lower() == num.lower()]
            if not inside:
                return None
            at = min(inside, key=lambda c: len(c.parents))
    return at


def elucidation_of(clauses: Sequence[Clause], clause: Clause) -> list[Clause]:
    """The Penjelasan of a clause, with what stands below it; empty where there is none or it is "Cukup jelas"."""
    tail = clause.eid[clause.eid.find("pasal_") :]
    match = next((i for i, c in enumerate(clauses) if in_elucidation(c) and c.eid.endswith(f"__{tail}")), None)
    if match is None:
        return []
    eid = clauses[match].eid
    group = [c for c in clauses if c.eid == eid or eid in c.parents]
    said = " ".join(c.text for c in group).lower()
    return [] if len(said) < 120 and "cukup jelas" in said else group


def what_exists(library: Library, document_id: str, reference: Reference) -> str:
    """What a document has where the named clause does not exist, in words."""
    document, clauses = library.document(document_id), library.clauses(document_id)
    if reference.pasal:
        pasal = find_pasal(clauses, reference)
        if pasal is not None:
            parts = [c for c in clauses if c.parents and c.parents[-1] == pasal.eid]
            names = [c.locator.removeprefix(pasal.locator).strip() for c in parts]
            listed = (
                f"hanya memiliki {names[0]} sampai {names[-1]}"
                if len(names) > 1
                else f"hanya memiliki {names[0]}"
                if names
                else "tidak dibagi lagi"
            )
            return f"{reference.name} tidak ada: {pasal.locator} {document.name} {listed}."
        numbers = sorted({c.num for c in clauses if c.kind == "pasal" and not in_elucidation(c)}, key=pasal_key)
        if not numbers:
            return f"{reference.name} tidak ada: {document.name} tidak terbagi dalam Pasal."
        missing = gaps(numbers)
        hole = f" (Pasal {', '.join(missing[:5])} tidak terbaca)" if missing and len(missing) < 6 else ""
        return f"{reference.name} tidak ada: {document.name} memiliki Pasal {numbers[0]} sampai Pasal {numbers[-1]}{hole}."
    return f"{reference.name} tidak ada di dalam {document.name}."
