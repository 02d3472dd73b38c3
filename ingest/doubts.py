"""What in the numbering of a regulation is doubtful: gaps and repeated numbers, said in plain Indonesian, never mended in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line
from ingest.numbering import Candidate, letter_value, pasal_key, roman_value, to_roman
from ingest.structure import CHILDLESS, Mark, locator

COUNTED = ("ayat", "huruf", "angka")
MARKER = re.compile(r"\(?(\w{1,3})[.)]")
NAMED = re.compile(r"(?:huruf|angka|ayat)\b", re.IGNORECASE)  # "Huruf a" of an elucidation
SWALLOWED = re.compile(r"(?:[a-z]|\d{1,2})[.)]\s+[A-Za-z]{2}|\(\d{1,2}\)\s+[A-Z]")
SHOWN = 40  # characters of a line that a doubt shows
BELOW = 8.0  # points: a nested list stands further right, however askew the page
SURE_HEADING = 2.6  # weight of a line alone, in the middle, behind the end of a sentence


def pasal_doubts(lines: Sequence[Line], chain: Sequence[Candidate], stray: Sequence[Candidate] = ()) -> list[str]:
    """Pasal that are missing between others, and those whose number fits no place in the order (`stray`)."""
    found: list[str] = []
    before: Candidate | None = None
    for candidate in chain:
        found += missing(before.num if before else None, candidate.num)
        before = candidate
    numbers = {candidate.num for candidate in chain}
    for candidate in stray:
        why = "nomornya ganda" if candidate.num in numbers else "nomornya tidak urut"
        found.append(f"halaman {lines[candidate.line].page}: Pasal {candidate.num} dibaca sebagai pasal tersendiri, tetapi {why}")
    return found


def stray_headings(candidates: Sequence[Candidate], chain: Sequence[Candidate]) -> list[Candidate]:
    """Lines outside the chain that are a heading all the same: alone, in the middle, behind the end of a sentence.

    Drafters miscount: a "Pasal 29" behind Pasal 33 still is a Pasal, and must not be taken for a part of Pasal 33.
    """
    kept = {candidate.line for candidate in chain}
    return [candidate for candidate in candidates if candidate.line not in kept and candidate.weight >= SURE_HEADING]


def missing(before: str | None, after: str) -> list[str]:
    """
    >>> missing("11", "13"), missing("16A", "16C"), missing("13", "13A"), missing(None, "1")
    (['Pasal 12 tidak ditemukan (di antara Pasal 11 dan Pasal 13)'], ['Pasal 16B tidak ditemukan (di antara Pasal 16A dan Pasal 16C)'], [], [])
    """
    number, letter = pasal_key(after)
    last, last_letter = pasal_key(before) if before else (0, "")
    lost = [str(n) for n in range(last + 1, number)]
    if letter and letter != "A" and (number, chr(ord(letter[-1]) - 1)) != (last, last_letter):
        first = ord(last_letter) + 1 if last == number and len(last_letter) == 1 else ord("A")
        lost += [f"{number}{chr(n)}" for n in range(first, ord(letter[-1]))]
    place = f"di antara Pasal {before} dan Pasal {after}" if before else f"sebelum Pasal {after}"
    return [f"Pasal {num} tidak ditemukan ({place})" for num in lost]


def repeated_ayat(lines: Sequence[Line], marks: Sequence[Mark]) -> list[str]:
    """A second "(1)" that stands below the ayat of its Pasal: read as an item of the last ayat, and said."""
    found, ayat = [], None
    for mark in marks:
        line = lines[mark.line]
        if mark.kind in ("pasal", "diktum"):
            ayat = None
        elif mark.kind == "ayat" and mark.at == 0:
            ayat = line
        elif ayat and mark.kind == "angka" and mark.num == "1" and line.text.startswith("(1)") and abs(line.x0 - ayat.x0) < BELOW:
            found.append(f"halaman {line.page}: '{line.text[:SHOWN].strip()}…' segaris dengan ayat di atasnya; nomor ayat berulang")
    return found


def bab_doubts(last: int, num: str, page: int) -> list[str]:
    """
    >>> bab_doubts(3, "V", 7), bab_doubts(3, "III", 7), bab_doubts(3, "IV", 7)
    (['BAB IV tidak ditemukan (sebelum BAB V, halaman 7)'], ['halaman 7: BAB III berdiri setelah BAB III, tidak urut'], [])
    """
    value = roman_value(num) or 0
    if value <= last:
        return [f"halaman {page}: BAB {num} berdiri setelah BAB {to_roman(last)}, tidak urut"]
    return [f"BAB {to_roman(n)} tidak ditemukan (sebelum BAB {num}, halaman {page})" for n in range(last + 1, value)]


def list_doubts(marks: Sequence[Mark]) -> list[str]:
    """Ayat, huruf and angka that jump over a number, each with the place where it does."""
    found: list[str] = []
    path: list[Mark] = []
    last: dict[int, Mark] = {}  # depth -> the item before at this depth, under the same parent
    for mark in marks:
        while path and (path[-1].depth >= mark.depth or path[-1].kind in CHILDLESS):
            path.pop()
        for depth in [depth for depth in last if depth > mark.depth]:
            del last[depth]
        explained = any(parent.kind == "elucidation" for parent in path)
        before = last.get(mark.depth)
        if mark.kind in COUNTED and not explained:
            found += jump(path, before if before and before.kind == mark.kind else None, mark)
        last[mark.depth] = mark
        path.append(mark)
    return found


def misread_items(lines: Sequence[Line], marks: Sequence[Mark]) -> list[str]:
    """Markers of huruf and angka that the page says otherwise ("C." read as c, "l." as 1) or does not say at all."""
    found = []
    for mark in marks:
        text, page = lines[mark.line].text, lines[mark.line].page
        said = MARKER.match(text, mark.at)
        if mark.kind not in ("huruf", "angka") or NAMED.match(text, mark.at):
            continue
        if said and said[1] != mark.num:
            found.append(f"halaman {page}: penanda '{said[0].strip()}' dibaca sebagai {mark.kind} {mark.num}")
        elif not said and not re.match(rf"{mark.num}\b", text[mark.at :]):  # "e bahwa …" only lacks its full stop
            found.append(f"halaman {page}: penanda sebelum '{text[mark.at : mark.at + SHOWN].strip()}…' tidak terbaca; dianggap {mark.kind} {mark.num}")
    return found


def swallowed_items(lines: Sequence[Line], marks: Sequence[Mark]) -> list[str]:
    """Lines inside an item that begin like another one, behind the end of a sentence: kept in the item, and said."""
    found = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        if mark.kind == "elucidation":
            break  # its lists are text
        if mark.kind not in COUNTED:
            continue
        content = [i for i in range(mark.line, following.line if following else len(lines)) if not lines[i].furniture]
        for before, i in pairwise(content):
            text = lines[i].text
            if SWALLOWED.match(text) and lines[before].text.rstrip().endswith((".", ";")) and lines[i].page - lines[mark.line].page <= 1:
                found.append(f"halaman {lines[i].page}: '{text[:SHOWN].strip()}…' mirip butir baru, tetapi nomornya tidak urut")
    return found


def jump(path: Sequence[Mark], before: Mark | None, mark: Mark) -> list[str]:
    value, last = number_of(mark), number_of(before) if before else 0
    here = locator([*path, mark])
    inserted = mark.kind != "huruf" and mark.num[-1:].isalpha()
    if before and 1 < value <= last and not inserted:
        return [f"{here}: nomor {mark.num} berdiri setelah {before.num}, tidak urut"]
    if value - last <= 1 or (before is None and mark.kind != "ayat"):
        return []
    return [f"{here}: nomor melompat dari {before.num if before else 'awal'} ke {mark.num}"]


def number_of(mark: Mark) -> int:
    """The place of an item in its list; an inserted "6a" has that of 6."""
    if mark.kind == "huruf":
        return letter_value(mark.num)
    digits = mark.num.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdigit() else 0
