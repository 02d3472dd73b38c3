"""An answer as a note in DOCX: question, quotes with their sources, a table of legal bases, a disclaimer."""

from __future__ import annotations

import datetime
import io
import re

from answer.values import Answer

DISCLAIMER = "Kutipan diambil kata demi kata dari dokumen yang disebut. Cocokkan dengan naskah resmi sebelum ditandatangani."
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML has no place for them
COLUMNS = ("No.", "Dokumen", "Letak", "Halaman", "Status")


def note(answer: Answer, today: datetime.date | None = None) -> bytes:
    """A DOCX file."""
    from docx import Document

    document = Document()
    document.core_properties.title = "Nota rujukan"
    document.add_heading("Nota Rujukan", 0)
    document.add_paragraph(f"Tanggal: {(today or datetime.date.today()).isoformat()}")
    document.add_heading("Pertanyaan", 1)
    document.add_paragraph(printable(answer.query))
    document.add_heading("Jawaban", 1)
    if answer.refused_because:
        document.add_paragraph(f"Tidak dapat dijawab: {printable(answer.refused_because)}")
    for warning in answer.notes:
        document.add_paragraph(printable(warning), style="Intense Quote")
    if answer.comparison:
        comparison(document, answer)
    else:
        for citation in answer.citations:
            document.add_paragraph(printable(f"{citation.quote} [{citation.marker}]"))
    document.add_heading("Dasar", 1)
    bases(document, answer)
    document.add_paragraph(DISCLAIMER).runs[0].italic = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def printable(text: str) -> str:
    """
    >>> printable("a\\x01b")
    'ab'
    """
    return UNPRINTABLE.sub("", text)


def comparison(document, answer: Answer) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Aspek", answer.comparison.left, answer.comparison.right), strict=True):
        cell.text = printable(text)
    for row in answer.comparison.rows:
        cells = table.add_row().cells
        cells[0].text = printable(row.aspect)
        for cell, side in ((cells[1], row.left), (cells[2], row.right)):
            cell.text = printable(side.text) + "".join(f" [{m}]" for m in side.markers)


def bases(document, answer: Answer) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = text
    for c in answer.citations:
        values = (f"[{c.marker}]", c.title, c.locator, str(c.page), c.status.status)
        for cell, text in zip(table.add_row().cells, values, strict=True):
            cell.text = printable(text)
