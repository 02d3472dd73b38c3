"""A PDF's born-digital text as pages with word boxes, by PDFium."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.display import Box, Display, display
from ingest.grids import page_grids
from ingest.values import IngestError, Page, WordBox
from ingest.visual import in_visual_order

HYPHENS = {0x02, 0xFFFE}  # PDFium's marks for a hyphen at a line's end
UNSEEN = {0x0, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFF}  # zero width, direction marks, byte order mark
BOLD_WEIGHT = 600
INVISIBLE = 3  # text render mode (ISO 32000-1, 9.3.6)
SYMBOL_SHARE = 0.3  # of a page's characters: a font that keeps its letters in U+F020-F07E writes text, not bullets
SAME_PLACE = 1.5  # points: the same word printed twice so near is a makeshift bold
PUNCTUATION = tuple("‘’“”•–—…‹›‚„€")
SYMBOLS = {0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "☐", 0xF06F: "☐", 0xF0E0: "→", 0xF0E8: "→", 0xF0D8: "➢"}


@dataclass(slots=True)
class Word:
    """A word while it is read. `raw`: left, bottom, right, top in the page's own coordinates; `box`: as it is displayed.

    `angle`: degrees by which the text runs up, in the page's own coordinates, to the next quarter.
    """

    size: float
    bold: bool
    angle: int
    text: str = ""
    raw: Box = (math.inf, math.inf, -math.inf, -math.inf)
    box: Box = (0.0, 0.0, 0.0, 0.0)

    def add(self, char: str, left: float, bottom: float, right: float, top: float) -> None:
        x0, y0, x1, y1 = self.raw
        self.text += char
        self.raw = (
            left if left < x0 else x0,
            bottom if bottom < y0 else y0,
            right if right > x1 else x1,
            top if top > y1 else y1,
        )


def text_page(page: pdfium.PdfPage, number: int) -> Page:
    """One page's visible text and word boxes in reading order; a hyphen at a line's end is kept as "-"."""
    width, height = page.get_size()
    shown = display(page)
    lines = without_doubles(on_page(list(read_lines(page)), shown, width, height))
    upright = replace(shown, rotation=usual_angle(lines))  # text that lies on its side is put in order as if it stood upright
    text, boxes = written(in_visual_order(placed(lines, upright)), shown)
    return Page(number, text, width, height, boxes, grids=page_grids(page))


def placed(lines: Sequence[list[Word]], shown: Display) -> list[list[Word]]:
    for line in lines:
        for word in line:
            word.box = shown.box(*word.raw)
    return list(lines)


def on_page(lines: Sequence[list[Word]], shown: Display, width: float, height: float) -> list[list[Word]]:
    """The lines with their boxes as displayed, without what lies off the page."""
    seen = [[word for word in line if within(word.box, width, height)] for line in placed(lines, shown)]
    return [line for line in seen if line]


def within(box: Box, width: float, height: float) -> bool:
    return -1 <= (box[0] + box[2]) / 2 <= width + 1 and -1 <= (box[1] + box[3]) / 2 <= height + 1


def usual_angle(lines: Sequence[list[Word]]) -> int:
    counts: Counter[int] = Counter()
    for line in lines:
        for word in line:
            counts[word.angle] += len(word.text)
    return counts.most_common(1)[0][0] if counts else 0


def read_lines(page: pdfium.PdfPage) -> Iterator[list[Word]]:
    """The lines as PDFium finds them; what is printed invisibly over visible text is left out."""
    textpage = page.get_textpage()
    raw, rect = textpage.raw, pdfium_c.FS_RECTF()
    codes = code_points(raw, textpage.count_chars())
    letters = symbol_letters(codes)
    hidden = has_hidden_text(page)
    line: list[Word] = []
    word: Word | None = None
    for i, code in codes:
        soft = code in HYPHENS
        char = "-" if soft else readable(code, letters)
        if not char:
            continue
        if char.isspace():
            word = None
            if char in "\r\n":
                yield line
                line = []
            continue
        if hidden and is_hidden(raw, i):
            continue
        if word is None:
            word = Word(*size_and_angle(raw, i))
            line.append(word)
        pdfium_c.FPDFText_GetLooseCharBox(raw, i, rect)
        word.add(char, rect.left, rect.bottom, rect.right, rect.top)
        if soft and i + 1 < len(codes):
            word = None
            yield line
            line = []
    yield line


def code_points(raw: pdfium_c.FPDF_TEXTPAGE, count: int) -> list[tuple[int, int]]:
    """(index, code point) of each character; halves of a surrogate pair, which PDFium gives one by one, are put together."""
    found: list[tuple[int, int]] = []
    for i in range(count):
        code = pdfium_c.FPDFText_GetUnicode(raw, i)
        if 0xDC00 <= code <= 0xDFFF and found and 0xD800 <= found[-1][1] <= 0xDBFF:
            at, high = found.pop()
            found.append((at, 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
        else:
            found.append((i, code))
    return found


def symbol_letters(codes: Sequence[tuple[int, int]]) -> bool:
    """Whether the page's text itself stands in the private use area, as fonts with a symbol encoding have it."""
    private = sum(0xF020 <= code <= 0xF07E for _, code in codes)
    return private > SYMBOL_SHARE * max(1, len(codes))


