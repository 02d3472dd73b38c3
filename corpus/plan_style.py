"""How plans and handbooks look: measures, paragraph styles, tables."""

from __future__ import annotations

import re

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import TableStyle

from corpus.drawings import Palette
from corpus.markup import Block

LEFT, RIGHT, TOP, BOTTOM = 2.8 * cm, 2.3 * cm, 2.7 * cm, 2.4 * cm
WIDTH = A4[0] - LEFT - RIGHT
GREY = HexColor("#6B7280")
FAMILIES = {"Times": ("Times-Roman", "Times-Bold", 11.5), "Helvetica": ("Helvetica", "Helvetica-Bold", 10)}


def text_styles(family: str, palette: Palette) -> dict[str, ParagraphStyle]:
    """Styles by the kinds of blocks, and "cell", "head" and "caption" of tables."""
    plain, bold, size = FAMILIES[family]
    body = ParagraphStyle(
        "body", fontName=plain, fontSize=size, leading=size * 1.45, spaceAfter=6, textColor=palette.ink, alignment=TA_JUSTIFY
    )
    small = {"fontSize": size - 1.7, "leading": (size - 1.7) * 1.25}
    strong = {"fontName": bold, "textColor": palette.main, "keepWithNext": 1}
    boxed = {"backColor": palette.tint(0.1), "borderPadding": 8, "leftIndent": 8, "rightIndent": 8}

    def like(name: str, parent: ParagraphStyle = body, **changes: object) -> ParagraphStyle:
        return ParagraphStyle(name, parent=parent, **changes)

    return {
        "paragraph": body,
        "item": like("item", spaceAfter=3, bulletFontName=plain, bulletFontSize=size),
        "callout": like("callout", spaceBefore=14, spaceAfter=16, **boxed),
        "source": like("source", fontSize=size - 2, leading=size, textColor=GREY, spaceBefore=3, spaceAfter=8),
        "cell": like("cell", alignment=TA_LEFT, spaceAfter=0, **small),
        "head": like("head", fontName=bold, textColor=white, alignment=TA_CENTER, spaceAfter=0, **small),
        "caption": like(
            "caption", fontName=bold, fontSize=size - 0.8, leading=size * 1.25, alignment=TA_CENTER, spaceBefore=8, spaceAfter=5
        ),
        "chapter": like("chapter", fontSize=15, leading=20, alignment=TA_CENTER, spaceAfter=4, **strong),
        "section": like("section", alignment=TA_LEFT, fontSize=size + 1.5, leading=size * 1.6, spaceBefore=10, spaceAfter=5, **strong),
        "subsection": like("subsection", alignment=TA_LEFT, fontName=bold, spaceBefore=7, spaceAfter=4, keepWithNext=1),
    }


def contents_styles(family: str) -> list[ParagraphStyle]:
    """One style for each level of a table of contents."""
    plain, bold, size = FAMILIES[family]
    looks = ((bold, 3), (plain, 0), (plain, 0))
    return [
        ParagraphStyle(f"toc{level}", fontName=font, fontSize=size - 0.5, leading=size * 1.35, leftIndent=14 * level, spaceBefore=space)
        for level, (font, space) in enumerate(looks)
    ]


CLOSE = TableStyle(
    [("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    + [(side, (0, 0), (-1, -1), 0) for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING")]
)  # of tables of contents, which ReportLab sets as tables


def table_style(block: Block, palette: Palette, padding: float = 4) -> TableStyle:
    """Ruled, the header coloured, rows named **Jumlah** tinted; `padding` in points."""
    sums = [i for i, row in enumerate(block.rows) if i and "**Jumlah**" in row[:2]]
    return TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, palette.tint(0.55)),
            ("BACKGROUND", (0, 0), (-1, 0), palette.main),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), padding - 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
            ("LEFTPADDING", (0, 0), (-1, -1), padding),
            ("RIGHTPADDING", (0, 0), (-1, -1), padding),
            *(("BACKGROUND", (0, i), (-1, i), palette.tint(0.12)) for i in sums),
        ]
    )


def alignment(cells: list[str]) -> int:
    """Of a column: numbers to the right, so that digits stand below each other; ordinals and years in the middle; text to the left.

    >>> alignment(["1", "2"]), alignment(["780", "4.992"]), alignment(["2021"]), alignment(["a", "2"])
    (1, 2, 1, 0)
    """
    bare = [cell.replace("*", "") for cell in cells if cell.strip()]
    if not bare or not all(re.fullmatch(r"[\d.,]+", cell) for cell in bare):
        return TA_LEFT
    return TA_CENTER if all(re.fullmatch(r"\d{1,2}|(?:19|20)\d\d", cell) for cell in bare) else TA_RIGHT
