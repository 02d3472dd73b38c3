"""Marks become a tree of clauses. The grammars (`regulation`, `plan`) say where a clause begins; this file builds it.

A document is its lines in order; a mark opens a clause at a line (or inside one), and the clause lasts to the next mark.
So the clauses part the lines without gap or overlap, whatever the grammar says: nothing can be lost here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.flow import flow
from ingest.lines import Line
from ingest.numbering import roman_value
from ingest.values import Clause

# kind -> (how a locator names it, whether it leaves its outer structure out of the locator)
KINDS: dict[str, tuple[str, bool]] = {
    "opening": ("Pembukaan", False),  # title, authority, MEMUTUSKAN
    "considerans": ("Menimbang", True),
    "legal_basis": ("Mengingat", True),
    "observing": ("Memperhatikan", True),
    "decision": ("Menetapkan", True),
    "bab": ("BAB {num}", False),
    "bagian": ("Bagian {num}", False),
    "paragraf": ("Paragraf {num}", False),
    "pasal": ("Pasal {num}", False),  # shortened in locator(): the BAB above a Pasal is not cited
    "ayat": ("ayat ({num})", False),
    "huruf": ("huruf {num}", False),
    "angka": ("angka {num}", False),
    "diktum": ("Diktum {num}", True),
    "closing": ("Penutup", True),  # place, date, signatures
    "elucidation": ("Penjelasan", True),
    "elucidation_general": ("Umum", False),
    "elucidation_articles": ("", False),  # "II. PASAL DEMI PASAL": not cited
    "annex": ("Lampiran {num}", True),
    "section": ("{num} {heading}", False),
    "paragraph": ("", False),
    "item": ("butir {num}", False),
    "table": ("Tabel {num}", False),
    "row": ("baris {num}", False),
    "figure": ("Gambar {num}", False),
    "slide": ("Salindia {num}", True),
    "toc": ("Daftar isi", True),
}
OUTSIDE_PASAL = ("bab", "bagian", "paragraf")  # left out of the locator of a Pasal
CHILDLESS = ("opening", "decision", "closing", "toc")  # what follows stands beside them, however deep it is
HEADING_IN_LOCATOR = 60  # characters of a section's heading that a locator shows


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause opens at character `at` of line `line`. `depth` places it in the tree: a mark closes all that are as deep or deeper.

    `heading` is the title as it stands in the lines (for a row: table title and column headers). `num` is what the number means
    where the page is misread ("40A" for "4OA"); the text keeps what the page says.
    """

    line: int
    kind: str
    depth: int
    num: str = ""
    heading: str = ""
    at: int = 0
    markdown: str = ""


def segment(kind: str, num: str) -> str:
    """The last part of an eid. A Roman BAB counts in Arabic: "bab_2".

    >>> segment("bab", "II"), segment("pasal", "13A"), segment("elucidation", "")
    ('bab_2', 'pasal_13A', 'elucidation')
    """
    if kind in ("bab", "annex") and (value := roman_value(num)):
        num = str(value)
    num = re.sub(r"[^\w.]+", "-", num).strip("-")
    return f"{kind}_{num}" if num else kind


def locator(path: Sequence[Mark]) -> str:
    """How an official cites the clause at the end of `path`, its outermost ancestor first.

    >>> locator([Mark(0, "bab", 1, "II"), Mark(1, "pasal", 4, "5"), Mark(2, "ayat", 5, "2")])
    'Pasal 5 ayat (2)'
    >>> locator([Mark(0, "bab", 1, "II"), Mark(1, "section", 2, "A", "Model"), Mark(2, "section", 3, "1", "Konsep Model")])
    'BAB II, A.1 Konsep Model'
    """
    start = max((i for i, mark in enumerate(path) if KINDS[mark.kind][1]), default=0)
    path = path[start:]
    if any(mark.kind == "pasal" for mark in path):
        path = [mark for mark in path if mark.kind not in OUTSIDE_PASAL]
    if any(mark.kind in ("table", "figure") and mark.num for mark in path):
        path = [mark for mark in path if mark.kind not in ("bab", "section", "paragraph")]
    names = []
    for mark in one_section(path):
        heading = mark.heading if len(mark.heading) <= HEADING_IN_LOCATOR else mark.heading[: HEADING_IN_LOCATOR - 1].rstrip() + "…"
        name = KINDS[mark.kind][0].format(num=mark.num, heading=heading).strip()
        names.append(f", {name}" if mark.kind == "section" and names else f" {name}" if name else "")
    return "".join(names).strip()


