"""Small PDFs made for the tests of ingest."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pypdfium2 as pdfium
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SIZE = (420.0, 300.0)  # points
LINES = ("Pasal 5", "(1) Bupati menetapkan rencana induk SPBE", "untuk jangka waktu 5 (lima) tahun.", "(2) Rencana induk ditinjau setiap tahun.")


def drawn(*painters: Callable[[Canvas], None], size: tuple[float, float] = SIZE) -> bytes:
    """A PDF with a page for each painter."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for paint in painters:
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text_lines(lines: Sequence[str] = LINES, x: float = 40, top: float = 50, size: float = 14) -> Callable[[Canvas], None]:
    """Paints lines from `top` points below the page's upper edge on."""

    def paint(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for i, line in enumerate(lines):
            canvas.drawString(x, SIZE[1] - top - i * 1.6 * size, line)

    return paint


def picture_of(data: bytes, turns: int = 0, degrees: float = 0.0, scale: float = 200 / 72):
    """The first page as a PIL picture, turned by quarter turns anticlockwise and tilted."""
    pdf = pdfium.PdfDocument(data)
    image = pdf[0].render(scale=scale).to_pil().convert("L")
    pdf.close()
    image = image.rotate(degrees, fillcolor=255, resample=3)
    return image.rotate(90 * turns, expand=True)


def scan(image, under: Callable[[Canvas], None] | None = None) -> Callable[[Canvas], None]:
    """Paints a picture over the whole page, as a scanner does, with `under` drawn in invisible ink."""

    def paint(canvas: Canvas) -> None:
        width, height = SIZE if image.width > image.height else SIZE[::-1]
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(image), 0, 0, width, height)
        if under:
            text = canvas.beginText(40, height - 50)
            text.setTextRenderMode(3)
            text.setFont("Helvetica", 12)
            for line in LINES * 3:
                text.textLine(line)
            canvas.drawText(text)

    return paint


def changed(data: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """A PDF after `change` has worked on it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
