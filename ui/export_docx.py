"""A note in the shape of a nota dinas: head to fill in, question, answer with footnotes, table of legal bases, disclaimer, signature."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from ui.notes import DISCLAIMER, Cell, Grid, Note, day

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

    from ui.docx_footnotes import Footnotes

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML has no place for them
FONT, SIZE, SMALL = "Arial", 11, 9.5  # points
MARGIN = 2.5  # centimetres
DOTS = "…" * 24
FIELDS = ("Kepada", "Dari", "Tembusan", "Tanggal", "Nomor", "Sifat", "Lampiran", "Hal")
COLUMNS = ("No.", "Dokumen", "Letak", "Halaman", "Status")
BASIS_WIDTHS = (1.1, 6.2, 3.2, 2.8, 2.7)  # centimetres, of 16
GRID_WIDTHS = (2.6, 6.7, 6.7)
HEAD_WIDTHS = (2.6, 0.5, 12.9)


def printable(text: str) -> str:
    """
    >>> printable("a\\x01b")
    'ab'
    """
    return UNPRINTABLE.sub("", text)


def docx(note: Note) -> bytes:
    from docx import Document

    from ui.docx_footnotes import Footnotes

    document, footnotes = Document(), Footnotes()
    page(document)
    document.core_properties.title, document.core_properties.author = printable(f"Nota dinas: {note.question}")[:250], ""
    head(document, note)
    document.add_heading("Pertanyaan", 2)
    document.add_paragraph(printable(note.question))
    document.add_heading("Jawaban", 2)
    for warning in note.warnings:
        document.add_paragraph().add_run(printable(warning)).bold = True
    said = {b.number: b.said for b in note.bases}
    for cell in note.paragraphs:
        fill(document.add_paragraph(), cell, said, footnotes)
    if note.grid:
        grid(document, note.grid, said, footnotes)
    if note.bases:
        document.add_heading("Dasar hukum dan sumber", 2)
        bases(document, note)
    close(document, note)
    footnotes.save(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page(document: Document) -> None:
    """A4, the margins of official letters, one plain face, and no colours in headings."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    for name, size in (("Normal", SIZE), ("Heading 2", SIZE)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in [a for a in fonts.attrib if a.endswith("Theme")]:
            del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), FONT)
        fonts.set(qn("w:hAnsi"), FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    language = document.styles["Normal"].element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "id-ID"})
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def head(document: Document, note: Note) -> None:
    """The letterhead's place, the name of the paper, and the fields to fill in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for text in (f"(KOP {DOTS})", "NOTA DINAS"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = True
    known = {"Tanggal": day(note.date), "Hal": note.subject}
    table = document.add_table(rows=0, cols=3)
    for name in FIELDS:
        for cell, text in zip(table.add_row().cells, (name, ":", known.get(name, DOTS)), strict=True):
            write(cell, text)
    widths(table, HEAD_WIDTHS)
    rule(document)


def rule(document: Document) -> None:
    """A line across the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    document.add_paragraph()._p.get_or_add_pPr().append(border)


def fill(paragraph, cell: Cell, said: dict[int, str], footnotes: Footnotes) -> None:
    """Words into a paragraph; sources become footnotes, changed words are struck through or underlined."""
    for piece in cell:
        if piece.mark == "source":
            footnotes.refer(paragraph, printable(said[int(piece.text)]))
            continue
        run = paragraph.add_run(printable(piece.text))
        run.font.strike, run.font.underline = piece.mark == "deleted" or None, piece.mark == "inserted" or None


def grid(document: Document, content: Grid, said: dict[int, str], footnotes: Footnotes) -> None:
    table = document.add_table(rows=1, cols=len(content.head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, content.head, strict=True):
        write(cell, text, bold=True)
    for row in content.rows:
        cells = table.add_row().cells
        write(cells[0], row[0][0].text, bold=True)
        for cell, pieces in zip(cells[1:], row[1:], strict=True):
            fill(cell.paragraphs[0], pieces, said, footnotes)
    widths(table, GRID_WIDTHS)
    finish(table)


def bases(document: Document, note: Note) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, COLUMNS, strict=True):
        write(cell, text, bold=True)
    for b in note.bases:
        for cell, text in zip(table.add_row().cells, (str(b.number), b.document, b.locator, b.page, b.status), strict=True):
            write(cell, text)
    widths(table, BASIS_WIDTHS)
    finish(table, whole_rows=True)


def write(cell, text: str, bold: bool = False) -> None:
    cell.paragraphs[0].add_run(printable(text)).bold = bold


def widths(table: Table, centimetres: tuple[float, ...]) -> None:
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def finish(table: Table, whole_rows: bool = False) -> None:
    """Smaller type, the head repeated on every page; `whole_rows`: none is parted between two pages."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        if whole_rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(SMALL)


def close(document: Document, note: Note) -> None:
    from docx.shared import Cm

    document.add_paragraph()
    document.add_paragraph().add_run(DISCLAIMER).italic = True
    for text in (f"{DOTS[:8]}, {day(note.date)}", f"(Jabatan) {DOTS[:12]}", "", "", f"(Nama) {DOTS[:14]}", f"NIP {DOTS[:15]}"):
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.left_indent = Cm(8.5)
        paragraph.paragraph_format.keep_with_next = not text.startswith("NIP")
