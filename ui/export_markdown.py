"""A note as Markdown: nothing of a document or a question is read as Markdown."""

from __future__ import annotations

import re

from ui.notes import DISCLAIMER, Cell, Grid, Note, day

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
LISTED = re.compile(r"^(\s*)([+\-=])", re.MULTILINE)


def literal(text: str) -> str:
    """
    >>> literal("1. **a** <b> [c](d)")
    '1\\\\. \\\\*\\\\*a\\\\*\\\\* \\\\<b\\\\> \\\\[c\\\\](d)'
    """
    return LISTED.sub(r"\1\\\2", NUMBERED.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text)))


def markdown(note: Note) -> str:
    parts = [f"# {note.subject}", f"Tanggal: {day(note.date)}", "## Pertanyaan", literal(note.question), "## Jawaban"]
    parts += [f"> {literal(warning)}" for warning in note.warnings]
    parts += [said(cell).replace("\n", "  \n") for cell in note.paragraphs]
    parts += [table(note.grid)] if note.grid else []
    if note.bases:
        parts.append("## Dasar hukum dan sumber")
        parts.append("\n".join(f"[^{b.number}]: {literal(b.said)}" for b in note.bases))
    return "\n\n".join([*parts, f"*{DISCLAIMER}*", ""])


def said(cell: Cell) -> str:
    marks = {"deleted": "~~{}~~", "inserted": "<ins>{}</ins>", "source": "[^{}]", "": "{}"}
    return "".join(marks[piece.mark].format(literal(piece.text)) for piece in cell)


def table(grid: Grid) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    rows = [line([said(cell).replace("\n", "<br>") for cell in row]) for row in grid.rows]
    return "\n".join([line([literal(name) for name in grid.head]), line(["---"] * len(grid.head)), *rows])
