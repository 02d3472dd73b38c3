"""Plans and handbooks as A4 PDFs: cover, front matter with Roman page numbers, contents, chapters, tables, diagrams.

The same source always gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

from corpus.drawings import DRAWINGS, HEIGHTS, Box, Palette, read_palette
from corpus.markup import Block, Source, inline, read_source
from corpus.notice import CREATOR, NOTICE, SAME_BYTES
from corpus.plan_pages import cover, furniture
from corpus.plan_style import BOTTOM, CLOSE, LEFT, TOP, WIDTH, alignment, contents_styles, table_style, text_styles

SMALL_TABLE = 8  # rows: kept on one page; a longer one may go over the page, its header repeated
LISTS = (("Daftar Isi", "isi"), ("Daftar Tabel", "tabel"), ("Daftar Gambar", "gambar"))  # title, what is listed there


def render(source_text: str, pdf_path: Path) -> None:
    """Writes the PDF of a source (see corpus.markup)."""
    source = read_source(source_text)
    document = PlanDocument(source, pdf_path)
    document.multiBuild(story(source, document), canvasmaker=numbered_canvas(document))


def roman(number: int) -> str:
    """
    >>> [roman(n) for n in (1, 4, 9, 14)]
    ['i', 'iv', 'ix', 'xiv']
    """
    text = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            text, number = text + letters, number - value
    return text


class PlanDocument(BaseDocTemplate):
    """Knows on which physical page the chapters begin, and tells the lists of contents what stands where."""

    def __init__(self, source: Source, pdf_path: Path):
        self.head, self.palette = source.head, read_palette(source.head["warna"])
        self.styles = text_styles(self.head["huruf"], self.palette)
        self.body_start: int | None = None  # as of the pass before, until this pass reaches it: the contents stand in front of it
        self.in_body = False
        title = f"{self.head['judul']} {self.head['subjudul']}"
        super().__init__(
            str(pdf_path),
            pagesize=A4,
            title=title,
            author=self.head["penerbit"],
            subject=NOTICE,
            creator=CREATOR,
            lang="id-ID",
            **SAME_BYTES,
        )
        frame = Frame(LEFT, BOTTOM, WIDTH, A4[1] - TOP - BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates(
            [
                PageTemplate("sampul", [frame], onPage=lambda canvas, _: cover(canvas, self.head, self.palette)),
                PageTemplate("depan", [frame], onPage=self.ordinary_page),
                PageTemplate("isi", [frame], onPage=self.body_page),
            ]
        )

    def beforeDocument(self) -> None:
        self.in_body = False

    def ordinary_page(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        furniture(canvas, self.head, self.palette, self.label(canvas.getPageNumber()))

    def body_page(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        if not self.in_body:
            self.in_body, self.body_start = True, canvas.getPageNumber()
        self.ordinary_page(canvas, self)

    def label(self, page: int) -> str:
        """The printed number of a physical page."""
        before = self.body_start
        return roman(page) if before is None or page < before else str(page - before + 1)

    def afterFlowable(self, flowable: Flowable) -> None:
        entry = getattr(flowable, "entry", None)
        if entry:
            listed_in, level, text, key = entry
            self.canv.bookmarkPage(key)
            if listed_in == "isi":
                self.canv.addOutlineEntry(text, key, level, closed=level > 0)
            self.notify(listed_in, (level, inline(text), self.page, key))


def numbered_canvas(document: PlanDocument) -> type[Canvas]:
    """A canvas that writes the page labels when it is saved, the first chapter's page being known by then."""

    class Numbered(Canvas):
        def save(self) -> None:
            if document.body_start != 1:
                self.addPageLabel(0, style="ROMAN_LOWER", start=1)
            if document.body_start:
                self.addPageLabel(document.body_start - 1, style="ARABIC", start=1)
            super().save()

    return Numbered


def story(source: Source, document: PlanDocument) -> list[Flowable]:
    """The whole document after its cover; every chapter and every part of the front matter begins a page."""
    found: list[Flowable] = [NextPageTemplate("depan"), PageBreak()]
    for number, block in enumerate(source.blocks):
        if block.kind == "chapter":
            found += [NextPageTemplate("isi"), PageBreak()]
        elif block.kind in ("front", "contents") and number:
            found.append(PageBreak())
        found += flowables(block, f"b{number}", document)
    return found


