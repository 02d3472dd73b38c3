"""A Word document (DOCX) as pieces, its automatic numbers ("(1)", "a.", "BAB I") worked out, for python-docx leaves them out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.numbering import to_roman
from ingest.office import Piece, folded, table_piece

HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
OUTLINE_NONE = 9  # the outline level of body text
PLACEHOLDER = re.compile(r"%(\d)")


def pieces(data: bytes) -> tuple[list[Piece], str, str]:
    """(pieces, title, author) of a document."""
    document = Document(io.BytesIO(data))
    numbers = Numbers(document)
    found = [piece for block in document.iter_inner_content() for piece in block_pieces(block, numbers)]
    facts = document.core_properties
    return found, (facts.title or "").strip(), (facts.author or "").strip()


def block_pieces(block: Paragraph | Table, numbers: Numbers) -> Iterator[Piece]:
    if isinstance(block, Table):
        yield table_piece(rows(block, numbers))
        return
    number = numbers.of(block)
    lines = folded(f"{number} {block.text}")
    level = heading_level(block)
    if not block.text.strip():
        return
    if level is not None:
        yield Piece("heading", lines, level)
    elif number:
        yield Piece("item", lines, numbers.level(block), number.strip("().").strip())
    else:
        yield Piece("text", lines)


def rows(table: Table, numbers: Numbers) -> Iterator[list[str]]:
    """The cells' texts; a cell merged over several columns or rows counts once."""
    seen: set[Any] = set()
    for row in table.rows:
        texts = []
        for cell in row.cells:
            fresh = cell._tc not in seen
            seen.add(cell._tc)
            if fresh:
                texts.append("\n".join(f"{numbers.of(paragraph)} {paragraph.text}" for paragraph in paragraphs(cell)))
        yield texts


def paragraphs(cell: Any) -> Iterator[Paragraph]:
    for block in cell.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for inner in dict.fromkeys(row.cells):
                    yield from paragraphs(inner)
        else:
            yield block


def heading_level(paragraph: Paragraph) -> int | None:
    """From 1, None for body text; by the style's name, its ancestors, or the outline level."""
    style = paragraph.style
    while style is not None:
        if match := HEADING_STYLE.fullmatch(style.name or ""):
            return int(match[1])
        if (style.name or "").lower() == "title":
            return 1
        style = style.base_style
    found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    level = int(found.get(qn("w:val"))) if found is not None else OUTLINE_NONE
    return level + 1 if level < OUTLINE_NONE else None


class Numbers:
    """Counts the automatically numbered paragraphs of a document, in order."""

    def __init__(self, document: Any):
        self.counts: dict[str, list[int]] = {}
        self.abstract: dict[str, str] = {}
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for entry in root.findall(qn("w:abstractNum")):
            self.levels[entry.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): (
                    value(level, "w:numFmt", "decimal"),
                    value(level, "w:lvlText", ""),
                    int(value(level, "w:start", "1")),
                )
                for level in entry.findall(qn("w:lvl"))
            }
        for entry in root.findall(qn("w:num")):
            self.abstract[entry.get(qn("w:numId"))] = value(entry, "w:abstractNumId", "")

    def place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """(list, level) of a numbered paragraph, from itself or its style."""
        sources = [paragraph._p.pPr]
        style = paragraph.style
        while style is not None:
            sources.append(style.element.pPr)
            style = style.base_style
        for source in sources:
            numbering = source.numPr if source is not None else None
            if numbering is not None and numbering.numId is not None:
                level = numbering.ilvl.val if numbering.ilvl is not None else 0
                return (str(numbering.numId.val), level) if numbering.numId.val else None
        return None

    def level(self, paragraph: Paragraph) -> int:
        return (self.place(paragraph) or ("", 0))[1]

    def of(self, paragraph: Paragraph) -> str:
        """The number of a paragraph as Word shows it, "" where it has none; "•" for a bullet. Counts it."""
        place = self.place(paragraph) if paragraph.text.strip() else None
        if place is None:
            return ""
        name, level = place
        levels = self.levels.get(self.abstract.get(name, ""), {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(name, [])
        while len(counts) <= level:
            counts.append(levels.get(len(counts), ("", "", 1))[2] - 1)
        counts[level] += 1
        del counts[level + 1 :]
        form, text, _ = levels[level]
        if form == "bullet":
            return "•"
        return PLACEHOLDER.sub(lambda m: shown(counts[int(m[1]) - 1] or 1, levels.get(int(m[1]) - 1, (form, "", 1))[0]), text)


def value(element: Any, name: str, default: str) -> str:
    found = element.find(qn(name))
    return default if found is None else found.get(qn("w:val"), default)


def shown(count: int, form: str) -> str:
    """
    >>> shown(3, "lowerLetter"), shown(4, "upperRoman"), shown(28, "lowerLetter"), shown(2, "decimal")
    ('c', 'IV', 'bb', '2')
    """
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return to_roman(count).lower() if form == "lowerRoman" else to_roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)
