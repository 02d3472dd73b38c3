"""Peraturan and Keputusan on F4 pages, as a Bagian Hukum lays them out: hanging ayat and huruf, centred headings, "- 2 -" on top."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table

from corpus.emblem import Emblem
from corpus.markup import inline
from corpus.notice import CREATOR, SAME_BYTES, draw_notice
from corpus.regulation_text import Block, Regulation, read_regulation

F4 = (210 * mm, 330 * mm)
LEFT, RIGHT, TOP, BOTTOM = 28 * mm, 24 * mm, 30 * mm, 24 * mm
WIDTH = F4[0] - LEFT - RIGHT
COLUMN = 94.0  # points: where the text beside Menimbang, Mengingat, KESATU begins
COLON = 83.0
STEPS = (0.0, 27.0, 50.0, 73.0, 96.0)  # points: the indentation of each level
SIGNED_AT = WIDTH * 0.52


@dataclass(frozen=True, slots=True)
class Face:
    """The type of a regulation: sizes and leading in points."""

    name: str
    bold: str
    size: float
    leading: float
    after: float
    bold_headings: bool


NEW = Face("Times-Roman", "Times-Bold", 12, 16.2, 4.5, False)
OLD = Face("Helvetica", "Helvetica-Bold", 11, 17.5, 6, True)


class Labelled(Paragraph):
    """A paragraph with words at fixed places left of its first line: "Menimbang", ":", "a."."""

    labels: tuple[tuple[float, str], ...] = ()

    def draw(self) -> None:
        baseline = self.height - self.style.fontSize
        self.canv.setFont(self.style.fontName, self.style.fontSize)
        for x, text in self.labels:
            self.canv.drawString(x, baseline, text)
        super().draw()

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts = super().split(available_width, available_height)
        if parts and parts[0] is not self:
            parts[0].labels = self.labels
        return parts


def labelled(text: str, style: ParagraphStyle, labels: tuple[tuple[float, str], ...]) -> Labelled:
    paragraph = Labelled(inline(text), style)
    paragraph.labels = labels
    return paragraph


class Layout:
    """Turns blocks into flowables; knows whether the text stands beside labels, and whether it is the elucidation."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.base = 0.0
        self.elucidation = False
        self.announces = False

    def style(self, left: float = 0.0, align: int = TA_JUSTIFY, **more: object) -> ParagraphStyle:
        options = {"fontName": self.face.name, "fontSize": self.face.size, "leading": self.face.leading, "spaceAfter": self.face.after}
        return ParagraphStyle("text", leftIndent=left, alignment=align, allowWidows=0, allowOrphans=0, **(options | more))

    def flowables(self, blocks: tuple[Block, ...]) -> Iterator[Flowable]:
        makers: dict[str, Callable[[Block], Iterator[Flowable]]] = {
            "centred": self.centred, "bold": self.centred, "label": self.label, "division": self.division, "pasal": self.pasal,
            "item": self.item, "paragraph": self.paragraph, "table": self.table, "ttd": self.signature, "lampiran": self.annexed,
            "penjelasan": self.explained, "salinan": self.copy, "halaman": lambda _: iter([PageBreak()]),
            "lambang": lambda _: iter([Emblem(WIDTH), Spacer(1, 8)]),
        }  # fmt: skip
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            self.announces = following is not None and (following.kind == "table" or (following.kind == "pasal" and following.level > 0))
            yield from makers[block.kind](block)

    def centred(self, block: Block) -> Iterator[Flowable]:
        if not block.text:
            yield Spacer(1, self.face.leading * 0.7)
            return
        font = self.face.bold if block.kind == "bold" else self.face.name
        yield Paragraph(inline(block.text), self.style(STEPS[block.level], TA_CENTER, spaceAfter=0, fontName=font, keepWithNext=1))

    def label(self, block: Block) -> Iterator[Flowable]:
        self.base = COLUMN
        mark, _, rest = block.text.partition(" ")
        names = ((0.0, block.mark), (COLON, ":"))
        if mark.removesuffix(".").isalnum() and mark.endswith(".") and len(mark) <= 3:
            yield labelled(rest, self.style(COLUMN + STEPS[1] - 5), (*names, (COLUMN, mark)))
        elif block.text:
            yield labelled(block.text, self.style(COLUMN), names)

    def division(self, block: Block) -> Iterator[Flowable]:
        self.base = 0.0
        bold = self.face.bold if self.face.bold_headings else self.face.name
        over = self.style(0, TA_CENTER, fontName=bold, spaceBefore=self.face.leading * 0.6, spaceAfter=0, keepWithNext=1)
        yield Paragraph(inline(block.mark), over)
        yield Paragraph(inline(block.text), self.style(0, TA_CENTER, fontName=bold, spaceAfter=self.face.leading * 0.35, keepWithNext=1))

    def pasal(self, block: Block) -> Iterator[Flowable]:
        self.base = 0.0
        align = TA_LEFT if self.elucidation else TA_CENTER
        font = self.face.bold if self.face.bold_headings and not self.elucidation else self.face.name
        before = 3 if self.elucidation else self.face.leading * 0.5
        style = self.style(STEPS[block.level], align, fontName=font, spaceBefore=before, spaceAfter=3, keepWithNext=1)
        yield Paragraph(inline(block.text), style)

    def item(self, block: Block) -> Iterator[Flowable]:
        narrower = 5 if self.base else 0
        at = self.base + STEPS[block.level] - (narrower if block.level else 0)
        style = self.style(self.base + STEPS[block.level + 1] - narrower, keepWithNext=int(self.announces))
        yield labelled(block.text, style, ((at, block.mark),))

    def paragraph(self, block: Block) -> Iterator[Flowable]:
        yield Paragraph(inline(block.text), self.style(self.base + STEPS[block.level], keepWithNext=int(self.announces)))

    def table(self, block: Block) -> Iterator[Flowable]:
        size = self.face.size - 2
        cell = self.style(0, TA_LEFT, fontSize=size, leading=size * 1.22, spaceAfter=0)
        head = self.style(0, TA_CENTER, fontSize=size, leading=size * 1.22, spaceAfter=0, fontName=self.face.bold)
        rows = [[Paragraph(inline(text), head if i == 0 else cell) for text in row] for i, row in enumerate(block.rows)]
        widths = [WIDTH * share / sum(block.shares) for share in block.shares]
        commands = [("GRID", (0, 0), (-1, -1), 0.6, black), ("VALIGN", (0, 0), (-1, 0), "MIDDLE"), ("VALIGN", (0, 1), (-1, -1), "TOP")]
        padding = [("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)]
        sides = [("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4)]
        yield Table(rows, widths, repeatRows=1, style=commands + padding + sides, spaceBefore=5, spaceAfter=8)

    def signature(self, block: Block) -> Iterator[Flowable]:
        lines = lines_of(block.text)
        style = self.style(SIGNED_AT if block.mark == "kanan" else 0, TA_LEFT, spaceAfter=0, keepWithNext=1)
        yield Spacer(1, self.face.leading * 0.8)
        for i, line in enumerate(lines):
            kept = style if i < len(lines) - 1 else ParagraphStyle("last", parent=style, keepWithNext=0)
            yield Paragraph(inline(line) or "&nbsp;", kept)

    def annexed(self, block: Block) -> Iterator[Flowable]:
        self.base = 0.0
        yield PageBreak()
        for line in lines_of(block.text):
            yield Paragraph(inline(line), self.style(WIDTH * 0.44, TA_LEFT, spaceAfter=0))
        yield Spacer(1, self.face.leading)

    def explained(self, block: Block) -> Iterator[Flowable]:
        self.base, self.elucidation = 0.0, True
        yield PageBreak()

    def copy(self, block: Block) -> Iterator[Flowable]:
        yield Paragraph("<u>SALINAN</u>", self.style(0, TA_LEFT, fontName=self.face.bold))


def lines_of(text: str) -> list[str]:
    """The lines that a source parts with a stroke between blanks.

    >>> lines_of("BUPATI ARUNIKA, / / ttd")
    ['BUPATI ARUNIKA,', '', 'ttd']
    """
    return [line.strip() for line in re.split(r"(?<=\s)/(?=\s)", text)]


def draw_page(canvas: Canvas, document: BaseDocTemplate) -> None:
    draw_notice(canvas, F4[0], size=8)
    if document.page > 1:
        canvas.setFont(document.face.name, document.face.size)
        canvas.drawCentredString(F4[0] / 2, F4[1] - 18 * mm, f"- {document.page} -")


def render(source_text: str, pdf_path: Path) -> None:
    """Writes the PDF of one regulation. Raises ValueError where the source is not well formed."""
    regulation = read_regulation(source_text)
    lay_out(regulation, pdf_path)


def lay_out(regulation: Regulation, pdf_path: Path) -> None:
    face = OLD if regulation.old_style else NEW
    document = BaseDocTemplate(str(pdf_path), pagesize=F4, title=regulation.title, author=CREATOR, creator=CREATOR, lang="id", **SAME_BYTES)
    document.face = face
    frame = Frame(LEFT, BOTTOM, WIDTH, F4[1] - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=draw_page)])
    document.build(list(Layout(face).flowables(regulation.blocks)))
