"""The grammar of regulations and decisions (UU 12/2011 annex II, and the layouts before it): lines -> marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.amending import amending, roman_pasals
from ingest.articles import pasal
from ingest.depths import AYAT_DEPTH, BAB_DEPTH, BAGIAN_DEPTH, LIST_DEPTH, PARAGRAF_DEPTH, PASAL_DEPTH, TOP, Found
from ingest.doubts import bab_doubts, list_doubts, misread_items, pasal_doubts, repeated_ayat, stray_headings, swallowed_items
from ingest.elucidation import elucidation
from ingest.enumeration import list_marks
from ingest.headings import (
    BAB,
    BAGIAN,
    DIKTUM,
    PARAGRAF,
    PASAL,
    TITLE_LINES,
    bab_number,
    bagian_number,
    is_division,
    pasal_candidates,
    text_blocks,
)
from ingest.lines import Line, stretches
from ingest.numbering import Candidate, best_sequence, ordinal_value, roman_value
from ingest.structure import Mark
from ingest.zones import CONSIDERANS, DECISION, ENACTING, INSTRUCTED, INSTRUCTING, LEGAL_BASIS, OBSERVING, Zone, zones

NO_BAB = 999  # after this no BAB comes
BEGUN = re.compile(r"\s*(?:$|[a1]\s?\.\s|[Bb]ahwa\b)")  # "Menimbang a. bahwa …": the colon is missing


def looks_like_regulation(lines: Sequence[Line]) -> bool:
    """Whether the text has the skeleton of a regulation or decision: MEMUTUSKAN, or Menimbang with Mengingat."""
    texts = [line.text for line in lines if not line.furniture]
    decided = any(DECISION.fullmatch(text) for text in texts) or any(
        INSTRUCTING.fullmatch(before) and INSTRUCTED.match(text) for before, text in pairwise(texts)
    )
    return decided or (any(CONSIDERANS.match(text) for text in texts) and any(LEGAL_BASIS.match(text) for text in texts))


def marks(lines: Sequence[Line]) -> tuple[list[Mark], list[Zone], list[str]]:
    """(marks for `structure.build`, the zones, warnings in Indonesian). Annexes get one mark each; their inside is another grammar's."""
    indices = [i for i, line in enumerate(lines) if not line.furniture]
    parts = zones(lines, indices)
    found = Found()
    for zone in parts:
        inside = indices[zone.start : zone.end]
        GRAMMARS[zone.part](lines, inside, found, zone)
    found.marks.sort(key=lambda mark: (mark.line, mark.at))
    unique = {(mark.line, mark.at): mark for mark in reversed(found.marks)}  # the outer of two marks at one place stays
    ordered = [unique[place] for place in sorted(unique)]
    return ordered, parts, [*found.warnings, *misread_items(lines, ordered), *list_doubts(ordered), *swallowed_items(lines, ordered), *repeated_ayat(lines, ordered)]


