"""What a page's text layer is worth: born digital, an OCR layer under a scan, ruined, or none at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.display import display

Layer = Literal["text", "hidden", "ruined", "none", "blank"]
FEW_CHARACTERS = 100
SOME_IMAGE, FULL_IMAGE = 0.25, 0.70  # shares of the page that an image covers
INVISIBLE = 3  # text render mode (ISO 32000-1, 9.3.6)
RUINED_SHARE = 0.10  # of words that no Indonesian or English text has
MIN_WORDS = 20
ODD_WORD = re.compile(r"[^\W\d_]*[a-z][A-Z]{1,2}[a-z]|[\ufffd\ue000-\uf8ff]|[a-z]\d[a-z]|[{}|~^\\<>$€§¥]|^[bcdfghjklmnpqrstvwxyz]{4,}$")


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What the gate looks at: characters of text, the largest image's share of the page, whether all text is invisible."""

    characters: int
    image_share: float
    all_invisible: bool
    odd_words: float


def layer_facts(page: pdfium.PdfPage, text: str) -> LayerFacts:
    width, height = page.get_size()
    shown = display(page)
    images, modes = 0.0, []
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT]
    for item in page.get_objects(filter=kinds, max_depth=3):
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            modes.append(pdfium_c.FPDFTextObj_GetTextRenderMode(item.raw))
        else:
            x0, y0, x1, y1 = shown.object_box(item)
            images = max(images, (x1 - x0) * (y1 - y0) / (width * height))
    return LayerFacts(len(text.strip()), images, bool(modes) and all(mode == INVISIBLE for mode in modes), odd_share(text))


def odd_share(text: str) -> float:
    """The share of words that look broken; 0 where there are too few words to say."""
    found = text.split()
    return sum(bool(ODD_WORD.search(word)) for word in found) / len(found) if len(found) >= MIN_WORDS else 0.0


def layer(facts: LayerFacts) -> Layer:
    """
    >>> layer(LayerFacts(0, 0.9, False, 0.0)), layer(LayerFacts(1500, 0.95, True, 0.0)), layer(LayerFacts(1500, 0.1, False, 0.0))
    ('none', 'hidden', 'text')
    """
    if facts.characters < FEW_CHARACTERS:
        if facts.image_share >= SOME_IMAGE:
            return "none"
        return "text" if facts.characters else "blank"
    if facts.image_share >= FULL_IMAGE and facts.all_invisible:
        return "hidden"
    return "ruined" if facts.odd_words >= RUINED_SHARE and facts.image_share >= SOME_IMAGE else "text"
