"""A note as PDF, set in the face that comes with reportlab: nothing is fetched, and readers need no font of their own."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from xml.sax.saxutils import escape

from ui.notes import DISCLAIMER, Cell, Grid, Note, day

FACE, BOLD, ITALIC = "Rujukan", "Rujukan-Bold", "Rujukan-Italic"
FILES = {FACE: "Vera.ttf", BOLD: "VeraBd.ttf", ITALIC: "VeraIt.ttf"}
MARGIN = 2.2  # centimetres
BASIS_WIDTHS = (1.0, 6.4, 3.6, 2.9, 2.7)  # of 16.6 centimetres
GRID_WIDTHS = (2.6, 7.0, 7.0)
MARKS = {"deleted": "<strike>{}</strike>", "inserted": "<u>{}</u>", "source": "<super>[{}]</super>", "": "{}"}
OTHER = {"→": "->", "←": "<-", "\u2011": "-", "\u00ad": ""}


def pdf(note: Note) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import cm
    from reportlab.platypus import SimpleDocTemplate

    fonts()
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=MARGIN * cm, rightMargin=MARGIN * cm, topMargin=MARGIN * cm, bottomMargin=MARGIN * cm,
        title=said(note.question)[:250], author="", lang="id",
    )  # fmt: skip
    document.build(story(note), onFirstPage=footer, onLaterPages=footer)
    return buffer.getvalue()


def fonts() -> None:
    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in FILES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, folder / file))
    pdfmetrics.registerFontFamily(FACE, normal=FACE, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


def said(text: str) -> str:
    """Text with only the characters that the face has; others are taken apart or become "?"."""
    from reportlab.pdfbase import pdfmetrics

    has = pdfmetrics.getFont(FACE).face.charToGlyph
    kept = []
    for character in text:
        if ord(character) in has or character == "\n":
            kept.append(character)
        elif character in OTHER:
            kept.append(OTHER[character])
        elif unicodedata.category(character)[0] != "C":
            kept.append("".join(c for c in unicodedata.normalize("NFKD", character) if ord(c) in has) or "?")
    return "".join(kept)


def marked_up(cell: Cell) -> str:
    return "".join(MARKS[p.mark].format(escape(said(p.text)).replace("\n", "<br/>")) for p in cell)


def story(note: Note) -> list:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer

    body = ParagraphStyle("body", fontName=FACE, fontSize=9.5, leading=14, spaceAfter=6)
    head = ParagraphStyle("head", body, fontName=BOLD, fontSize=10.5, spaceBefore=8, spaceAfter=4)
    title = ParagraphStyle("title", head, fontSize=14, leading=18)
    small = ParagraphStyle("small", body, fontSize=8, leading=11, spaceAfter=0)
    italic = ParagraphStyle("italic", body, fontName=ITALIC)
    parts: list = [Paragraph(escape(note.subject), title), Paragraph(f"Tanggal: {day(note.date)}", body)]
    parts += [Paragraph("Pertanyaan", head), Paragraph(escape(said(note.question)), body), Paragraph("Jawaban", head)]
    parts += [Paragraph(f"<b>{escape(said(warning))}</b>", body) for warning in note.warnings]
    parts += [Paragraph(marked_up(cell), body) for cell in note.paragraphs]
    if note.grid:
        parts += [table(grid_rows(note.grid), GRID_WIDTHS, small), Spacer(1, 6)]
    if note.bases:
        rows = [[escape(said(text)) for text in (f"[{b.number}]", b.document, b.locator, b.page, b.status)] for b in note.bases]
        heads = [f"<b>{name}</b>" for name in ("No.", "Dokumen", "Letak", "Halaman", "Status")]
        parts += [Paragraph("Dasar hukum dan sumber", head), table([heads, *rows], BASIS_WIDTHS, small)]
    return [*parts, Spacer(1, 10), Paragraph(escape(DISCLAIMER), italic)]


def grid_rows(grid: Grid) -> list[list[str]]:
    head = [f"<b>{escape(said(name))}</b>" for name in grid.head]
    return [head, *([f"<b>{marked_up(row[0])}</b>", *map(marked_up, row[1:])] for row in grid.rows)]


def table(rows: list[list[str]], centimetres: tuple[float, ...], style):
    from reportlab.lib import colors
    from reportlab.lib.units import cm
    from reportlab.platypus import Paragraph, Table, TableStyle

    made = Table(
        [[Paragraph(text, style) for text in row] for row in rows], [w * cm for w in centimetres], repeatRows=1, splitByRow=0, splitInRow=1
    )
    lines = [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (-1, 0), "#eef2f6")]
    made.setStyle(TableStyle(lines))
    return made


def footer(canvas, document) -> None:
    from reportlab.lib.units import cm

    canvas.setFont(FACE, 7.5)
    canvas.drawRightString(document.pagesize[0] - MARGIN * cm, 1.1 * cm, f"Halaman {canvas.getPageNumber()}")
