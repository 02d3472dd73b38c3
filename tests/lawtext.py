"""Typesets short texts of regulations as pages with word boxes, for the tests of the grammar."""

from __future__ import annotations

from ingest import regulation
from ingest.lines import Line, all_lines
from ingest.structure import build
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


FULL = "x" * 40 + " " + "y" * 45  # a line that fills the measure, so that the page has a text block
HEAD = f"""^PERATURAN BUPATI ARUNIKA
^NOMOR 7 TAHUN 2021
^TENTANG
^CONTOH
Menimbang : a. bahwa {FULL[:70]}
 perlu
 menetapkan Peraturan Bupati tentang Contoh;
Mengingat : 1. Undang-Undang Nomor 23 Tahun 2014;
            2. Peraturan Presiden Nomor 95 Tahun 2018;
^MEMUTUSKAN:
Menetapkan : PERATURAN BUPATI TENTANG CONTOH.
"""
CLOSING = """Ditetapkan di Sagaramukti
pada tanggal 1 Maret 2021
BUPATI ARUNIKA,
ttd
"""


def read(text):
    """(locators in order, text by locator, warnings)"""
    lines = lines_of(text)
    marks, _, warnings = regulation.marks(lines)
    clauses = build("uji", lines, marks)
    return [c.locator for c in clauses], {c.locator: c.text for c in clauses}, warnings, clauses


def of_body(body, closing=CLOSING):
    return read(HEAD + body + closing)


def pasals(clauses):
    return [c.num for c in clauses if c.kind == "pasal" and not any("penjelasan" in p or "elucidation" in p for p in c.parents)]
