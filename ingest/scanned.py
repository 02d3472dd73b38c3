"""What an OCR engine reads on a picture becomes a page's text: fragments are put into lines, lines into reading order."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.values import Page, WordBox

Point = tuple[float, float]
STEEP = 1.5  # a quad this much taller than wide is text on its side
SURE_SCORE, ODD_SCORE = 0.5, 0.6  # least score of a fragment that is kept; of one that stands on its side
SKEW_LENGTH = 4.0  # only fragments so many times wider than high tell the skew
PADDED = 0.8  # of the height: the engine draws its boxes so much too wide, into the neighbour on the line
OVERLAP = 0.5  # of the lower fragment's height: two fragments stand on one line
FOREIGN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff]")
SENTENCE = {"。": ".", "、": ",", "【": "[", "】": "]", "《": "«", "》": "»"}
PLACE_WORDS = "Tahun|Nomor|Pasal|Republik|Indonesia|Lembaran|Negara|Peraturan|Pemerintah|Undang|Menteri|Presiden|Keputusan|Daerah"
GLUED = tuple(  # where a word that the engine glued out of two is parted, an example beside each
    re.compile(pattern)
    for pattern in (
        r"^(?:BAB)(?=[IVXL]{1,6}[A-Z]?$)",  # BABII
        r"^(?:Pasal|PASAL)(?=\d{1,3}[A-Z]?[.,;:]?$)",  # Pasal5
        r"^(?:ayat|huruf|angka)(?=\((?:\d{1,2}|[a-z])\)[.,;:]?$)",  # ayat(2)
        r"(?:[Nn]omor|NOMOR|[Tt]ahun|TAHUN)(?=\d)",  # Tahun2000
        r"\d{4}(?=(?:tentang|TENTANG)$)",  # 2000tentang
        r"^\(\d{1,2}\)(?=[A-Z][a-z])",  # (1)Setiap
        r"[a-z]{2}[,;](?=[a-zA-Z])",  # menyediakan,mengelola
        r"^yang(?=[a-z]{3})|[a-z]{6}(?<!sembah)(?=yang$)",  # masyarakatyang
        r"[a-zA-Z]{3}(?=dan/atau)|dan/atau(?=[a-zA-Z]{3})",  # Elektronikdan/atau
        r"^[a-z]{4,}(?=[A-Z][a-z]{3})",  # menyebarkanInformasi
        rf"(?:[a-z]{{3}}|\d)(?=(?:{PLACE_WORDS})(?:[A-Z0-9]|$))",  # IndonesiaTahun
    )
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its box in pixels of the upright picture."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a line as the engine found it: the corners (from the text's top left, clockwise), characters without spaces, score 0..1.

    `words` are the characters parted where the engine saw a space.
    """

    quad: tuple[Point, Point, Point, Point]
    words: tuple[tuple[Glyph, ...], ...]
    score: float

    @property
    def width(self) -> float:
        return math.dist(self.quad[0], self.quad[1])

    @property
    def height(self) -> float:
        return math.dist(self.quad[1], self.quad[2])

    @property
    def angle(self) -> float:
        (x0, y0), (x1, y1) = self.quad[0], self.quad[1]
        return math.atan2(y1 - y0, x1 - x0)

    @property
    def text(self) -> str:
        return " ".join("".join(glyph.char for glyph in word) for word in self.words)


def is_steep(fragment: Fragment) -> bool:
    return fragment.height > STEEP * fragment.width


def clean(fragment: Fragment) -> Fragment | None:
    """The fragment with Latin punctuation and its glued words parted; None where it is noise (a stamp read as Chinese, a low score)."""
    words = [[replace(glyph, char=latin(glyph.char)) for glyph in word] for word in fragment.words]
    text = "".join(glyph.char for word in words for glyph in word)
    foreign = len(FOREIGN.findall(text))
    if not text.strip() or fragment.score < (ODD_SCORE if is_steep(fragment) else SURE_SCORE) or foreign * 2 > len(text):
        return None
    return replace(fragment, words=tuple(tuple(part) for word in words for part in parted(word)))


def latin(char: str) -> str:
    """
    >>> latin("（"), latin("。"), latin("a")
    ('(', '.', 'a')
    """
    return chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else SENTENCE.get(char, char)


