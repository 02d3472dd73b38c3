"""Simple diagrams of coloured shapes, drawn on a ReportLab canvas: layers, flow, wheel, phases, bars.

Each draws the lines of its source inside the box (x, y, width, height) in points, y upwards from the bottom.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from corpus.markup import inline


@dataclass(frozen=True, slots=True)
class Palette:
    """`main` is dark enough for white text, `accent` stands out, `ink` is for text."""

    main: Color
    accent: Color
    ink: Color

    def tint(self, share: float) -> Color:
        """The main colour thinned with white: 0 is white, 1 the colour itself."""
        return Color(*(1 - share * (1 - part) for part in self.main.rgb()))


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


def read_palette(names: str) -> Palette:
    """ "#0B5C6B #F2A541" -> a palette."""
    main, accent = names.split()
    return Palette(HexColor(main), HexColor(accent), HexColor("#1F2933"))


def text_in(canvas: Canvas, text: str, box: Box, size: float, color: Color, bold: bool = False) -> None:
    """Centred text, made smaller until it fits and no word is broken."""
    font = "Helvetica-Bold" if bold else "Helvetica"
    width = box.width - 8
    while True:
        style = ParagraphStyle("cell", fontName=font, fontSize=size, leading=size * 1.2, alignment=TA_CENTER, textColor=color)
        paragraph = Paragraph(inline(text), style)
        _, height = paragraph.wrap(width, box.height)
        widest = max((stringWidth(word, font, size) for word in text.replace("*", "").split()), default=0)
        if size <= 5 or (height <= box.height and widest <= width):
            break
        size -= 0.5
    paragraph.drawOn(canvas, box.x + 4, box.y + (box.height - height) / 2)


def rounded(canvas: Canvas, box: Box, fill: Color, stroke: Color | None = None) -> None:
    canvas.setFillColor(fill)
    if stroke:
        canvas.setStrokeColor(stroke)
    canvas.roundRect(box.x, box.y, box.width, box.height, 5, stroke=int(stroke is not None), fill=1)


def layers(canvas: Canvas, lines: Sequence[str], box: Box, palette: Palette, size: float) -> None:
    """ "Layanan: layanan publik; layanan administrasi" a line: a band with its name at the left and a box for each item."""
    gap = 6
    height = (box.height - gap * (len(lines) - 1)) / len(lines)
    for i, line in enumerate(lines):
        name, _, items = line.partition(":")
        y = box.y + box.height - (i + 1) * height - i * gap
        rounded(canvas, Box(box.x, y, box.width, height), palette.tint(0.12))
        rounded(canvas, Box(box.x, y, box.width * 0.2, height), palette.main)
        text_in(canvas, name.strip(), Box(box.x, y, box.width * 0.2, height), size, white, bold=True)
        row(canvas, items.split(";"), Box(box.x + box.width * 0.2 + 8, y + 5, box.width * 0.8 - 14, height - 10), palette, size)


def row(canvas: Canvas, items: Sequence[str], box: Box, palette: Palette, size: float) -> None:
    width = (box.width - 6 * (len(items) - 1)) / len(items)
    for i, item in enumerate(items):
        cell = Box(box.x + i * (width + 6), box.y, width, box.height)
        rounded(canvas, cell, white, palette.tint(0.5))
        text_in(canvas, item.strip(), cell, size, palette.ink)


def flow(canvas: Canvas, lines: Sequence[str], box: Box, palette: Palette, size: float) -> None:
    """A box a line, from left to right, with arrows between them; "Judul: keterangan" puts the title in bold on a coloured head."""
    gap = 22
    width = (box.width - gap * (len(lines) - 1)) / len(lines)
    for i, line in enumerate(lines):
        title, _, note = line.partition(":")
        x = box.x + i * (width + gap)
        head = Box(x, box.y + box.height * 0.62, width, box.height * 0.38)
        rounded(canvas, Box(x, box.y, width, box.height), palette.tint(0.12))
        rounded(canvas, head, palette.main)
        text_in(canvas, title.strip(), head, size, white, bold=True)
        text_in(canvas, note.strip(), Box(x, box.y, width, box.height * 0.62), size, palette.ink)
        if i:
            arrow(canvas, x - gap + 3, x - 3, box.y + box.height / 2, palette.accent)


def arrow(canvas: Canvas, start: float, end: float, y: float, color: Color) -> None:
    canvas.setFillColor(color)
    path = canvas.beginPath()
    path.moveTo(start, y - 3)
    for x, dy in ((end - 8, -3), (end - 8, -8), (end, 0), (end - 8, 8), (end - 8, 3), (start, 3)):
        path.lineTo(x, y + dy)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def wheel(canvas: Canvas, lines: Sequence[str], box: Box, palette: Palette, size: float) -> None:
    """The first line in the middle, the others around it as circles."""
    middle, *around = lines
    centre_x, centre_y = box.x + box.width / 2, box.y + box.height / 2
    radius = box.height * 0.155
    reach_x, reach_y = min(box.width * 0.36, box.height * 0.62), box.height * 0.34
    angles = [math.pi / 2 - 2 * math.pi * i / len(around) for i in range(len(around))]
    spots = [(centre_x + reach_x * math.cos(angle), centre_y + reach_y * math.sin(angle)) for angle in angles]
    canvas.setStrokeColor(palette.tint(0.4))
    for x, y in spots:
        canvas.line(centre_x, centre_y, x, y)
    for name, (x, y) in zip(around, spots, strict=True):
        disc(canvas, name, x, y, radius, palette.main, white, size)
    disc(canvas, middle, centre_x, centre_y, radius, palette.accent, palette.ink, size)


def disc(canvas: Canvas, text: str, x: float, y: float, radius: float, fill: Color, ink: Color, size: float) -> None:
    canvas.setFillColor(fill)
    canvas.circle(x, y, radius, stroke=0, fill=1)
    text_in(canvas, text, Box(x - radius * 0.95, y - radius, radius * 1.9, radius * 2), size, ink, bold=True)


def phases(canvas: Canvas, lines: Sequence[str], box: Box, palette: Palette, size: float) -> None:
    """ "Tahap I 2022–2024: fondasi" a line: a chevron with a note below it."""
    width, band, tip = box.width / len(lines), box.height * 0.42, 14
    y = box.y + box.height - band
    for i, line in enumerate(lines):
        title, _, note = line.partition(":")
        x = box.x + i * width
        edge = (
            (x + width - tip, y),
            (x + width - 2, y + band / 2),
            (x + width - tip, y + band),
            (x, y + band),
            (x + tip - 2, y + band / 2),
        )
        canvas.setFillColor(palette.main if i % 2 == 0 else palette.tint(0.75))
        path = canvas.beginPath()
        path.moveTo(x, y)
        for point in edge:
            path.lineTo(*point)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        text_in(canvas, title.strip(), Box(x + tip, y, width - 2 * tip, band), size, white, bold=True)
        text_in(canvas, note.strip(), Box(x + 2, box.y, width - 8, box.height - band - 6), size, palette.ink)


def bars(canvas: Canvas, lines: Sequence[str], box: Box, palette: Palette, size: float) -> None:
    """ "2021: 5.650" a line: a column as high as its number, which is printed above it."""
    pairs = [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    numbers = [float(value.replace(".", "").replace(",", ".")) for _, value in pairs]
    slot, room = box.width / len(pairs), box.height - 3.2 * size
    canvas.setStrokeColor(palette.tint(0.4))
    canvas.line(box.x, box.y + 1.6 * size, box.x + box.width, box.y + 1.6 * size)
    for i, ((name, value), number) in enumerate(zip(pairs, numbers, strict=True)):
        x, height = box.x + i * slot, room * number / max(numbers)
        canvas.setFillColor(palette.accent if i == len(pairs) - 1 else palette.main)
        canvas.rect(x + slot * 0.25, box.y + 1.6 * size, slot * 0.5, height, stroke=0, fill=1)
        text_in(canvas, value, Box(x, box.y + 1.6 * size + height, slot, 1.6 * size), size, palette.ink, bold=True)
        text_in(canvas, name, Box(x, box.y, slot, 1.6 * size), size, palette.ink)


DRAWINGS: dict[str, Callable[[Canvas, Sequence[str], Box, Palette, float], None]] = {
    "lapis": layers,
    "alur": flow,
    "roda": wheel,
    "tahap": phases,
    "batang": bars,
}
HEIGHTS = {"lapis": 230.0, "alur": 110.0, "roda": 250.0, "tahap": 80.0, "batang": 150.0}  # points, on an A4 page
