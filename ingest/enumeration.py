"""Ayat, huruf and angka: nested enumerations inside a Pasal, a diktum or a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.numbering import OCR_DIGITS, letter_value
from ingest.structure import Mark

AYAT = re.compile(r"[(\[]\s?([0-9lIiOt|]{1,2}[a-z]?)\s?[)\]17]?\s+(?=\S)|\((\d{1,2}[a-z]?)\)(?=\S|\s*$)")
STYLES: tuple[tuple[str, str, re.Pattern[str]], ...] = (  # name, kind of clause, marker at a line's start
    (
        "a.",
        "huruf",
        re.compile(r"([a-z]|([a-z])\2|[CKOPSUVWXZ])(?:\s?\.(?:\s+(?=\S)|\s*$|(?=[A-Za-z]{3}))|\s(?=bahwa\b))"),
    ),  # the full stop may be lost in a considerans
    ("a)", "huruf", re.compile(r"\(?([a-z]|([a-z])\2)\)\s+(?=\S)")),
    ("1.", "angka", re.compile(r"([0-9lI]{1,3}|[0-9]{1,3}[a-d])\s?\.(?:\s+(?=\S)|(?=[A-Za-z]{3})|\s*$)")),  # 6a. is inserted after 6.
    ("1)", "angka", re.compile(r"([0-9l]{1,3})\)\s+(?=\S)")),
    ("(1)", "angka", re.compile(r"\((\d{1,2})\)\s+(?=\S)")),
)
# a marker after these words is a reference that the line's end has broken off
BROKEN_REFERENCE = re.compile(
    r"(?:\b(?:ayat|huruf|angka|pasal|nomor|butir|sampai|dengan|pada|dalam|dimaksud|Rp\.?)|(?<=[^;,:\s]\s)(?:dan/atau|dan|atau|serta))\s*$",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"\s(?:dan/atau|dan|atau|serta)\s*$", re.IGNORECASE
)  # also ends the last item but one of a list, its semicolon forgotten
BARE = re.compile(r"(\d{1,3})\s+(?=[A-Z])")
ENDED = re.compile(r"(?:[;.]|;\s*(?:dan/atau|dan|atau))\s*$")
FIRST, SECOND = {"huruf": "a", "angka": "1"}, {"huruf": "b", "angka": "2"}
LEAD_IN = 8  # lines that a first item without marker has at most
SAME_PLACE = 3.0  # points: an item stands exactly below another
INDENT = 4.0  # points by which a nested list stands further right


@dataclass(slots=True)
class OpenList:
    style: str
    last: int
    x0: float
    depth: int


def marker_value(style: str, text: str) -> int | None:
    if style.startswith("a"):
        return letter_value(text.lower())  # "C." where "c." comes next
    digits = re.sub(r"[a-d]$", "", text).translate(OCR_DIGITS)
    return int(digits) if digits.isdigit() else None


def is_next(open_list: OpenList, style: str, value: int, said: str) -> bool:
    """Whether an item goes on with an open list: its number comes next, or it is inserted ("6a." after "6.")."""
    inserted = not style.startswith("a") and said[-1:].isalpha() and said[:-1].isdigit()
    return open_list.style == style and open_list.last == (value if inserted else value - 1)


def goes_on(open_list: OpenList, style: str, value: int, said: str, x0: float, before: str) -> bool:
    return is_next(open_list, style, value, said) or skips_one(open_list, style, value, x0, before)


def skips_one(open_list: OpenList, style: str, value: int, x0: float, before: str) -> bool:
    """Whether an item goes on with an open list of which one item was lost: it stands below the others, after a sentence's end."""
    below = abs(open_list.x0 - x0) < INDENT
    return open_list.style == style and open_list.last == value - 2 and below and before.rstrip().endswith((";", ".", "; dan", "; atau"))