def preamble(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    openings = ((CONSIDERANS, "considerans"), (LEGAL_BASIS, "legal_basis"), (OBSERVING, "observing"))
    sections: list[tuple[int, str, int]] = []
    for position, i in enumerate(indices):
        for pattern, kind in openings:
            match = pattern.match(lines[i].text)
            if (
                match
                and (not sections or sections[-1][1] != kind)
                and (":" in match[0] or BEGUN.match(lines[i].text, match.end()) or next_is_colon(lines, indices, position))
            ):
                sections.append((position, kind, match.end()))
    if indices and (not sections or sections[0][0] > 0):
        found.marks.append(Mark(indices[0], "opening", TOP))
    for (_, kind, at), (start, end) in zip(sections, stretches([p for p, _, _ in sections], len(indices)), strict=True):
        found.marks.append(Mark(indices[start], kind, TOP))
        found.marks += list_marks(lines, indices[start:end], LIST_DEPTH, first_at=skip_colon(lines[indices[start]].text, at))


def next_is_colon(lines: Sequence[Line], indices: Sequence[int], position: int) -> bool:
    return position + 1 < len(indices) and lines[indices[position + 1]].text.startswith(":")


def skip_colon(text: str, at: int) -> int:
    match = re.compile(r"[\s:]*").match(text, at)
    return match.end() if match else at


def body(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    found.marks.append(Mark(indices[0], "decision", TOP))
    blocks = text_blocks(lines)
    romans = roman_pasals(lines, indices, blocks)
    if romans:
        amending(lines, indices, romans, found)
        return
    candidates = pasal_candidates(lines, indices, blocks)
    chain = best_sequence(candidates)
    if not chain:
        dictums(lines, indices, found)
        return
    stray = stray_headings(candidates, chain)
    headings = sorted([*chain, *stray], key=lambda candidate: candidate.line)
    heads = [indices.index(candidate.line) for candidate in headings]
    for candidate, (start, end) in zip(headings, stretches(heads, len(indices)), strict=True):
        pasal(lines, indices[start:end], candidate.num, PASAL_DEPTH, found)
    divisions(lines, indices, set(heads), found)
    found.warnings += pasal_doubts(lines, chain, stray)


def divisions(lines: Sequence[Line], indices: Sequence[int], heads: set[int], found: Found) -> None:
    """BAB, Bagian and Paragraf between the Pasal, with their titles."""
    last_bab = 0 if any(p < min(heads) and is_division(lines[i].text) for p, i in enumerate(indices)) else NO_BAB
    # a BAB that comes only after Pasal 1 is named in a list, it does not divide the Pasal
    for position, i in enumerate(indices):
        text = lines[i].text
        if (match := BAB.fullmatch(text)) and (num := bab_number(match)) and divides(lines, indices, position, heads, num, last_bab):
            found.warnings += bab_doubts(last_bab, num, lines[i].page)
            last_bab = max(last_bab, roman_value(num) or 0)
            found.marks.append(Mark(i, "bab", BAB_DEPTH, num, title(lines, indices, position, heads, match[2])))
        elif (match := BAGIAN.fullmatch(text)) and (num := bagian_number(match[1])) and before_heading(lines, indices, position, heads):
            found.marks.append(Mark(i, "bagian", BAGIAN_DEPTH, num, title(lines, indices, position, heads, match[2])))
        elif (match := PARAGRAF.fullmatch(text)) and before_heading(lines, indices, position, heads):
            found.marks.append(Mark(i, "paragraf", PARAGRAF_DEPTH, match[1], title(lines, indices, position, heads, match[2])))


def divides(lines: Sequence[Line], indices: Sequence[int], position: int, heads: set[int], num: str, last: int) -> bool:
    """A BAB comes next, or a drafter counted it wrong: it stands alone right above a Pasal or a Bagian."""
    step = (roman_value(num) or 0) - last
    alone = BAB.fullmatch(lines[indices[position]].text)[2] is None
    return 0 < step <= 3 or (last < NO_BAB and alone and before_heading(lines, indices, position, heads))


def before_heading(lines: Sequence[Line], indices: Sequence[int], position: int, heads: set[int]) -> bool:
    """A Bagian or Paragraf has a Pasal or a Paragraf close behind it; a sentence that begins with the word has not."""
    near = range(position + 1, min(position + 2 + TITLE_LINES, len(indices)))
    return any(p in heads or PARAGRAF.fullmatch(lines[indices[p]].text) for p in near)


def title(lines: Sequence[Line], indices: Sequence[int], position: int, heads: set[int], same_line: str | None) -> str:
    """The title of a division: the rest of its line and the lines up to the next heading."""
    words = [same_line] if same_line else []
    for p in range(position + 1, min(position + 1 + TITLE_LINES, len(indices))):
        text = lines[indices[p]].text
        if p in heads or PASAL.match(text) or is_division(text) or PARAGRAF.fullmatch(text):
            break
        words.append(text)
    return " ".join(words)


def dictums(lines: Sequence[Line], indices: Sequence[int], found: Found) -> None:
    """KESATU, KEDUA … of a decision or instruction, with their lists; an old decision only numbers them."""
    matches = {i: match for i in indices if (match := DIKTUM.match(lines[i].text)) and ordinal_value(match[1])}
    chain = best_sequence([Candidate(i, match[1].upper(), (ordinal_value(match[1]) or 0, ""), 1.0) for i, match in matches.items()])
    heads = [indices.index(candidate.line) for candidate in chain]
    last = 0
    for candidate, (start, end) in zip(chain, stretches(heads, len(indices)), strict=True):
        if candidate.key[0] > last + 1:
            found.warnings.append(f"diktum sebelum {candidate.num} tidak ditemukan; nomor diktum melompat")
        last = candidate.key[0]
        found.marks.append(Mark(candidate.line, "diktum", PASAL_DEPTH, candidate.num))
        found.marks += list_marks(lines, indices[start:end], LIST_DEPTH, first_at=matches[candidate.line].end())
    if not chain:
        numbered_dictums(lines, indices, found)


def numbered_dictums(lines: Sequence[Line], indices: Sequence[int], found: Found) -> None:
    """ "Menetapkan : 1. Pedoman …" """
    start = next((p for p, i in enumerate(indices) if ENACTING.match(lines[i].text)), None)
    items: list[Mark] = []
    if start is not None:
        text = lines[indices[start]].text
        items = list_marks(lines, indices[start:], PASAL_DEPTH, first_at=skip_colon(text, ENACTING.match(text).end()))
    if not items or items[0].kind != "angka":
        found.warnings.append("batang tubuh tanpa Pasal dan tanpa diktum yang dikenali")
        return
    found.marks += [
        replace(mark, kind="diktum") if mark.depth == PASAL_DEPTH else replace(mark, depth=mark.depth + AYAT_DEPTH) for mark in items
    ]


def closing(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    found.marks.append(Mark(indices[0], "closing", TOP))


def explanation(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    elucidation(lines, indices, found)


def annex(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    found.marks.append(Mark(indices[0], "annex", TOP, zone.num))


GRAMMARS = {"preamble": preamble, "body": body, "closing": closing, "elucidation": explanation, "annex": annex}
