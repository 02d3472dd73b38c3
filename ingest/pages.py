"""A PDF's born-digital text as pages with word boxes, by PDFium."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.grids import page_grids
from ingest.values import IngestError, Page, WordBox

HYPHENS = {0x02, 0xFFFE, 0xAD}  # PDFium's marks for a hyphen at a line's end
BOLD_WEIGHT = 600


def text_page(page: pdfium.PdfPage, number: int) -> Page:
    """One page's text and word boxes; a hyphen at a line's end is kept as "-"."""
    textpage = page.get_textpage()
    raw, (width, height) = textpage.raw, page.get_size()
    text, boxes = [], []
    length, word_start = 0, None
    x0 = y0 = x1 = y1 = 0.0
    size, bold = 0.0, False

    def end_word() -> None:
        nonlocal word_start
        if word_start is not None:
            boxes.append(WordBox(word_start, length, x0, y0, x1, y1, size, bold))
            word_start = None

    rect = pdfium_c.FS_RECTF()
    for i in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(raw, i)
        char = "-" if code in HYPHENS else readable(code)
        if char in "\r\n":
            end_word()
            while length and text[-1] == " ":
                text.pop()
                length -= 1
            if length and text[-1] != "\n":
                text.append("\n")
                length += 1
        elif char.isspace() or code == 0:
            end_word()
            if length and text[-1] not in " \n":
                text.append(" ")
                length += 1
        else:
            pdfium_c.FPDFText_GetLooseCharBox(raw, i, ctypes.byref(rect))
            left, top, right, bottom = rect.left, height - rect.top, rect.right, height - rect.bottom
            if word_start is None:
                word_start, (x0, y0, x1, y1) = length, (left, top, right, bottom)
                size = pdfium_c.FPDFText_GetFontSize(raw, i)
                bold = pdfium_c.FPDFText_GetFontWeight(raw, i) >= BOLD_WEIGHT
            else:
                x0, y0, x1, y1 = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)
            text.append(char)
            length += 1
            if code in HYPHENS:
                end_word()
                text.append("\n")
                length += 1
    end_word()
    return Page(number, "".join(text).rstrip(), width, height, tuple(boxes), grids=page_grids(page))


def readable(code: int) -> str:
    """The character of a code point; lone surrogates of broken fonts become the replacement character."""
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def read_pages(path: Path) -> tuple[Page, ...]:
    """All pages of a PDF. Raises IngestError where the file cannot be opened."""
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise IngestError(path, f"berkas tidak dapat dibuka sebagai PDF ({error})") from error
    with pdf:
        return tuple(text_page(pdf[i], i + 1) for i in range(len(pdf)))
