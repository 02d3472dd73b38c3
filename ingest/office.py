"""DOCX, PPTX, HTML, Markdown and plain text as pages: one a section or slide, cited by heading instead of page, without boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.structure import Mark
from ingest.values import IngestError, Page

SECTION_DEPTH, TEXT_DEPTH, ROW_DEPTH, ITEM_DEPTH, SLIDE_DEPTH = 20, 70, 71, 75, 20
CHAPTER = re.compile(r"BAB\s+([IVXLC]+)\b[\s.:–-]*(.*)", re.IGNORECASE | re.DOTALL)
NUMBERED = re.compile(r"((?:\d+\.)*\d+|[A-Z]|[IVXL]+)[.)]\s+(.+)|(\d+(?:\.\d+)+)\s+(.+)", re.DOTALL)
HEADER_LENGTH = 60  # characters of a header cell
CAPTION = re.compile(r"(?:Tabel|Table)\s+(?P<num>[\d.]*\d)[.:]?\s+(?P<title>.+)", re.IGNORECASE)
TEXT_HEADING = re.compile(r"\d+(?:\.\d+)*\.?\s+[A-Z].{0,78}[^.;:,]")  # of plain text, standing alone: "2.1 Tata kelola"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a written document. `lines`: its text, spaces folded, none empty (an empty slide has no line). `level`: of a heading, from 1.

    A table has `rows` of cells; its lines are one a row.
    """

    kind: Literal["heading", "text", "item", "table", "slide"]
    lines: tuple[str, ...]
    level: int = 0
    num: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a written document holds. `marks` refer to `ingest.lines.all_lines(pages)`; `title` is its first heading, else its property."""

    pages: tuple[Page, ...]
    marks: tuple[Mark, ...]
    title: str = ""
    author: str = ""


@dataclass
class Paper:
    """Pages while they are being written."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    marks: list[Mark] = field(default_factory=list)

    @property
    def line(self) -> int:
        return sum(map(len, self.pages))


def folded(text: str) -> tuple[str, ...]:
    """The lines of a text with single spaces, empty ones left out."""
    return tuple(line for part in re.split(r"[\n\r\v\f\u2028\u2029]+", text) if (line := " ".join(part.split())))


def read_office(path: Path) -> Written:
    """The pages and marks of a document that is no PDF. Raises IngestError where it is broken or empty."""
    path = Path(path)
    reader = READERS[path.suffix.lower()]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IngestError(path, f"berkas tidak dapat dibaca ({error.strerror})") from error
    if not data:
        raise IngestError(path, "berkas kosong (0 bita)")
    try:
        pieces, title, author = reader(data)
    except MemoryError:
        raise
    except Exception as error:  # what python-docx, python-pptx and lxml raise on a broken file is not listed anywhere
        raise IngestError(path, f"berkas rusak atau bukan {path.suffix.lstrip('.').upper()} ({type(error).__name__})") from error
    written = put_down(pieces, title, author)
    if not any(page.text for page in written.pages):
        raise IngestError(path, "tidak ada teks di dalam berkas ini")
    return written


def put_down(pieces: Iterable[Piece], title: str = "", author: str = "") -> Written:
    """Pieces as pages (a new one at each slide and each heading of the highest level) and marks."""
    pieces = [piece for piece in pieces if piece.lines or piece.kind == "slide"]
    top = min((piece.level for piece in pieces if piece.kind == "heading"), default=0)
    headings = [piece for piece in pieces if piece.kind == "heading" and piece.level == top]
    if len(headings) == 1 and pieces[0] is headings[0]:  # the title of the whole: its sections are a level below
        top = min((piece.level for piece in pieces if piece.kind == "heading" and piece is not pieces[0]), default=0)
    paper = Paper()
    for i, piece in enumerate(pieces):
        if (i and piece.kind == "slide") or (paper.pages[-1] and piece.kind == "heading" and piece.level == top):
            paper.pages.append([])
        paper.marks += marks_of(piece, paper) if piece.lines else []
        paper.pages[-1] += piece.lines
    pages = tuple(Page(number, "\n".join(lines), 0.0, 0.0) for number, lines in enumerate(paper.pages, 1))
    named = (" ".join(pieces[0].lines) if pieces and pieces[0].kind in ("heading", "slide") else "") or title
    return Written(pages, tuple(paper.marks), named, author)


def marks_of(piece: Piece, paper: Paper) -> list[Mark]:
    at = paper.line
    if piece.kind == "heading":
        return [heading_mark(piece, at)]
    if piece.kind == "slide":
        return [Mark(at, "slide", SLIDE_DEPTH, piece.num, piece.lines[0])]
    if piece.kind == "table":
        return table_marks(piece, at, paper)
    if in_slide(paper):
        return []  # a slide is one clause
    if piece.kind == "item":
        bullet = not any(c.isalnum() for c in piece.num)
        if bullet and paper.marks and paper.marks[-1].kind in ("paragraph", "item"):
            return []  # stays with the text above it: nobody cites "butir •"
        if not bullet:
            return [Mark(at, "item", ITEM_DEPTH + piece.level, piece.num)]
    return [Mark(at, "paragraph", TEXT_DEPTH)]