def one_section(path: Sequence[Mark]) -> list[Mark]:
    """Sections within sections, and items within items, cited as one: "A.1 Konsep Model", "butir 2.b"."""
    cited = list(path)
    for kind in ("section", "item"):
        chain = [mark for mark in cited if mark.kind == kind]
        if len(chain) > 1:
            last = replace(chain[-1], num=joined_number([mark.num for mark in chain]))
            cited = [last if mark is chain[-1] else mark for mark in cited if mark.kind != kind or mark is chain[-1]]
    return cited


def joined_number(numbers: Sequence[str]) -> str:
    """
    >>> joined_number(["A", "1"]), joined_number(["4.2", "4.2.1"]), joined_number(["4.2", ""]), joined_number(["4.2", "a"])
    ('A.1', '4.2.1', '4.2', '4.2.a')
    """
    joined = ""
    for number in numbers:
        if joined and "." in number and number.startswith(joined):
            joined = number
        elif number:
            joined += ("." if joined else "") + number
    return joined


def build(document_id: str, lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[Clause, ...]:
    """The clauses of a document in pre-order. Lines before the first mark become an "opening".

    Raises ValueError where the marks are not in the order of the lines.
    """
    positions = [(mark.line, mark.at) for mark in marks]
    if positions != sorted(set(positions)):
        raise ValueError("marks must be in the order of the text, one a place")
    if not lines:
        return ()
    if not positions or any(not line.furniture for line in lines[: positions[0][0]]) or positions[0][1]:
        marks = [Mark(0, "opening", 0), *marks]
    elif positions[0][0]:
        marks = [replace(marks[0], line=0), *marks[1:]]  # nothing but running lines stands before it
    ends = [(mark.line, mark.at) for mark in marks[1:]] + [(len(lines), 0)]
    clauses: list[Clause] = []
    stack: list[tuple[Mark, str]] = []
    seen: dict[str, int] = {}
    for mark, end in zip(marks, ends, strict=True):
        while stack and (stack[-1][0].depth >= mark.depth or stack[-1][0].kind in CHILDLESS):
            stack.pop()
        eid = (f"{stack[-1][1]}__" if stack else "") + segment(mark.kind, mark.num)
        seen[eid] = seen.get(eid, 0) + 1
        if seen[eid] > 1:
            eid += f"~{seen[eid]}"
        parents = tuple(parent for _, parent in stack)
        stack.append((mark, eid))
        own = cut_lines(lines, (mark.line, mark.at), end)
        text, runs = flow(own)
        clauses.append(
            Clause(
                document_id,
                eid,
                mark.kind,
                mark.num,
                mark.heading,
                text,
                locator([m for m, _ in stack]),
                runs[0].page if runs else own[0].page,
                runs[-1].page if runs else own[-1].page,  # not that of a running head after its last word
                parents,
                runs,
                mark.markdown,
            )
        )
    return tuple(clauses)


def cut_lines(lines: Sequence[Line], start: tuple[int, int], end: tuple[int, int]) -> list[Line]:
    """The lines from one (line, character) to another; the first and the last may be parts of a line."""
    cut = []
    for i in range(start[0], min(end[0] + 1, len(lines))):
        line = lines[i]
        first = start[1] if i == start[0] else 0
        last = end[1] if i == end[0] else len(line.text)
        text = line.text[first:last]
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if text:
            begin = line.start + first + lead
            cut.append(replace(line, start=begin, end=begin + len(text), text=text))
    return cut or [lines[start[0]]]
