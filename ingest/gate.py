"""What a page's text layer is worth: born digital, an OCR layer under a scan, ruined, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.display import display
from ingest.lines import Line, page_lines
from ingest.values import Page

Layer = Literal["text", "hidden", "ruined", "none", "blank"]
FEW_CHARACTERS = 100
SOME_IMAGE, FULL_IMAGE = 0.25, 0.70  # shares of the page that an image covers
INVISIBLE = 3  # text render mode (ISO 32000-1, 9.3.6)
INVISIBLE_SHARE = 0.9  # of the text objects; a stamp or a signature notice on a scan is visible
EDGE = 0.13  # of the page's height at its head and foot, where notices stand on a scan
OUTLINES = 400  # paths on a page without text: letters that were turned into drawings
RUINED_SHARE = 0.10  # of words that no Indonesian or English text has, on a page that is mostly a picture
GARBAGE_SHARE = 0.35  # ... on any page
MIN_WORDS = 20
MIN_LETTERS = 200
TORN_SHARE = 0.3  # of the lines overlap their neighbour at the same height: a page printed in tiles, words cut and doubled
MIN_LINES = 10
FEW_VOWELS = 0.24  # of the letters; Indonesian has 0.42 to 0.48, English 0.38, tables of abbreviations about 0.33
ODD_WORD = re.compile(
    r"[^\W\d_]*[a-z][A-Z]{1,2}[a-z]|[\ufffd\ue000-\uf8ff]|[a-z]\d[a-z]|[{}|~^\\<>$€§¥]|^[bcdfghjklmnpqrstvwxyz]{4,}$|[\u0100-\u024f\u0370-\u1dff]"
)


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What the gate looks at: characters of text, of those away from the page's head and foot, the largest image's share of the page,
    the share of text objects that are invisible, the share of odd words, the share of vowels among the letters, drawn paths, the share
    of lines that overlap another one at the same height."""

    characters: int
    inner_characters: int = 0
    image_share: float = 0.0
    invisible: float = 0.0
    odd_words: float = 0.0
    vowels: float = 0.45
    paths: int = 0
    torn: float = 0.0


def layer_facts(page: pdfium.PdfPage, typed: Page) -> LayerFacts:
    """`typed`: the page's text layer as `ingest.pages` reads it."""
    shown = display(page)
    image_share, hidden, texts = 0.0, 0, 0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=3):
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts += 1
            hidden += pdfium_c.FPDFTextObj_GetTextRenderMode(item.raw) == INVISIBLE
        else:
            x0, y0, x1, y1 = shown.object_box(item)
            image_share = max(image_share, (min(x1, typed.width) - max(x0, 0)) * (min(y1, typed.height) - max(y0, 0)))
    inner = sum(w.end - w.start for w in typed.boxes if EDGE * typed.height < (w.y0 + w.y1) / 2 < (1 - EDGE) * typed.height)
    paths = 0 if typed.text else sum(1 for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3))
    return LayerFacts(
        characters=len(typed.text.strip()),
        inner_characters=inner,
        image_share=image_share / (typed.width * typed.height),
        invisible=hidden / texts if texts else 0.0,
        odd_words=odd_share(typed.text),
        vowels=vowel_share(typed.text),
        paths=paths,
        torn=torn_share(page_lines(typed)),
    )


def odd_share(text: str) -> float:
    """The share of words that look broken; 0 where there are too few words to say."""
    found = text.split()
    return sum(bool(ODD_WORD.search(word)) for word in found) / len(found) if len(found) >= MIN_WORDS else 0.0


def vowel_share(text: str) -> float:
    """The share of vowels among the letters; what a plain text has where there are too few letters to say."""
    letters = [char for char in text.lower() if char.isalpha()]
    return sum(char in "aeiou" for char in letters) / len(letters) if len(letters) >= MIN_LETTERS else 0.45


def torn_share(lines: Sequence[Line]) -> float:
    """The share of lines that begin before their left neighbour at the same height ends."""
    if len(lines) < MIN_LINES:
        return 0.0
    torn = 0
    for left, right in pairwise(sorted(lines, key=lambda line: (round((line.y0 + line.y1) / 4), line.x0))):
        height = min(left.y1 - left.y0, right.y1 - right.y0)
        level = abs((left.y0 + left.y1) - (right.y0 + right.y1)) / 2 < 0.2 * height
        torn += level and 0.1 * height < left.x1 - right.x0 < 1.5 * height
    return torn / len(lines)


def layer(facts: LayerFacts) -> Layer:
    """
    >>> layer(LayerFacts(0, image_share=0.9)), layer(LayerFacts(1500, 1400, 0.95, invisible=1.0)), layer(LayerFacts(1500, 1400, 0.1))
    ('none', 'hidden', 'text')
    >>> layer(LayerFacts(250, 0, 0.95)), layer(LayerFacts(1500, 1400, vowels=0.1)), layer(LayerFacts(0))
    ('none', 'ruined', 'blank')
    """
    if facts.characters < FEW_CHARACTERS:
        if facts.image_share >= SOME_IMAGE or facts.paths >= OUTLINES:
            return "none"
        return "text" if facts.characters else "blank"
    if facts.image_share >= FULL_IMAGE:
        if facts.invisible >= INVISIBLE_SHARE:
            return "hidden"
        if facts.inner_characters < FEW_CHARACTERS:
            return "none"
    if facts.vowels < FEW_VOWELS or facts.odd_words >= GARBAGE_SHARE or facts.torn >= TORN_SHARE:
        return "ruined"
    return "ruined" if facts.odd_words >= RUINED_SHARE and facts.image_share >= SOME_IMAGE else "text"