def ayat_marks(lines: Sequence[Line], indices: Sequence[int], depth: int, first_at: int = 0) -> tuple[list[Mark], list[str]]:
    """The ayat of a Pasal, one after another from (1). `indices`: its content lines; `first_at`: where the first of them begins.

    A marker counts only where its number is the next one and the line before does not end in a broken reference.
    """
    marks: list[Mark] = []
    warnings: list[str] = []
    expected = 1
    for position, i in enumerate(indices):
        text, at = lines[i].text, first_at if position == 0 else 0
        match = AYAT.match(text, at)
        if not match or (position and BROKEN_REFERENCE.search(lines[indices[position - 1]].text)):
            continue
        said = match[1] or match[2]
        before = lines[indices[position - 1]].text if position else ""
        number = read_ayat(said, expected) or (read_ayat(said, expected + 1) if before.rstrip().endswith(".") else None)
        if number is None:
            continue
        if number != said:
            warnings.append(f"halaman {lines[i].page}: penanda ayat terbaca '{text[at : match.end()].strip()}', dibaca sebagai ({number})")
        marks.append(Mark(i, "ayat", depth, number, at=at))
        expected = int(re.match(r"\d+", number)[0]) + 1
    return (marks, warnings) if marks and (marks[0].num == "1" or len(marks) > 1) else ([], [])


def read_ayat(said: str, expected: int) -> str | None:
    """The ayat number that `said` means where `expected` comes next; None where it cannot be that.

    >>> read_ayat("2", 2), read_ayat("l", 1), read_ayat("1a", 2), read_ayat("7", 2), read_ayat("21", 2)
    ('2', '1', '1a', None, '2')
    """
    if re.fullmatch(r"\d{1,2}[a-z]", said) and int(said[:-1]) in (expected, expected - 1):
        return said
    digits = said.translate(OCR_DIGITS)
    if not digits.isdigit():
        return None
    if int(digits) == expected or (len(digits) == 2 and digits[1] in "17" and int(digits[0]) == expected):
        return str(expected)  # "(21" is "(2)" whose bracket was misread
    return None


def list_marks(lines: Sequence[Line], indices: Sequence[int], depth: int, first_at: int = 0) -> list[Mark]:
    """The huruf and angka of a unit, nested as their styles and indents say.

    An item goes on with an open list of its style when its number comes next; a first item ("a.", "1.") opens a list of its own.
    A second item whose first lost its marker opens a list too: the first is what stands behind the lead-in.
    """
    marks: list[Mark] = []
    stack: list[OpenList] = []
    for position, i in enumerate(indices):
        at = first_at if position == 0 else 0
        before = lines[indices[position - 1]].text if position else ""
        found = read_marker(lines[i], at, stack, before, lead_in=position > 0) or miscounted(lines[i], at, stack, before)
        if found is None:
            lost = headless(lines, indices, position, marks, first_at)
            if lost is not None:
                style, kind, start, begin = lost
                stack.append(OpenList(style, 2, marker_x0(lines[i], at), depth + len(stack)))
                marks.append(Mark(indices[start], kind, stack[-1].depth, FIRST[kind], at=begin))
                marks.append(Mark(i, kind, stack[-1].depth, SECOND[kind], at=at))
            continue
        style, kind, value, num = found
        x0 = marker_x0(lines[i], at)
        if position and BROKEN_REFERENCE.search(before) and not (JOINED.search(before) and stands_below(stack, style, value, num, x0)):
            continue
        if any(belongs(open_list, found, x0, before) for open_list in stack):
            while not belongs(stack[-1], found, x0, before):
                stack.pop()
            follows = goes_on(stack[-1], style, value, num, x0, before)
            stack[-1].last, stack[-1].x0 = (value if follows else stack[-1].last + 1), x0
        else:
            stack.append(OpenList(style, value, x0, depth + len(stack)))
        marks.append(Mark(i, kind, stack[-1].depth, num, at=at))
    return marks or bare_marks(lines, indices, depth)


def bare_marks(lines: Sequence[Line], indices: Sequence[int], depth: int) -> list[Mark]:
    """The items of a list whose numbers have no full stop ("1 Menteri adalah …"), behind a lead-in; at least three of them."""
    found: list[Mark] = []
    for position, i in enumerate(indices):
        match = BARE.match(lines[i].text)
        before = lines[indices[position - 1]].text.rstrip() if position else ""
        begun = before.endswith(":") if not found else bool(ENDED.search(before)) and abs(lines[i].x0 - lines[found[-1].line].x0) < INDENT
        if match and begun and int(match[1]) == len(found) + 1:
            found.append(Mark(i, "angka", depth, match[1]))
    return found if len(found) >= 3 else []


