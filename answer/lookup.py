"""Exact places: the clause that a question names, or what the document has instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.references import THE_ANNEX, Reference
from index.library import Library
from ingest.numbering import gaps, pasal_key, roman_value
from ingest.values import Clause

KIND_NAMES = {"bab": "BAB", "diktum": "Diktum", "table": "Tabel"}


def find_clause(clauses: Sequence[Clause], reference: Reference) -> Clause | None:
    """The clause of a document that a reference names; None where there is none."""
    if reference.pasal:
        pasal = find_pasal(clauses, reference)
        return narrow(clauses, pasal, reference) if pasal else None
    if reference.part:
        return next((c for c in clauses if c.kind == reference.part), None)
    if reference.annex:
        return find_in_annex(clauses, reference)
    if reference.section:
        return next((c for c in clauses if c.kind in ("section", "item") and c.num == reference.section), None)
    wanted = [("bab", reference.bab), ("diktum", reference.diktum), ("table", reference.table)]
    for kind, num in wanted:
        if num:
            return next((c for c in clauses if c.kind == kind and same_number(c.num, num)), None)
    return None


def find_in_annex(clauses: Sequence[Clause], reference: Reference) -> Clause | None:
    """An annex, its part "B", its BAB or its table; None where the document has not the one that is named."""
    annexes = [c for c in clauses if c.kind == "annex"]
    if reference.annex == THE_ANNEX:
        annex = annexes[0] if len(annexes) == 1 or not (reference.annex_part or reference.table) else None
    else:
        annex = next((c for c in annexes if same_number(c.num, reference.annex)), None)
    if annex is None:
        return None
    inside = [c for c in clauses if annex.eid in c.parents]
    if reference.annex_part:
        part = next((c for c in inside if is_part(c, reference.annex_part)), None)
        inside = [c for c in inside if part and part.eid in c.parents]
        annex = part
    if not reference.table:
        return annex
    return next((c for c in inside if c.kind == "table" and same_number(c.num, reference.table)), None)


def is_part(clause: Clause, name: str) -> bool:
    """Whether a clause of an annex is its part "B" or its BAB."""
    numbered = clause.kind in ("section", "bab", "item") and same_number(clause.num, name)
    return numbered or (clause.kind == "paragraph" and clause.text.startswith(f"{name}. "))


def same_number(have: str, asked: str) -> bool:
    """Arabic or Roman, whatever the case."""
    return have.upper() == asked.upper() or (roman_value(have) is not None and str(roman_value(have)) == asked)


def in_elucidation(clause: Clause) -> bool:
    return clause.eid.startswith("elucidation")


def find_pasal(clauses: Sequence[Clause], reference: Reference) -> Clause | None:
    """The Pasal of the body (or of the elucidation, where asked). In an amending act the Pasal it inserts counts too."""
    having = [c for c in clauses if c.kind == "pasal" and c.num.upper() == reference.pasal and in_elucidation(c) == reference.elucidation]
    return min(having, key=lambda c: len(c.parents), default=None)


def nearest_pasal(clauses: Sequence[Clause], reference: Reference) -> Clause | None:
    """The Pasal of the body whose number is nearest to the one that is named."""
    having = [c for c in clauses if c.kind == "pasal" and c.num[:1].isdigit() and not in_elucidation(c)]
    if not reference.pasal[:1].isdigit():
        return None
    return min(having, key=lambda c: abs(pasal_key(c.num)[0] - pasal_key(reference.pasal)[0]), default=None)


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
    having = parts_like(clauses, reference)
    return f"{reference.name} tidak ada di dalam {document.name}{f', yang memiliki {having}' if having else ''}."


def parts_like(clauses: Sequence[Clause], reference: Reference) -> str:
    """What a document has of the kind that is asked for, in words."""
    if reference.section:
        chapter = reference.section.rsplit(".", 1)[0] + "."
        names = [c.num for c in clauses if c.kind == "section" and c.num.startswith(chapter) and c.num.count(".") == reference.section.count(".")]
        return f"subbab {names[0]} sampai {names[-1]}" if len(names) > 1 else f"subbab {names[0]}" if names else ""
    kind = "annex" if reference.annex else "bab" if reference.bab else "diktum" if reference.diktum else "table"
    names = list(dict.fromkeys(c.locator if kind == "annex" else f"{KIND_NAMES[kind]} {c.num}" for c in clauses if c.kind == kind and (c.num or kind == "annex")))
    return ", ".join(names) if len(names) < 4 else f"{names[0]} sampai {names[-1]}"
