"""What stands on the pages of a plan besides its text: the cover, the running head and foot."""

from __future__ import annotations

from reportlab.lib.colors import white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from corpus.drawings import Palette
from corpus.markup import inline
from corpus.notice import NOTICE, draw_notice
from corpus.plan_style import GREY, LEFT, RIGHT

WIDTH, HEIGHT = A4
FOOT = HEIGHT * 0.42  # height of the white lower part of a cover


def cover(canvas: Canvas, head: dict[str, str], palette: Palette) -> None:
    """A coloured upper part with the title, who publishes it below."""
    canvas.setFillColor(palette.main)
    canvas.rect(0, FOOT, WIDTH, HEIGHT - FOOT, stroke=0, fill=1)
    MOTIFS[head["motif"]](canvas, palette)
    canvas.setFillColor(palette.accent)
    canvas.rect(0, FOOT - 10, WIDTH, 10, stroke=0, fill=1)
    title = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=26, leading=33, textColor=white)
    subtitle = ParagraphStyle("subtitle", parent=title, fontSize=17, leading=23)
    y = HEIGHT * 0.80
    for line in (Paragraph(inline(head["judul"]), title), Paragraph(inline(head["subjudul"]), subtitle)):
        _, tall = line.wrap(WIDTH - 5 * cm, HEIGHT)
        line.drawOn(canvas, 2.5 * cm, y - tall)
        y -= tall + 18
    canvas.setFillColor(palette.ink)
    canvas.setFont("Helvetica-Bold", 13)
    for i, line in enumerate(head["penerbit"].split(" | ")):
        canvas.drawString(2.5 * cm, HEIGHT * 0.30 - 18 * i, line)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(2.5 * cm, HEIGHT * 0.18, head["tempat"])
    draw_notice(canvas, WIDTH, 1.2 * cm, 8)


def circles(canvas: Canvas, palette: Palette) -> None:
    for x, y, radius, share in ((0.86, 0.86, 150, 0.8), (0.95, 0.72, 95, 0.65)):
        canvas.setFillColor(palette.tint(share))
        canvas.circle(WIDTH * x, HEIGHT * y, radius, stroke=0, fill=1)


def hills(canvas: Canvas, palette: Palette) -> None:
    """Slopes down to the sea, along the lower edge of the coloured part."""
    for share, heights in ((0.85, (0.10, 0.22, 0.13, 0.20)), (0.7, (0.04, 0.08, 0.15, 0.06))):
        canvas.setFillColor(palette.tint(share))
        path = canvas.beginPath()
        path.moveTo(0, FOOT)
        path.lineTo(0, FOOT + HEIGHT * heights[0])
        third = WIDTH / 3
        for i, rise in enumerate(heights[1:]):
            x, before = third * i, FOOT + HEIGHT * heights[i]
            path.curveTo(x + third / 2, before, x + third / 2, FOOT + HEIGHT * rise, x + third, FOOT + HEIGHT * rise)
        path.lineTo(WIDTH, FOOT)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def blocks(canvas: Canvas, palette: Palette) -> None:
    """Squares in steps, at the lower right."""
    side = WIDTH / 9
    for column in range(5):
        for row in range(column + 1):
            canvas.setFillColor(palette.tint(0.9 - 0.1 * ((column + row) % 4)))
            canvas.rect(WIDTH - (5 - column) * side, FOOT + row * side, side, side, stroke=0, fill=1)


MOTIFS = {"lingkaran": circles, "bukit": hills, "kotak": blocks}


def furniture(canvas: Canvas, head: dict[str, str], palette: Palette, label: str) -> None:
    """Running head and foot with the notice and the page number."""
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(GREY)
    canvas.drawString(LEFT, HEIGHT - 1.7 * cm, head["singkat"])
    canvas.setStrokeColor(palette.accent)
    canvas.line(LEFT, HEIGHT - 1.9 * cm, WIDTH - RIGHT, HEIGHT - 1.9 * cm)
    canvas.drawString(LEFT, 1.3 * cm, NOTICE)
    canvas.drawRightString(WIDTH - RIGHT, 1.3 * cm, f"Halaman {label}")