def readable(code: int, letters: bool = False) -> str:
    """What a code point is to a reader: "" where it is nothing, "•" for a bullet out of a symbol font.

    >>> readable(0xFB01), readable(0xF0B7), readable(0x200B), readable(0x1D43C), readable(0x95)
    ('fi', '•', '', 'I', '•')
    """
    if code in (0xAD, 0x2010, 0x2011):  # many fonts call their plain hyphen so
        return "-"
    if 0x20 <= code < 0x7F or 0xA0 < code < 0x2010:
        return "" if code in UNSEEN else chr(code)
    if code in UNSEEN:
        return ""
    if code < 0x20:
        return chr(code) if code in (0x09, 0x0A, 0x0D) else ""
    if 0x7F <= code <= 0x9F:  # Windows-1252 punctuation, else a sign of a symbol font
        char = bytes([code]).decode("cp1252", "ignore")
        return char if char in PUNCTUATION else "•"
    if 0xFB00 <= code <= 0xFB06 or 0x1D400 <= code <= 0x1D7FF:  # ligatures, letters of formulas
        return unicodedata.normalize("NFKC", chr(code))
    if letters and 0xF020 <= code <= 0xF07E:
        return chr(code - 0xF000)
    if 0xE000 <= code <= 0xF8FF:
        return SYMBOLS.get(code, "•")
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def size_and_angle(raw: pdfium_c.FPDF_TEXTPAGE, index: int) -> tuple[float, bool, int]:
    """(size in points on the page, whether bold, angle of the text to the next quarter)."""
    size, matrix = pdfium_c.FPDFText_GetFontSize(raw, index), pdfium_c.FS_MATRIX()
    bold = pdfium_c.FPDFText_GetFontWeight(raw, index) >= BOLD_WEIGHT
    if not pdfium_c.FPDFText_GetMatrix(raw, index, matrix):
        return size, bold, 0
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
    return round(size * math.hypot(matrix.c, matrix.d), 2), bold, angle


def has_hidden_text(page: pdfium.PdfPage) -> bool:
    """Whether a page holds invisible text among visible text. Where all is invisible it is the layer of a scan, for the gate to judge."""
    texts = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=3)
    return len({pdfium_c.FPDFTextObj_GetTextRenderMode(item.raw) == INVISIBLE for item in texts}) == 2


def is_hidden(raw: pdfium_c.FPDF_TEXTPAGE, index: int) -> bool:
    item = pdfium_c.FPDFText_GetTextObject(raw, index)
    return bool(item) and pdfium_c.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE


def without_doubles(lines: Sequence[list[Word]]) -> list[list[Word]]:
    """The lines without words that are printed a second time at the same place."""
    seen: dict[tuple[str, int, int], list[Box]] = {}
    kept: list[list[Word]] = []
    for line in lines:
        fresh = []
        for word in line:
            x, y = round(word.box[0] / SAME_PLACE), round(word.box[1] / SAME_PLACE)
            around = [(word.text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
            if any(near(word.box, box) for key in around for box in seen.get(key, ())):
                continue
            seen.setdefault((word.text, x, y), []).append(word.box)
            fresh.append(word)
        if fresh:
            kept.append(fresh)
    return kept


def near(a: Box, b: Box) -> bool:
    return all(abs(p - q) <= SAME_PLACE for p, q in zip(a, b, strict=True))


def written(lines: Sequence[Sequence[Word]], shown: Display) -> tuple[str, tuple[WordBox, ...]]:
    """The text of lines, and the boxes of its words as displayed."""
    parts: list[str] = []
    boxes: list[WordBox] = []
    length = 0
    for line in lines:
        for i, word in enumerate(line):
            joint = "" if not parts else " " if i else "\n"
            start = length + len(joint)
            length = start + len(word.text)
            boxes.append(WordBox(start, length, *shown.box(*word.raw), word.size, word.bold))
            parts += [joint, word.text]
    return "".join(parts), tuple(boxes)


def read_pages(path: Path) -> tuple[Page, ...]:
    """The text layers of all pages of a PDF, as they are. Raises IngestError where it cannot be opened."""
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise IngestError(path, f"berkas tidak dapat dibuka sebagai PDF ({error})") from error
    with pdf:
        return tuple(text_page(pdf[i], i + 1) for i in range(len(pdf)))
