"""An answer as a note in DOCX: question, quotes with their sources, a table of legal bases, a disclaimer."""

from __future__ import annotations

import datetime
import io

from answer.values import Answer

DISCLAIMER = "Kutipan diambil kata demi kata dari dokumen yang disebut. Cocokkan dengan naskah resmi sebelum ditandatangani."
COLUMNS = ("No.", "Dokumen", "Letak", "Halaman", "Status")


def note(answer: Answer, today: datetime.date | None = None) -> bytes:
    """A DOCX file."""
    from docx import Document

    document = Document()
    document.core_properties.title = "Nota rujukan"
    document.add_heading("Nota Rujukan", 0)
    document.add_paragraph(f"Tanggal: {(today or datetime.date.today()).isoformat()}")
    document.add_heading("Pertanyaan", 1)
    document.add_paragraph(answer.query)
    document.add_heading("Jawaban", 1)
    if answer.refused_because:
        document.add_paragraph(f"Tidak dapat dijawab: {answer.refused_because}")
    for warning in answer.notes:
        document.add_paragraph(warning, style="Intense Quote")
    if answer.comparison:
        comparison(document, answer)
    else:
        for citation in answer.citations:
            document.add_paragraph(f"{citation.quote} [{citation.marker}]")
    document.add_heading("Dasar", 1)
    bases(document, answer)
    document.add_paragraph(DISCLAIMER).runs[0].italic = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def comparison(document, answer: Answer) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Aspek", answer.comparison.left, answer.comparison.right), strict=True):
        cell.text = text
    for row in answer.comparison.rows:
        cells = table.add_row().cells
        cells[0].text = row.aspect
        for cell, side in ((cells[1], row.left), (cells[2], row.right)):
            cell.text = side.text + "".join(f" [{m}]" for m in side.markers)


def bases(document, answer: Answer) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = text
    for c in answer.citations:
        values = (f"[{c.marker}]", c.title, c.locator, str(c.page), c.status.status)
        for cell, text in zip(table.add_row().cells, values, strict=True):
            cell.text = text
