"""Numbered and bulleted lists of a text, nested by numbering and indent; which of them are headings is told by their items."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ingest.enumeration import BROKEN_REFERENCE
from ingest.lines import Line
from ingest.numbering import letter_value, roman_value

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (  # style, marker at a line's start
    ("A.", re.compile(r"([A-Z])\s?\.\s+(?=\S)")),  # A. Latar Belakang
    ("I.", re.compile(r"([IVX]{1,5})\s?\.\s+(?=\S)")),  # IV. Penutup
    ("1.", re.compile(r"(\d{1,3})\s?\.\s+(?=\S)")),
    ("a.", re.compile(r"([a-z]|([a-z])\2)\s?\.\s+(?=\S)")),
    ("(1)", re.compile(r"\((\d{1,2})\)\s*(?=\S)")),
    ("(a)", re.compile(r"\(([a-z])\)\s*(?=[^\s(])")),  # not "(a) (b)" below two pictures
    ("1)", re.compile(r"(\d{1,2})\s?\)\s*(?=\S)")),
    ("a)", re.compile(r"([a-z])\s?\)\s*(?=\S)")),
    ("i.", re.compile(r"([ivx]{1,5})\s?[.)]\s+(?=\S)")),
)
NUMBERED = frozenset(style for style, _ in STYLES)
BULLET = re.compile(r"([•●▪■◦○➢✓❖◆–−*\uf000-\uf0ff-])\s+(?=\S)")
SAME_INDENT = 6.0  # points
FAR = 60.0  # points: the next item of a list does not stand further off
INNER = 4.0  # points


@dataclass(frozen=True, slots=True)
class Item:
    """A list item that begins at a position. `at`: where its text begins in the line."""

    position: int
    value: int
    num: str
    at: int
    x0: float


@dataclass(slots=True)
class ListRun:
    """A list and its items; `level`: how many lists it stands in."""

    style: str
    level: int
    items: list[Item] = field(default_factory=list)
    parent: ListRun | None = None
    end: int = 0  # the position behind its last item's content


def value_of(style: str, text: str) -> int | None:
    if style in ("I.", "i."):
        return roman_value(text.upper())
    if "1" in style:
        return int(text)
    return letter_value(text.lower())


def find_lists(lines: Sequence[Line], indices: Sequence[int], walls: Collection[int], drawn: Collection[int] = ()) -> list[ListRun]:
    """The lists among the lines at `indices`, in order of their first item.

    No list goes on beyond a position in `walls` (a heading); what is `drawn` (a caption, a label) is passed over.
    """
    found: list[ListRun] = []
    stack: list[ListRun] = []
    for position, i in enumerate(indices):
        if position in drawn:
            continue
        if position in walls:
            close(stack, 0, position)
        before = lines[indices[position - 1]].text if position and position not in walls else ""
        if stack and stack[-1].style not in NUMBERED and is_left_of(lines[i], before, stack[-1].items[-1]):
            close(stack, len(stack) - 1, position)
        read = read_item(lines[i], position, stack) if not BROKEN_REFERENCE.search(before) or before.endswith((":", ";", ".")) else None
        if read is None:
            continue
        style, item, keep = read
        close(stack, keep, position)
        if stack and stack[-1].style == style and stack[-1].items[-1].value == item.value - 1:
            stack[-1].items.append(item)
        else:
            run = ListRun(style, len(stack), [item], stack[-1] if stack else None)
            stack.append(run)
            found.append(run)
    close(stack, 0, len(indices))
    return found


def is_left_of(line: Line, before: str, item: Item) -> bool:
    """Whether a line begins left of a bullet and after the end of a sentence: the list is over."""
    return line.x0 < item.x0 - INNER and line.text[:1].isupper() and before.endswith((".", ",", ";", ":"))


def close(stack: list[ListRun], keep: int, position: int) -> None:
    for run in stack[keep:]:
        run.end = position
    del stack[keep:]


def read_item(line: Line, position: int, stack: Sequence[ListRun]) -> tuple[str, Item, int] | None:
    """(style, item, how many open lists stay open) of the list item that begins a line; None where none does.

    An item goes on with the innermost open list whose next number it is, else a first item opens a list inside those left of it.
    """
    matches = [(style, match, value_of(style, match[1])) for style, pattern in STYLES if (match := pattern.match(line.text))]
    for style, match, value in matches:
        for depth in range(len(stack) - 1, -1, -1):
            run = stack[depth]
            if value and run.style == style and run.items[-1].value == value - 1 and abs(run.items[-1].x0 - line.x0) < FAR:
                return style, Item(position, value, match[1], match.end(), line.x0), depth + 1
    for style, match, value in matches:
        if value == 1:
            return style, Item(position, 1, match[1], match.end(), line.x0), outer(line, style, stack)
    return read_bullet(line, position, stack)


def read_bullet(line: Line, position: int, stack: Sequence[ListRun]) -> tuple[str, Item, int] | None:
    match = BULLET.match(line.text)
    if not match:
        return None
    for depth in range(len(stack) - 1, -1, -1):
        run = stack[depth]
        if run.style == match[1] and abs(run.items[-1].x0 - line.x0) < SAME_INDENT:
            value = run.items[-1].value + 1
            return match[1], Item(position, value, str(value), match.end(), line.x0), depth + 1
    return match[1], Item(position, 1, "1", match.end(), line.x0), outer(line, match[1], stack)


def outer(line: Line, style: str, stack: Sequence[ListRun]) -> int:
    """How many open lists a new one stands in: not those further right, not one of its own style at its own indent."""
    keep = len(stack)
    while keep and (
        stack[keep - 1].items[-1].x0 > line.x0 + SAME_INDENT
        or (stack[keep - 1].style == style and abs(stack[keep - 1].items[-1].x0 - line.x0) < SAME_INDENT)
    ):
        keep -= 1
    same = next((d for d in range(keep) if stack[d].style == style), None)
    return keep if same is None or line.x0 > stack[same].items[-1].x0 + INNER else same
