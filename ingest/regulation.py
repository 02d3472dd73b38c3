"""The grammar of regulations and decisions (UU 12/2011 annex II, and the layouts before it): lines -> marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.enumeration import ayat_marks, list_marks
from ingest.headings import (
    BAB,
    BAGIAN,
    DIKTUM,
    PARAGRAF,
    PASAL,
    PASAL_ROMAN,
    TITLE_LINES,
    bab_number,
    bagian_number,
    heading_weight,
    pasal_candidates,
    text_blocks,
)
from ingest.lines import Line, stretches
from ingest.numbering import best_sequence, gaps, ordinal_value, read_number, roman_value
from ingest.structure import Mark
from ingest.zones import CONSIDERANS, DECISION, INSTRUCTED, INSTRUCTING, LEGAL_BASIS, OBSERVING, Zone, zones

TOP, BAB_DEPTH, BAGIAN_DEPTH, PARAGRAF_DEPTH, PASAL_DEPTH, AYAT_DEPTH, LIST_DEPTH = 10, 20, 30, 40, 50, 60, 70
INNER = 100  # what stands inside an amending act's Pasal I lies this much deeper
AMENDED_ITEM = re.compile(r"(\d{1,3})\s?\.\s+(?=\S)")  # 1. Ketentuan Pasal 5 diubah …
GENERAL = re.compile(r"(?:[I1l]\s*\.?\s*)?U\s?M\s?U\s?M\.?")
ARTICLES = re.compile(r"(?:(?:II|11|ll|2)\s*\.?\s*)?PASAL\s+DEMI\s+PASAL\.?")
ELUCIDATED = (
    (re.compile(r"Ayat\s*\(?\s?([0-9lI]{1,2}[a-z]?)\s?\)?\s*\.?"), "ayat"),
    (re.compile(r"Huruf\s+([a-z]{1,2})\s*\.?"), "huruf"),
    (re.compile(r"Angka\s+(\d{1,3})\s*\.?"), "angka"),
)


@dataclass(slots=True)
class Found:
    marks: list[Mark] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


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
    return [unique[place] for place in sorted(unique)], parts, found.warnings


def preamble(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    openings = ((CONSIDERANS, "considerans"), (LEGAL_BASIS, "legal_basis"), (OBSERVING, "observing"))
    sections: list[tuple[int, str, int]] = []
    for position, i in enumerate(indices):
        for pattern, kind in openings:
            match = pattern.match(lines[i].text)
            if (
                match
                and (not sections or sections[-1][1] != kind)
                and (":" in match[0] or match.end() == len(lines[i].text) or next_is_colon(lines, indices, position))
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
    chain = best_sequence(pasal_candidates(lines, indices, blocks))
    if not chain:
        dictums(lines, indices, found)
        return
    heads = [indices.index(candidate.line) for candidate in chain]
    for candidate, (start, end) in zip(chain, stretches(heads, len(indices)), strict=True):
        pasal(lines, indices[start:end], candidate.num, PASAL_DEPTH, found)
    divisions(lines, indices, set(heads), found)
    report(lines, [(c.line, c.num) for c in chain], found)


def pasal(lines: Sequence[Line], indices: Sequence[int], num: str, depth: int, found: Found) -> None:
    """A Pasal with its ayat, huruf and angka. `indices` begin with its heading; divisions that follow it are cut off."""
    head = lines[indices[0]].text
    match = PASAL.match(head)
    at = match.end() if match else len(head)
    if match and re.sub(r"\s", "", match[1]) != num:
        found.warnings.append(f"halaman {lines[indices[0]].page}: 'Pasal {match[1].strip()}' dibaca sebagai Pasal {num}")
    found.marks.append(Mark(indices[0], "pasal", depth, num))
    content = list(indices) if at < len(head) else list(indices[1:])
    content = content[: next((p for p, i in enumerate(content) if p and is_division(lines[i].text)), len(content))]
    first_at = at if at < len(head) else 0
    inner, warnings = ayat_marks(lines, content, depth + AYAT_DEPTH - PASAL_DEPTH, first_at)
    found.marks += inner
    found.warnings += warnings
    starts = [content.index(mark.line) for mark in inner]
    pieces = [(0, starts[0] if starts else len(content), first_at)] if not starts or starts[0] > 0 else []
    for start, end in stretches(starts, len(content)):
        marker = re.compile(r"\S+\s*").match(lines[content[start]].text, first_at if start == 0 else 0)
        pieces.append((start, end, marker.end() if marker else 0))
    for start, end, begin in pieces:
        found.marks += list_marks(lines, content[start:end], depth + LIST_DEPTH - PASAL_DEPTH, first_at=begin)


def is_division(text: str) -> bool:
    match = BAB.fullmatch(text)
    return bool(match and bab_number(match)) or bool((m := BAGIAN.fullmatch(text)) and bagian_number(m[1]))


def divisions(lines: Sequence[Line], indices: Sequence[int], heads: set[int], found: Found) -> None:
    """BAB, Bagian and Paragraf between the Pasal, with their titles."""
    last_bab = 0 if any(p < min(heads) and is_division(lines[i].text) for p, i in enumerate(indices)) else 999
    # a BAB that comes only after Pasal 1 is named in a list, it does not divide the Pasal
    for position, i in enumerate(indices):
        text = lines[i].text
        if (match := BAB.fullmatch(text)) and (num := bab_number(match)) and 0 < (roman_value(num) or 0) - last_bab <= 3:
            last_bab = roman_value(num) or last_bab
            found.marks.append(Mark(i, "bab", BAB_DEPTH, num, title(lines, indices, position, heads, match[2])))
        elif (match := BAGIAN.fullmatch(text)) and (num := bagian_number(match[1])) and before_heading(lines, indices, position, heads):
            found.marks.append(Mark(i, "bagian", BAGIAN_DEPTH, num, title(lines, indices, position, heads, match[2])))
        elif (match := PARAGRAF.fullmatch(text)) and before_heading(lines, indices, position, heads):
            found.marks.append(Mark(i, "paragraf", PARAGRAF_DEPTH, match[1], title(lines, indices, position, heads, match[2])))


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


def roman_pasals(lines: Sequence[Line], indices: Sequence[int], blocks: dict) -> list[tuple[int, str]]:
    """(position, Roman number) of Pasal I, II … of an amending act; empty where it is none."""
    found: list[tuple[int, str]] = []
    for position, i in enumerate(indices):
        match = PASAL_ROMAN.match(lines[i].text)
        before = lines[indices[position - 1]].text if position else ""
        if not match or heading_weight(lines[i], lines[i].text[match.end() :], before, blocks.get(lines[i].page)) <= 0:
            continue
        if roman_value(match[1]) == len(found) + 1:
            found.append((position, match[1]))
    return found if len(found) >= 2 else []


def amending(lines: Sequence[Line], indices: Sequence[int], romans: Sequence[tuple[int, str]], found: Found) -> None:
    """Pasal I with its numbered changes, each with the Pasal it changes or inserts; Pasal II as an ordinary one."""
    blocks = text_blocks(lines)
    for (_, num), (start, end) in zip(romans, stretches([p for p, _ in romans], len(indices)), strict=True):
        inside = indices[start:end]
        found.marks.append(Mark(inside[0], "pasal", PASAL_DEPTH, num))
        items = changed_items(lines, inside) if num == "I" else []
        if not items:
            content = inside[1:]
            chain = best_sequence(pasal_candidates(lines, content, blocks)) if num == "I" else []
            if chain:
                inserted(lines, content, [c.num for c in chain], [content.index(c.line) for c in chain], found)
            else:
                plain_content(lines, content, found)
            continue
        for (_, item_num), (item, item_end) in zip(items, stretches([p for p, _ in items], len(inside)), strict=True):
            found.marks.append(Mark(inside[item], "angka", PASAL_DEPTH + 5, item_num))
            content = inside[item + 1 : item_end]
            chain = [c for c in pasal_candidates(lines, content, blocks) if c.weight >= 1]
            inserted(lines, content, [c.num for c in chain], [content.index(c.line) for c in chain], found)


def inserted(lines: Sequence[Line], content: Sequence[int], nums: Sequence[str], heads: Sequence[int], found: Found) -> None:
    for num, (start, end) in zip(nums, stretches(heads, len(content)), strict=True):
        pasal(lines, content[start:end], num, PASAL_DEPTH + INNER, found)


def plain_content(lines: Sequence[Line], content: Sequence[int], found: Found) -> None:
    inner, warnings = ayat_marks(lines, content, AYAT_DEPTH)
    found.marks += inner or list_marks(lines, content, LIST_DEPTH)
    found.warnings += warnings


def changed_items(lines: Sequence[Line], inside: Sequence[int]) -> list[tuple[int, str]]:
    """The numbered changes of Pasal I: "1. Ketentuan Pasal 5 diubah …", in order."""
    items: list[tuple[int, str]] = []
    words = re.compile(
        r"\b(?:Ketentuan|Pasal|Di antara|Diantara|Setelah|Judul|BAB|Bab|Penjelasan|Lampiran|Mengubah|Menambah|Menghapus|Bagian|Paragraf|ayat|huruf|Angka)\b"
    )
    for position, i in enumerate(inside):
        match = AMENDED_ITEM.match(lines[i].text)
        if match and int(match[1]) == len(items) + 1 and words.match(lines[i].text[match.end() :]):
            items.append((position, match[1]))
    return items


def dictums(lines: Sequence[Line], indices: Sequence[int], found: Found) -> None:
    """KESATU, KEDUA … of a decision or instruction, with their lists."""
    heads: list[tuple[int, str, int]] = []
    for position, i in enumerate(indices):
        match = DIKTUM.match(lines[i].text)
        if match and ordinal_value(match[1]) == len(heads) + 1:
            heads.append((position, match[1], match.end()))
    for (_, num, at), (start, end) in zip(heads, stretches([p for p, _, _ in heads], len(indices)), strict=True):
        found.marks.append(Mark(indices[start], "diktum", PASAL_DEPTH, num))
        found.marks += list_marks(lines, indices[start:end], LIST_DEPTH, first_at=at)
    if not heads:
        found.warnings.append("batang tubuh tanpa Pasal dan tanpa diktum yang dikenali")


def closing(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    found.marks.append(Mark(indices[0], "closing", TOP))


def elucidation(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    found.marks.append(Mark(indices[0], "elucidation", TOP))
    articles = next((p for p, i in enumerate(indices) if ARTICLES.fullmatch(lines[i].text)), None)
    general = next((p for p, i in enumerate(indices[:articles]) if p and GENERAL.fullmatch(lines[i].text)), None)
    if general is not None:
        found.marks.append(Mark(indices[general], "elucidation_general", TOP + 5))
    if articles is None:
        if general is None:
            found.warnings.append("Penjelasan tanpa bagian umum dan pasal demi pasal yang dikenali")
        return
    found.marks.append(Mark(indices[articles], "elucidation_articles", TOP + 5))
    inside = indices[articles + 1 :]
    if any(ELUCIDATED_ROMAN.fullmatch(lines[i].text) for i in inside[:3]):
        elucidated_amendment(lines, inside, found)
        return
    chain = best_sequence(pasal_candidates(lines, inside, text_blocks(lines)))
    heads = [inside.index(candidate.line) for candidate in chain]
    for candidate, (start, end) in zip(chain, stretches(heads, len(inside)), strict=True):
        found.marks.append(Mark(inside[start], "pasal", PASAL_DEPTH, candidate.num))
        found.marks += elucidated(lines, inside[start + 1 : end])


ELUCIDATED_ROMAN = re.compile(r"Pasal\s+(I{1,3}|IV)\s*\.?")


def elucidated(lines: Sequence[Line], indices: Sequence[int]) -> list[Mark]:
    """ "Ayat (1)", "Huruf a", "Angka 2" as headings below a Pasal of the elucidation."""
    depths = {"ayat": AYAT_DEPTH, "huruf": LIST_DEPTH, "angka": LIST_DEPTH + 5}
    found = []
    for i in indices:
        for pattern, kind in ELUCIDATED:
            if match := pattern.fullmatch(lines[i].text):
                found.append(Mark(i, kind, depths[kind], match[1].replace("l", "1") if kind != "huruf" else match[1]))
    return found


def elucidated_amendment(lines: Sequence[Line], indices: Sequence[int], found: Found) -> None:
    """Of an amending act: Pasal I > Angka 1 > Pasal 5 > Ayat (1), each a heading on a line of its own."""
    pattern_of_change = ELUCIDATED[2][0]
    inner = False
    for position, i in enumerate(indices):
        text = lines[i].text
        if match := ELUCIDATED_ROMAN.fullmatch(text):
            inner = False
            found.marks.append(Mark(i, "pasal", PASAL_DEPTH, "I" * match[1].count("I") or match[1]))
        elif (
            (match := pattern_of_change.fullmatch(text))
            and position + 1 < len(indices)
            and PASAL.fullmatch(lines[indices[position + 1]].text)
        ):
            inner = True
            found.marks.append(Mark(i, "angka", PASAL_DEPTH + 5, match[1]))
        elif inner and (match := PASAL.fullmatch(text)):
            found.marks.append(Mark(i, "pasal", PASAL_DEPTH + INNER, read_number(match[1])))
        else:
            found.marks += [replace(mark, depth=mark.depth + INNER) for mark in elucidated(lines, [i])]


def annex(lines: Sequence[Line], indices: Sequence[int], found: Found, zone: Zone) -> None:
    found.marks.append(Mark(indices[0], "annex", TOP, zone.num))


def report(lines: Sequence[Line], chain: Sequence[tuple[int, str]], found: Found) -> None:
    numbers = [num for _, num in chain]
    for missing in gaps(numbers):
        found.warnings.append(f"Pasal {missing} tidak ditemukan; nomor Pasal melompat")


GRAMMARS = {"preamble": preamble, "body": body, "closing": closing, "elucidation": elucidation, "annex": annex}