Marker = tuple[str, str, int, str]  # style, kind, value, number as meant


def belongs(open_list: OpenList, found: Marker, x0: float, before: str) -> bool:
    style, _, value, num = found
    return goes_on(open_list, style, value, num, x0, before) or is_miscounted(open_list, style, value, x0, before)


def is_miscounted(open_list: OpenList, style: str, value: int, x0: float, before: str) -> bool:
    """Whether an item stands exactly below those of a list, behind the end of a sentence, but its number is not the next one."""
    below = x0 > 0 and abs(open_list.x0 - x0) < SAME_PLACE
    return open_list.style == style and value > 1 and below and bool(ENDED.search(before))


def miscounted(line: Line, at: int, stack: Sequence[OpenList], before: str) -> Marker | None:
    """An item of an open list that its drafter counted wrong ("a. b. c. d. c."): an item all the same, and a doubt to report."""
    for style, kind, pattern in STYLES:
        match = pattern.match(line.text, at)
        value = marker_value(style, match[1]) if match and match[1].islower() | match[1].isdigit() else None
        if value and any(is_miscounted(open_list, style, value, marker_x0(line, at), before) for open_list in stack):
            return style, kind, value, match[1]
    return None


def headless(
    lines: Sequence[Line], indices: Sequence[int], position: int, marks: Sequence[Mark], first_at: int
) -> tuple[str, str, int, int] | None:
    """(style, kind, position of the first item, where it begins in its line) where a second item stands here whose first has no marker."""
    line, before = lines[indices[position]], lines[indices[position - 1]].text if position else ""
    found = [(style, kind) for style, kind, pattern in STYLES if (m := pattern.match(line.text)) and marker_value(style, m[1]) == 2]
    if not found or not ENDED.search(before):
        return None
    taken = {mark.line for mark in marks}
    for start in range(position - 1, max(-1, position - 1 - LEAD_IN), -1):
        if indices[start] in taken:
            return None
        begin = first_at if start == 0 else 0
        if start == 0 and re.match(r"bahwa\b", lines[indices[0]].text[begin:], re.IGNORECASE):
            return *found[0], 0, begin
        if start and lines[indices[start - 1]].text.rstrip().endswith(":"):
            return *found[0], start, begin
    return None


def stands_below(stack: Sequence[OpenList], style: str, value: int, said: str, x0: float) -> bool:
    """Whether an item goes on with an open list and stands exactly below it, as a reference in running text would not."""
    return any(is_next(open_list, style, value, said) and x0 > 0 and abs(open_list.x0 - x0) < INDENT for open_list in stack)


def marker_x0(line: Line, at: int) -> float:
    """Where a marker stands, in points; within a line it is estimated from the share of the characters before it."""
    return line.x0 + (line.x1 - line.x0) * at / max(1, len(line.text))


def opens(value: int, stack: Sequence[OpenList], x0: float, style: str) -> bool:
    return value == 1 and all(open_list.style != style or x0 > open_list.x0 + INDENT for open_list in stack)


def read_marker(line: Line, at: int, stack: Sequence[OpenList], before: str, lead_in: bool) -> Marker | None:
    """(style, kind, value, number as meant) of the list item that begins here; None where none does."""
    for style, kind, pattern in STYLES:
        match = pattern.match(line.text, at)
        value = marker_value(style, match[1]) if match else None
        if value is None:
            continue
        x0 = marker_x0(line, at)
        num = match[1].lower() if style.startswith("a") or match[1][-1:] in "abcd" else str(value)
        continued = any(goes_on(open_list, style, value, num, x0, before) for open_list in stack)
        first = value == 1 and (not lead_in or before.rstrip().endswith((":", ";", ".", ",")) or x0 > stack_x0(stack) + INDENT)
        if continued or (first and opens(value, stack, x0, style)):
            return style, kind, value, num
    return None


def stack_x0(stack: Sequence[OpenList]) -> float:
    return stack[-1].x0 if stack else 1e9
