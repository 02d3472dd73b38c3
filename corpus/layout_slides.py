"""Training slides as a landscape PDF (16:9), one idea a page.

Every slide of a source opens with `== kind: heading`. The kinds:

    sampul   cover                                    pesan    one sentence, large, and what explains it
    kartu    the rows of a table as cards             dua      a table of two columns as two lists side by side
    isi      text, lists, tables and diagrams below each other
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from corpus.drawings import DRAWINGS, Box, Palette, read_palette, rounded
from corpus.markup import Block, inline, read_source
from corpus.notice import CREATOR, NOTICE, SAME_BYTES
from corpus.plan_style import alignment, table_style

WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 56.0
BODY = Box(MARGIN, 52, WIDTH - 2 * MARGIN, HEIGHT - 172)  # below the heading, above the foot
SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.5, 13.0, 12.0, 11.0)  # of text, the first that fits is taken
MANY_ROWS = 7  # of a table: more of them stand closer
GREY = HexColor("#6B7280")


def render(source_text: str, pdf_path: Path) -> None:
    """Writes the PDF of a source (see corpus.markup). Raises ValueError where a slide does not fit its page."""
    source = read_source(source_text)
    palette = read_palette(source.head["warna"])
    canvas = Canvas(str(pdf_path), pagesize=(WIDTH, HEIGHT), lang="id-ID", **SAME_BYTES)
    canvas.setTitle(source.head["judul"])
    canvas.setAuthor(source.head["penerbit"])
    canvas.setSubject(NOTICE)
    canvas.setCreator(CREATOR)
    for number, (slide, blocks) in enumerate(slides(source.blocks), 1):
        canvas.bookmarkPage(f"s{number}")
        canvas.addOutlineEntry(slide.text, f"s{number}", 0)
        KINDS[slide.mark](canvas, slide, blocks, palette)
        foot(canvas, source.head["singkat"], number, dark=slide.mark == "sampul")
        canvas.showPage()
    canvas.save()


def slides(blocks: Sequence[Block]) -> list[tuple[Block, list[Block]]]:
    """Each slide with the blocks below it."""
    starts = [i for i, block in enumerate(blocks) if block.kind == "slide"]
    return [(blocks[start], list(blocks[start + 1 : end])) for start, end in pairwise([*starts, len(blocks)])]


def foot(canvas: Canvas, title: str, number: int, dark: bool) -> None:
    canvas.setFont("Helvetica", 10)
    canvas.setFillColor(white if dark else GREY)
    canvas.drawString(MARGIN, 22, NOTICE)
    if not dark:
        canvas.drawCentredString(WIDTH / 2 + 40, 22, title)
    canvas.drawRightString(WIDTH - MARGIN, 22, str(number))


def paragraph(text: str, size: float, color: Color, bold: bool = False, **more: object) -> Paragraph:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return Paragraph(inline(text), ParagraphStyle("slide", fontName=font, fontSize=size, leading=size * 1.3, textColor=color, **more))


def cover(canvas: Canvas, slide: Block, blocks: Sequence[Block], palette: Palette) -> None:
    """Heading over a coloured page; each paragraph below it is a line of its own."""
    canvas.setFillColor(palette.main)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    for x, y, radius, share in ((880, 470, 190, 0.82), (760, 90, 120, 0.86), (930, 220, 110, 0.7)):
        canvas.setFillColor(palette.tint(share))
        canvas.circle(x, y, radius, stroke=0, fill=1)
    canvas.setFillColor(palette.accent)
    canvas.rect(MARGIN, 400, 90, 8, stroke=0, fill=1)
    y = place(canvas, paragraph(slide.text, 40, white, bold=True), MARGIN, 384, WIDTH * 0.66) - 22
    for block in blocks:
        y = place(canvas, paragraph(block.text, 18, white), MARGIN, y, WIDTH * 0.66) - 4


def message(canvas: Canvas, slide: Block, blocks: Sequence[Block], palette: Palette) -> None:
    """The heading is small, the first paragraph is the message, the others explain it."""
    heading(canvas, slide.text, palette)
    first, *others = blocks
    big = paragraph(first.text, 34, palette.main, bold=True)
    _, tall = big.wrap(BODY.width - 60, HEIGHT)
    top = BODY.y + BODY.height - 10
    rounded(canvas, Box(BODY.x, top - tall - 50, BODY.width, tall + 50), palette.tint(0.1))
    canvas.setFillColor(palette.accent)
    canvas.rect(BODY.x, top - tall - 50, 10, tall + 50, stroke=0, fill=1)
    big.drawOn(canvas, BODY.x + 34, top - tall - 25)
    y = top - tall - 76
    for block in others:
        y = place(canvas, paragraph(block.text, 24, palette.ink), BODY.x, y, BODY.width) - 12


def heading(canvas: Canvas, text: str, palette: Palette) -> None:
    canvas.setFillColor(palette.main)
    canvas.rect(0, HEIGHT - 14, WIDTH, 14, stroke=0, fill=1)
    canvas.setFillColor(palette.accent)
    canvas.rect(MARGIN, HEIGHT - 104, 70, 5, stroke=0, fill=1)
    title = paragraph(text, 30, palette.main, bold=True)
    _, tall = title.wrap(WIDTH - 2 * MARGIN, HEIGHT)
    if tall > 40:
        raise ValueError(f"judul slide lebih dari satu baris: {text}")
    title.drawOn(canvas, MARGIN, HEIGHT - 90)


def place(canvas: Canvas, flowable: Flowable, x: float, top: float, width: float) -> float:
    """Draws below `top`; returns where it ends."""
    _, tall = flowable.wrap(width, HEIGHT)
    flowable.drawOn(canvas, x, top - tall)
    return top - tall


def cards(canvas: Canvas, slide: Block, blocks: Sequence[Block], palette: Palette) -> None:
    """A card for each row `| Judul | keterangan |`, three in a row."""
    heading(canvas, slide.text, palette)
    rows = blocks[0].rows
    across, gap = (3 if len(rows) > 4 else 2), 16
    lines = -(-len(rows) // across)
    width, height = (BODY.width - gap * (across - 1)) / across, (BODY.height - gap * (lines - 1)) / lines
    for i, (title, note) in enumerate(rows):
        line, column = divmod(i, across)
        card = Box(BODY.x + column * (width + gap), BODY.y + BODY.height - (line + 1) * height - line * gap, width, height)
        rounded(canvas, card, palette.tint(0.09))
        canvas.setFillColor(palette.accent if i % 2 else palette.main)
        canvas.rect(card.x, card.y, 7, card.height, stroke=0, fill=1)
        inner = [paragraph(title, 20, palette.main, bold=True, spaceAfter=6), paragraph(note, 18, palette.ink)]
        stack(canvas, inner, Box(card.x + 22, card.y + 8, card.width - 32, card.height - 22), slide.text)


def two_columns(canvas: Canvas, slide: Block, blocks: Sequence[Block], palette: Palette) -> None:
    """The header of a table above two lists; text after the table stands below them."""
    heading(canvas, slide.text, palette)
    table, *after = blocks
    gap, below = 24, 46 * len(after)
    width, height = (BODY.width - gap) / 2, BODY.height - below
    for column in (0, 1):
        box = Box(BODY.x + column * (width + gap), BODY.y + below, width, height)
        rounded(canvas, box, palette.tint(0.09))
        rounded(canvas, Box(box.x, box.y + height - 46, width, 46), palette.main if column == 0 else palette.accent)
        ink = white if column == 0 else palette.ink
        place(canvas, paragraph(table.rows[0][column], 21, ink, bold=True), box.x + 18, box.y + height - 9, width - 36)
        items = [row[column] for row in table.rows[1:] if row[column]]
        stack(canvas, [bullet(text, 20, palette, "•") for text in items], Box(box.x + 18, box.y + 8, width - 36, height - 66), slide.text)
    y = BODY.y + below - 10
    for block in after:
        y = place(canvas, paragraph(block.text, 20, palette.main, bold=True), BODY.x, y, BODY.width) - 6


def bullet(text: str, size: float, palette: Palette, mark: str) -> Paragraph:
    indent = size * 1.5
    style = {"leftIndent": indent, "bulletIndent": 0, "spaceAfter": size * 0.45, "bulletFontSize": size, "bulletColor": palette.main}
    made = paragraph(text, size, palette.ink, **style)
    return Paragraph(inline(text), made.style, bulletText=mark)


def ordinary(canvas: Canvas, slide: Block, blocks: Sequence[Block], palette: Palette) -> None:
    """Text, lists, tables and diagrams below each other, in the largest size that fits."""
    heading(canvas, slide.text, palette)
    for size in SIZES:
        set_blocks = [flowable for block in blocks for flowable in flowables(block, size, palette)]
        if height_of(set_blocks, BODY.width) <= BODY.height:
            break
    stack(canvas, set_blocks, BODY, slide.text)


def flowables(block: Block, size: float, palette: Palette) -> list[Flowable]:
    if block.kind == "item":
        return [bullet(block.text, size, palette, "•" if block.mark == "-" else block.mark)]
    if block.kind == "table":
        return [table(block, size, palette), Spacer(1, 10)]
    if block.kind == "figure":
        return [Diagram(block, palette), Spacer(1, 8)]
    bold = block.kind == "callout"
    return [paragraph(block.text, size, palette.main if bold else palette.ink, bold=bold, spaceAfter=size * 0.5)]


class Diagram(Flowable):
    """A diagram of corpus.drawings as wide as the slide's text; the first row may say how high: "tinggi: 200"."""

    def __init__(self, block: Block, palette: Palette):
        super().__init__()
        self.block, self.palette = block, palette
        first = block.rows[0][0]
        self.lines = [row[0] for row in block.rows[int(first.startswith("tinggi:")) :]]
        self.height = float(first.removeprefix("tinggi:")) if first.startswith("tinggi:") else BODY.height - 10

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        DRAWINGS[self.block.mark](self.canv, self.lines, Box(0, 0, self.width, self.height), self.palette, 17)