def flowables(block: Block, key: str, document: PlanDocument) -> list[Flowable]:
    """A block as ReportLab sets it; `key` names the place for links."""
    if block.kind == "contents":
        return contents(document)
    if block.kind in ("chapter", "front"):
        return chapter(block, key, document.styles["chapter"])
    if block.kind in ("section", "subsection"):
        level = 1 if block.kind == "section" else 2
        return [listed(Paragraph(inline(block.text), document.styles[block.kind]), "isi", level, block.text, key)]
    if block.kind == "item":
        return [item(block, document.styles["item"])]
    if block.kind == "table":
        return table(block, key, document)
    if block.kind == "figure":
        return figure(block, key, document)
    return [Paragraph(inline(block.text), document.styles[block.kind])]


def listed(flowable: Flowable, listed_in: str, level: int, text: str, key: str) -> Flowable:
    flowable.entry = (listed_in, level, text, key)
    return flowable


def chapter(block: Block, key: str, style: ParagraphStyle) -> list[Flowable]:
    """ "BAB II KONDISI" and "LAMPIRAN A DAFTAR" in two lines, other titles in one; the contents hold it in one."""
    words = block.text.split(" ", 2)
    lines = [" ".join(words[:2]), words[2]] if words[0] in ("BAB", "LAMPIRAN") else [block.text]
    set_lines = [Paragraph(inline(line.upper()), style) for line in lines]
    listed(set_lines[0], "isi", 0, block.text, key)
    return [*set_lines, Spacer(1, 10)]


def item(block: Block, style: ParagraphStyle) -> Paragraph:
    indent = 18 + 18 * block.level
    placed = ParagraphStyle(f"item{block.level}", parent=style, leftIndent=indent, bulletIndent=indent - 16)
    return Paragraph(inline(block.text), placed, bulletText="•" if block.mark == "-" else block.mark)


def contents(document: PlanDocument) -> list[Flowable]:
    """Daftar isi on its pages, then the lists of tables and figures below each other."""
    found: list[Flowable] = []
    levels = contents_styles(document.head["huruf"])
    for title, listed_in in LISTS:
        if found:
            found.append(PageBreak() if listed_in == "tabel" else Spacer(1, 18))
        looks = levels if listed_in == "isi" else [ParagraphStyle("list", parent=levels[1], leftIndent=0)]
        toc = TableOfContents(
            notifyKind=listed_in, levelStyles=looks, dotsMinLevel=0, rightColumnWidth=30, formatter=document.label, tableStyle=CLOSE
        )
        found += [Paragraph(title.upper(), document.styles["chapter"]), Spacer(1, 6), toc]
    return found


def table(block: Block, key: str, document: PlanDocument) -> list[Flowable]:
    header, *rows = block.rows
    cell_styles = [
        ParagraphStyle(f"cell{column}", parent=document.styles["cell"], alignment=alignment([row[column] for row in rows]))
        for column in range(len(header))
    ]
    cells = [[Paragraph(inline(cell), document.styles["head"]) for cell in header]]
    cells += [[Paragraph(inline(cell), style) for cell, style in zip(row, cell_styles, strict=True)] for row in rows]
    widths = [WIDTH * share / sum(block.shares) for share in block.shares]
    grid = Table(cells, widths, repeatRows=1, spaceAfter=10, style=table_style(block, document.palette))
    if not block.text:
        return [grid]
    caption = listed(Paragraph(inline(block.text), document.styles["caption"]), "tabel", 0, block.text, key)
    if len(rows) > SMALL_TABLE:
        return [CondPageBreak(5 * cm), caption, grid]
    caption.keepWithNext = 1
    return [caption, grid]


class Drawing(Flowable):
    """A diagram of corpus.drawings, as wide as the text."""

    def __init__(self, block: Block, palette: Palette):
        super().__init__()
        self.block, self.palette = block, palette
        self.width, self.height = WIDTH, HEIGHTS[block.mark]

    def draw(self) -> None:
        DRAWINGS[self.block.mark](self.canv, [row[0] for row in self.block.rows], Box(0, 0, self.width, self.height), self.palette, 9)


def figure(block: Block, key: str, document: PlanDocument) -> list[Flowable]:
    caption = listed(Paragraph(inline(block.text), document.styles["caption"]), "gambar", 0, block.text, key)
    return [KeepTogether([Spacer(1, 6), Drawing(block, document.palette), caption])]
