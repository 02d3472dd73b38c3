"""Typesets short texts of regulations as pages with word boxes, for the tests of the grammar."""

from __future__ import annotations

from ingest.lines import Line, all_lines
from ingest.values import Page, WordBox

WIDTH, HEIGHT, LEFT, LETTER, LEADING, INDENT = 595.0, 842.0, 70.0, 5.0, 14.0, 6.0  # points
MEASURE = 90  # letters a full line holds


def typeset(text: str) -> tuple[Page, ...]:
    """Pages parted by form feeds. A line that begins with "^" is centred; each leading space indents by 6 points."""
    return tuple(page_of(number, page.strip("\n")) for number, page in enumerate(text.split("\f"), 1))


def page_of(number: int, text: str) -> Page:
    lines, boxes, at = [], [], 0
    for row, raw in enumerate(text.split("\n")):
        said = raw.lstrip(" ^")
        x = LEFT + INDENT * (len(raw) - len(raw.lstrip(" ")))
        if raw.startswith("^"):
            x = LEFT + (MEASURE - len(said)) * LETTER / 2
        y = 60 + row * LEADING
        start = 0
        for word in said.split(" "):
            if word:
                left = x + start * LETTER
                boxes.append(WordBox(at + start, at + start + len(word), left, y, left + len(word) * LETTER, y + 10, 11.0))
            start += len(word) + 1
        lines.append(said)
        at += len(said) + 1
    return Page(number, "\n".join(lines), WIDTH, HEIGHT, tuple(boxes))


def lines_of(text: str) -> list[Line]:
    return all_lines(typeset(text))
