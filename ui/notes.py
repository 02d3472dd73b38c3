"""An answer as a note, before it becomes DOCX, PDF or Markdown: question, answer with numbered sources, legal bases."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from answer.values import Answer, Citation
from answer.versions import VersionRow
from index.library import Library
from ui.citing import legal_citation, page_words
from ui.drawing import answer_parts

DISCLAIMER = (
    "Kutipan diambil kata demi kata dari dokumen yang disebut, dengan halaman tempat kutipan itu dimulai. "
    "Cocokkan dengan naskah resmi sebelum nota ini ditandatangani."
)
OCR_WORDS = "hasil OCR, cocokkan dengan gambarnya"
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
Mark = Literal["", "deleted", "inserted", "source"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, or the number of a source (`mark` "source")."""

    text: str
    mark: Mark = ""


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `head` and the rows, each with as many cells; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """One source. `said`: the citation as a lawyer writes it, with what is to be known of the text."""

    number: int
    document: str
    locator: str
    page: str
    status: str
    said: str


@dataclass(frozen=True, slots=True)
class Note:
    subject: str
    question: str
    warnings: tuple[str, ...]
    paragraphs: tuple[Cell, ...]
    grid: Grid | None
    bases: tuple[Basis, ...]
    date: datetime.date


def day(date: datetime.date) -> str:
    """
    >>> day(datetime.date(2024, 8, 17))
    '17 Agustus 2024'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def basis(base: Library, citation: Citation) -> Basis:
    document = base.document(citation.document_id)
    known = citation.status
    by = f" oleh {', '.join(name for _, name in known.by[:3])}" if known.by else ""
    status = f"{known.status}{by}" if document is None or document.kind == "regulation" else "–"  # a plan is neither in force nor repealed
    facts = "; ".join([*([f"status: {status}"] if status != "–" else []), *([OCR_WORDS] if citation.ocr else [])])
    said = f"{legal_citation(citation, document)}{f' ({facts})' if facts else ''}"
    shown = f"{status}; {OCR_WORDS}" if citation.ocr else status
    return Basis(citation.marker, citation.title, citation.locator, page_words(citation), shown, said)


def sourced(text: str, markers: Iterable[int]) -> Cell:
    return (Piece(text), *(Piece(str(m), "source") for m in markers))


def note_of(base: Library, answer: Answer, today: datetime.date | None = None) -> Note:
    """An answer or a comparison."""
    paragraphs: list[Cell] = []
    grid = None
    if answer.comparison:
        table = answer.comparison
        inside = {m for row in table.rows for side in (row.left, row.right) for m in side.markers}
        paragraphs = [sourced(c.quote, (c.marker,)) for c in answer.citations if c.marker not in inside]
        rows = [((Piece(r.aspect),), sourced(r.left.text, r.left.markers), sourced(r.right.text, r.right.markers)) for r in table.rows]
        grid = Grid(("Aspek", table.left, table.right), tuple(rows))
    elif answer.refused_because:
        paragraphs = [(Piece(f"Tidak dapat dijawab dari dokumen di dalam basis: {answer.refused_because}"),)]
    else:
        paragraphs = [(Piece(p),) if isinstance(p, str) else sourced(p.quote, (p.marker,)) for p in answer_parts(answer)]
    bases = tuple(basis(base, c) for c in answer.citations)
    return Note("Rujukan atas pertanyaan", answer.query, answer.notes, tuple(paragraphs), grid, bases, today or datetime.date.today())


def note_of_versions(
    base: Library, left: str, right: str, rows: Sequence[VersionRow], citations: Sequence[Citation], today: datetime.date | None = None
) -> Note:
    """Two versions beside each other; the rows' citations are numbered through."""
    made = [
        (
            (Piece(f"{row.num} ({row.state})"),),
            side(row.left, row.left_words, "deleted"),
            side(row.right, row.right_words, "inserted"),
        )
        for row in rows
    ]
    legend = (Piece("Kata yang dihapus dicoret, kata yang baru digarisbawahi."),)
    grid = Grid(("Pasal", left, right), tuple(made))
    question = f"Apa yang berubah dari {left} ke {right}?"
    bases = tuple(basis(base, c) for c in citations)
    return Note("Perbandingan dua versi peraturan", question, (), (legend,), grid, bases, today or datetime.date.today())


def side(citation: Citation | None, words: Sequence, mark: Mark) -> Cell:
    if citation is None:
        return (Piece("tidak ada"),)
    return (*(Piece(w.text, mark if w.changed else "") for w in words), Piece(str(citation.marker), "source"))