def parted(word: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """A word that the engine glued out of several, parted where that is certain."""
    text = "".join(glyph.char for glyph in word)
    cuts = sorted({0, len(text), *(found.end() for pattern in GLUED for found in pattern.finditer(text))})
    return [word[start:end] for start, end in pairwise(cuts)]


def skew(fragments: Sequence[Fragment]) -> float:
    """The angle in radians by which the lines fall to the right."""
    angles = sorted((f.angle, f.width) for f in fragments if f.width > SKEW_LENGTH * f.height)
    half, so_far = sum(width for _, width in angles) / 2, 0.0
    for angle, width in angles:
        so_far += width
        if so_far >= half:
            return angle
    return 0.0


def lines_of(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments as lines from top to bottom, from left to right within each; those that stand on their side come last."""
    angle = skew(fragments)
    placed = sorted(((level(f, angle), f) for f in fragments if not is_steep(f)), key=lambda item: item[0][0])
    lines: list[list[tuple[tuple[float, float, float, float], Fragment]]] = []
    for place, fragment in placed:
        line = next((line for line in reversed(lines[-4:]) if all(same_line(place, other) for other, _ in line)), None)
        if line is None:
            lines.append([(place, fragment)])
        else:
            line.append((place, fragment))
    lines.sort(key=lambda line: median(place[0] for place, _ in line))
    steep = sorted((f for f in fragments if is_steep(f)), key=lambda f: (f.quad[0][0], f.quad[0][1]))
    return [[f for _, f in sorted(line, key=lambda item: item[0][2])] for line in lines] + [[f] for f in steep]


def level(fragment: Fragment, angle: float) -> tuple[float, float, float, float]:
    """(middle height, height, left, right) of a fragment after the page is turned back by its skew."""
    x = sum(point[0] for point in fragment.quad) / 4
    y = sum(point[1] for point in fragment.quad) / 4
    cos, sin = math.cos(-angle), math.sin(-angle)
    across, down = x * cos - y * sin, x * sin + y * cos
    return down, fragment.height, across - fragment.width / 2, across + fragment.width / 2


def same_line(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    apart = abs(a[0] - b[0])
    beside = min(a[3], b[3]) - max(a[2], b[2]) < max(0.2 * min(a[3] - a[2], b[3] - b[2]), PADDED * min(a[1], b[1]))
    return beside and (a[1] + b[1]) / 2 - apart > OVERLAP * min(a[1], b[1])


@dataclass(frozen=True, slots=True)
class Frame:
    """How a picture relates to its page: pixels per point, quarter turns anticlockwise that set it upright, page size in points."""

    scale: float
    turns: int
    width: float
    height: float

    def box(self, glyphs: Sequence[Glyph]) -> tuple[float, float, float, float]:
        """The box of characters on the page as displayed, in points."""
        x0, y0 = min(g.x0 for g in glyphs) / self.scale, min(g.y0 for g in glyphs) / self.scale
        x1, y1 = max(g.x1 for g in glyphs) / self.scale, max(g.y1 for g in glyphs) / self.scale
        if self.turns == 1:
            return self.width - y1, x0, self.width - y0, x1
        if self.turns == 2:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        if self.turns == 3:
            return y0, self.height - x1, y1, self.height - x0
        return x0, y0, x1, y1


def scanned_page(number: int, fragments: Sequence[Fragment], frame: Frame) -> Page:
    """The page that these fragments make, with a box for each word; confidence is the mean score, weighted by characters."""
    kept = [found for fragment in fragments if (found := clean(fragment))]
    parts: list[str] = []
    boxes: list[WordBox] = []
    length = 0
    for line in lines_of(kept):
        for word in (word for fragment in line for word in fragment.words):
            text = "".join(glyph.char for glyph in word)
            joint = "" if not parts else "\n" if word is line[0].words[0] else " "
            start = length + len(joint)
            length = start + len(text)
            boxes.append(WordBox(start, length, *(round(edge, 2) for edge in frame.box(word))))
            parts += [joint, text]
    weights = [sum(map(len, fragment.words)) for fragment in kept]
    confidence = sum(f.score * weight for f, weight in zip(kept, weights, strict=True)) / sum(weights) if kept else None
    readable = bool(kept) or not fragments  # a picture in which there is no writing is no failure
    return Page(number, "".join(parts), frame.width, frame.height, tuple(boxes), ocr=True, confidence=confidence, readable=readable)