def table(block: Block, size: float, palette: Palette) -> Table:
    header, *rows = block.rows
    sides = [alignment([row[column] for row in rows]) for column in range(len(header))]
    cells = [[paragraph(cell, size - 1, white, bold=True) for cell in header]]
    cells += [[paragraph(cell, size - 1, palette.ink, alignment=side) for cell, side in zip(row, sides, strict=True)] for row in rows]
    return Table(
        cells,
        [BODY.width * share / sum(block.shares) for share in block.shares],
        style=table_style(block, palette, padding=7 if len(rows) <= MANY_ROWS else 4),
    )


def height_of(made: Sequence[Flowable], width: float) -> float:
    return sum(flowable.wrap(width, HEIGHT)[1] + flowable.getSpaceAfter() for flowable in made)


def stack(canvas: Canvas, made: Sequence[Flowable], box: Box, where: str) -> None:
    """Draws below each other from the top of a box. Raises ValueError where they do not fit."""
    if height_of(made, box.width) > box.height + 1:
        raise ValueError(f"isi slide tidak muat: {where}")
    y = box.y + box.height
    for flowable in made:
        y = place(canvas, flowable, box.x, y, box.width) - flowable.getSpaceAfter()


KINDS = {"sampul": cover, "pesan": message, "kartu": cards, "dua": two_columns, "isi": ordinary}