def in_slide(paper: Paper) -> bool:
    return any(mark.kind == "slide" for mark in paper.marks)


def heading_mark(piece: Piece, at: int) -> Mark:
    text = " ".join(piece.lines)
    if chapter := CHAPTER.fullmatch(text):
        return Mark(at, "bab", SECTION_DEPTH, chapter[1].upper(), chapter[2])
    num, title = split_number(text)
    return Mark(at, "section", SECTION_DEPTH + piece.level, num, title)


def split_number(heading: str) -> tuple[str, str]:
    """
    >>> split_number("2.1 Tata kelola"), split_number("A. Umum"), split_number("Umum")
    (('2.1', 'Tata kelola'), ('A', 'Umum'), ('', 'Umum'))
    """
    match = NUMBERED.fullmatch(heading)
    return (match[1] or match[3], match[2] or match[4]) if match else ("", heading)


def table_marks(piece: Piece, at: int, paper: Paper) -> list[Mark]:
    """A table with a mark for each row, whose heading holds the column headers; nothing for a table that only sets text side by side."""
    if len(piece.rows) != len(piece.lines) or not has_header(piece.rows):
        return [] if in_slide(paper) else [Mark(at, "paragraph", TEXT_DEPTH)]
    caption = CAPTION.fullmatch(paper.pages[-1][-1]) if paper.pages[-1] else None
    start = at
    if caption and paper.marks and paper.marks[-1].kind == "paragraph" and paper.marks[-1].line == at - 1:
        start = paper.marks.pop().line  # the caption is the table's own first line
    title = caption["title"] if caption else next((m.heading for m in reversed(paper.marks) if m.heading and m.kind != "row"), "")
    headed = " | ".join(filter(None, [title, *piece.rows[0]]))
    rows = [Mark(at + i, "row", ROW_DEPTH, str(i), headed) for i in range(1, len(piece.rows))]
    return [Mark(start, "table", TEXT_DEPTH, caption["num"] if caption else "", title, markdown=markdown(piece.rows)), *rows]


def has_header(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first row names the columns."""
    return len(rows) > 1 and len(rows[0]) > 1 and all(cell and len(cell) <= HEADER_LENGTH and cell != ":" for cell in rows[0])


def markdown(rows: Sequence[tuple[str, ...]]) -> str:
    columns = max(map(len, rows))
    shown = [(*row, *[""] * (columns - len(row))) for row in rows]
    shown.insert(1, ("---",) * columns)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in shown)


def table_piece(rows: Iterable[Sequence[str]]) -> Piece:
    """A table whose cells may hold several lines. One with a header row becomes a line a row, any other its cells' lines in order."""
    cells = [row for row in ([folded(cell) for cell in row] for row in rows) if any(row)]
    flat = tuple(tuple(" ".join(cell) for cell in row) for row in cells)
    if has_header(flat):
        return Piece("table", tuple(" | ".join(filter(None, row)) for row in flat), rows=flat)
    lines: list[str] = []
    for row in cells:
        lines.append(" ".join(cell[0] for cell in row if cell))
        lines += [line for cell in row for line in cell[1:]]
    return Piece("table", tuple(lines))


def read_word(data: bytes) -> tuple[list[Piece], str, str]:
    from ingest.word_file import pieces

    return pieces(data)


def read_slides(data: bytes) -> tuple[list[Piece], str, str]:
    from ingest.slide_file import pieces

    return pieces(data)


def read_web(data: bytes) -> tuple[list[Piece], str, str]:
    from ingest.web_file import pieces

    return pieces(data)


def read_markdown(data: bytes) -> tuple[list[Piece], str, str]:
    """Markdown by way of HTML, so that both are read alike."""
    from markdown_it import MarkdownIt

    from ingest.web_file import pieces

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(without_front_matter(decoded(data)))
    return pieces(f"<html><body>{html}</body></html>".encode())


def without_front_matter(text: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)


def read_text(data: bytes) -> tuple[list[Piece], str, str]:
    """Plain text: blank lines part paragraphs, form feeds pages."""
    pieces: list[Piece] = []
    for sheet in decoded(data).split("\f"):
        for block in re.split(r"\n\s*\n", sheet):
            lines = folded(block)
            level = text_level(lines)
            pieces.append(Piece("heading", lines, level) if level else Piece("text", lines))
    return pieces, "", ""


def text_level(lines: tuple[str, ...]) -> int:
    """The level of a block of plain text that is a heading; 0 where it is none.

    >>> text_level(("BAB II", "TATA KELOLA")), text_level(("2.1 Peran",)), text_level(("1. Bupati menetapkan rencana.",))
    (1, 3, 0)
    """
    if 1 <= len(lines) <= 2 and CHAPTER.fullmatch(" ".join(lines)) and len(" ".join(lines)) <= 100:
        return 1
    if len(lines) == 1 and TEXT_HEADING.fullmatch(lines[0]):
        return 2 + lines[0].split()[0].rstrip(".").count(".")
    return 0


def decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or else Windows-1252, with plain line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


READERS = {
    ".docx": read_word,
    ".pptx": read_slides,
    ".html": read_web,
    ".htm": read_web,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
}
SUFFIXES = frozenset(READERS)
