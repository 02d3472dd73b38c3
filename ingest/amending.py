"""Amending acts: Pasal I with its numbered changes, each with the Pasal it changes or inserts; Pasal II and on as ordinary ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.articles import pasal
from ingest.depths import AYAT_DEPTH, BAB_DEPTH, CHANGE_DEPTH, INNER, LIST_DEPTH, PASAL_DEPTH, Found
from ingest.enumeration import ayat_marks, list_marks
from ingest.headings import PASAL_ROMAN, heading_weight, pasal_candidates, text_blocks
from ingest.lines import Line, stretches
from ingest.numbering import Candidate, best_sequence, read_number, roman_value
from ingest.structure import Mark

AMENDED_ITEM = re.compile(r"([0-9lI]{1,3})\s?\.\s*(?=[A-Za-z])")  # 1. Ketentuan Pasal 5 diubah …
CHANGE_WORDS = re.compile(
    r"\b(?:Ketentuan|Pasal|Di antara|Diantara|Setelah|Sesudah|Judul|BAB|Bab|Penjelasan|Lampiran|Mengubah|Menambah|Menghapus|Bagian|Paragraf"
    r"|[Aa]yat|[Hh]uruf|Angka|Nomenklatur|Substansi)\b"
)
HEADING_OF_CHANGE = 1.0  # a changed Pasal must look this much like a heading: the sentence before it names it too


MISREAD_LETTERS = {"8": "B", "4": "A", "0": "D", "6": "G"}
TITLE_OF_ACT = 12  # lines of the body in which the act says that it changes another one
CHANGES = re.compile(r"PERUBA|MENGUBAH", re.IGNORECASE)
SPEAKS_OF_ITSELF = re.compile(r"(?:Peraturan|Undang|Qanun|Keputusan)\b.{0,80}?\bini\b")  # Pasal II Peraturan Menteri ini mulai berlaku …
OPENS_CHANGES = re.compile(r"(?:Beberapa|Ketentuan)\b")  # what follows Pasal I
INSERTED_BAB = re.compile(r"(?:BAB|Bab)\s+([IVXLC]{1,7}[A-F]?)\s*\.?")  # BAB IIIA
TITLE_OF_BAB = 3  # lines


def roman_pasals(lines: Sequence[Line], indices: Sequence[int], blocks: dict) -> list[tuple[int, str]]:
    """(position, Roman number) of Pasal I, II … of an amending act; empty where it is none."""
    says_so = CHANGES.search(" ".join(lines[i].text for i in indices[:TITLE_OF_ACT]))
    found: list[tuple[int, str]] = []
    for position, i in enumerate(indices):
        match = PASAL_ROMAN.match(lines[i].text)
        if match is None or roman_value(match[1]) != len(found) + 1:
            continue
        rest = lines[i].text[match.end() :]
        before = lines[indices[position - 1]].text if position else ""
        if SPEAKS_OF_ITSELF.match(rest) or heading_weight(lines[i], rest, before, blocks.get(lines[i].page)) > 0:
            found.append((position, match[1]))
    alone = len(found) == 1 and any(OPENS_CHANGES.match(lines[i].text) for i in indices[found[0][0] + 1 : found[0][0] + 2])
    return found if says_so and (len(found) >= 2 or alone) else []


def amending(lines: Sequence[Line], indices: Sequence[int], romans: Sequence[tuple[int, str]], found: Found) -> None:
    """Each Pasal with a Roman number: numbered changes, one change without a number, or plain text."""
    blocks = text_blocks(lines)
    for (_, num), (start, end) in zip(romans, stretches([p for p, _ in romans], len(indices)), strict=True):
        inside = indices[start:end]
        found.marks.append(Mark(inside[0], "pasal", PASAL_DEPTH, num))
        items = changed_items(lines, inside)
        chain = [] if items else best_sequence(pasal_candidates(lines, inside[1:], blocks))
        if items:
            numbered_changes(lines, inside, items, blocks, found)
        elif chain and num == "I":
            changed(lines, inside[1:], chain, found)
        else:
            plain_content(lines, inside[1:], found)


def numbered_changes(lines: Sequence[Line], inside: Sequence[int], items: Sequence[Candidate], blocks: dict, found: Found) -> None:
    heads = [inside.index(item.line) for item in items]
    for item, (start, end) in zip(items, stretches(heads, len(inside)), strict=True):
        found.marks.append(Mark(item.line, "angka", CHANGE_DEPTH, item.num))
        content = inside[start + 1 : end]
        chain = [c for c in pasal_candidates(lines, content, blocks) if c.weight >= HEADING_OF_CHANGE]
        changed(lines, content, chain, found)


def changed(lines: Sequence[Line], content: Sequence[int], chain: Sequence[Candidate], found: Found) -> None:
    """The Pasal that a change sets or inserts, and the BAB that it inserts before them."""
    heads = [content.index(candidate.line) for candidate in chain]
    for num, (start, end) in zip(meant_numbers([c.num for c in chain]), stretches(heads, len(content)), strict=True):
        pasal(lines, content[start:end], num, PASAL_DEPTH + INNER, found)
    for position, i in enumerate(content):
        if match := INSERTED_BAB.fullmatch(lines[i].text):
            after = [p for p in heads if p > position] + [position + 1 + TITLE_OF_BAB]
            words = [lines[k].text for k in content[position + 1 : min(after)] if lines[k].text.isupper()]
            found.marks.append(Mark(i, "bab", BAB_DEPTH + INNER, match[1], " ".join(words)))


def meant_numbers(nums: Sequence[str]) -> list[str]:
    """Inserted Pasal whose letter was misread as a digit, told by their neighbours.

    >>> meant_numbers(["16A", "168", "16C"]), meant_numbers(["16", "168"])
    (['16A', '16B', '16C'], ['16', '168'])
    """
    meant = list(nums)
    for k, num in enumerate(nums):
        letter = MISREAD_LETTERS.get(num[-1:])
        if not num.isdigit() or not letter:
            continue
        stem, before, after = num[:-1], chr(ord(letter) - 1), chr(ord(letter) + 1)
        if (k and meant[k - 1] == stem + before) or (k + 1 < len(nums) and nums[k + 1] == stem + after):
            meant[k] = stem + letter
    return meant


def plain_content(lines: Sequence[Line], content: Sequence[int], found: Found) -> None:
    inner, warnings = ayat_marks(lines, content, AYAT_DEPTH)
    found.marks += inner or list_marks(lines, content, LIST_DEPTH)
    found.warnings += warnings


def changed_items(lines: Sequence[Line], inside: Sequence[int]) -> list[Candidate]:
    """The numbered changes of a Pasal: "1. Ketentuan Pasal 5 diubah …"; the best increasing sequence of them."""
    found = []
    for i in inside:
        match = AMENDED_ITEM.match(lines[i].text)
        num = read_number(match[1]) if match else ""
        if num.isdigit() and CHANGE_WORDS.match(lines[i].text[match.end() :]):
            found.append(Candidate(i, num, (int(num), ""), 1.0))
    return best_sequence(found)
