"""Running heads and feet, page numbers, catchwords and stamps: on the page, but not part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ingest.lines import Line
from ingest.values import Page

EDGE_LINES = 5  # how many lines at the top and at the bottom of a page can be furniture
REPEATED_SHARE = 0.4  # a line that stands at the same place on this share of the pages is a running head or foot
REPEATED_PAGES = 3  # ... and on so many pages at least
SAME_PLACE = 12.0  # points
LONG_LINE = 140  # characters
FOOT = 0.92  # of a page's height: what stands lower is its foot
ALIKE = 0.8  # of the characters of two readings of one running line

# pattern -> where it counts: "edge" (first or last lines of a page) or "any"; an example beside each
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"[-–—~]?\s*\d{1,4}\s*[-–—~]?", "edge"),  # - 2 -
    (r"[-–—]\s*[ivxlc]{1,7}\s*[-–—]|[ivx]{1,6}", "edge"),  # - iv -
    (r"[^\W\d_]{0,6}\s*[-–—]\s?\d{1,3}\s?[-–—]\s*[^\W\d_]{0,6}", "edge"),  # bur -4-: OCR of initials beside the number
    (r"\d{4},\s*No\.?\s*\d+(?:\s*[-–]?\s*\d+\s*[-–]?)?", "edge"),  # 2021, No. 544
    (r"[-–]?\s*\d{1,3}\s*[-–]?\s+\d{4},\s*No\.?\s*\d+", "edge"),  # -41- 2020, No. 1376
    (r"No\.?\s*\d+,\s*\d{4}", "edge"),
    (r"(?:www\.\S+|https?://\S+|jdih\.\S+)", "edge"),  # www.peraturan.go.id
    (r"SK\s+No\s*\.?\s*\d+\s*[A-Z]?", "any"),  # SK No 012345 A
    (r"(?:Halaman|Hal\.?|Page)\s*[|:]?\s*[\divxlc]+(?:\s*(?:dari|of|/)\s*\d+)?", "edge"),  # Halaman | 38
    (r"[\divxlc]+\s*\|\s*(?:Halaman|P\s*a\s*g\s*e)", "edge"),
    (r"P\s?R\s?E\s?S\s?I\s?D\s?E\s?N(?:\s*REPU\s?BLIK\s*INDONESIA)?|REPU\s?BLIK\s*INDONESIA", "inner"),  # letterhead on the pages after the first
    (r"Dokumen contoh, bukan naskah resmi.*", "any"),
)
COMPILED = tuple((re.compile(pattern, re.IGNORECASE), where) for pattern, where in PATTERNS)
PRINTED_NUMBER = re.compile(r"[-–—~]?\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–—~]?|[^\W\d_]{0,6}\s*[-–—]\s?(\d{1,3})\s?[-–—]\s*[^\W\d_]{0,6}", re.IGNORECASE)
NAMED_NUMBER = re.compile(r"(?:Halaman|Hal\.?|Page)\s*[|:]?\s*([\divxlc]+)|(\d+)\s*\|\s*(?:Halaman|P\s*a\s*g\s*e)", re.IGNORECASE)
GAZETTE_NUMBER = re.compile(r"\d{4},\s*No\.?\s*\d+(?:\s*-\s*|\s+)(\d+)\s*-?|[-–]?\s*(\d{1,3})\s*[-–]?\s+\d{4},\s*No\.?\s*\d+")
HEADING = re.compile(r"\s*(?:pasal|bab|bagian|paragraf|ayat|huruf|angka|lampiran|tabel|gambar)\b", re.IGNORECASE)  # never a running line
CATCHWORD = re.compile(r"(?:…|\.\s?\.\s?\.?\s*|\.{2,}|\s\.)\s*$")
SPECK = re.compile(r"^\S\s+(?=\S+\s+\S)")  # a speck of the scan before the line, read as a character
DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")


def shape(line: Line) -> str:
    """A running line without what changes from page to page: its numbers."""
    return DIGITS.sub("#", line.text.lower()).strip()


def matches(line: Line, first_page: int, edge: bool) -> bool:
    return any(
        pattern.fullmatch(line.text) and (where == "any" or (edge and (where == "edge" or line.page > first_page)))
        for pattern, where in COMPILED
    )


def repeated(by_page: dict[int, list[int]], lines: Sequence[Line]) -> set[int]:
    """Indices of edge lines whose shape stands at the same height on many pages."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for indices in by_page.values():
        for i in edge_indices(indices):
            if len(lines[i].text) <= LONG_LINE and not HEADING.match(lines[i].text):
                places[shape(lines[i])].append((i, lines[i].y0))
    found: set[int] = set()
    need = max(REPEATED_PAGES, REPEATED_SHARE * len(by_page))
    for name, spots in places.items():
        if name in ("", "#") or len({lines[i].page for i, _ in spots}) < need:
            continue
        usual, _ = Counter(round(y / SAME_PLACE) for _, y in spots).most_common(1)[0]
        near = [i for i, y in spots if abs(y / SAME_PLACE - usual) <= 1.5]
        if len({lines[i].page for i in near}) >= need:
            found.update(near)
    return found


def edge_indices(indices: Sequence[int]) -> list[int]:
    return list(dict.fromkeys([*indices[:EDGE_LINES], *indices[-EDGE_LINES:]]))


def is_catchword(line: Line, following: Line | None) -> bool:
    """Whether a page's last line only announces the first line of the next page ("6. Mediasi …")."""
    match = CATCHWORD.search(line.text)
    if not match or following is None:
        return False
    announced, begun = line.text[: match.start()], re.sub(r"\W", "", following.text).lower()
    heads = [re.sub(r"\W", "", text).lower() for text in (announced, SPECK.sub("", announced))]
    return any(head and begun.startswith(head[:20]) for head in heads)


def lowest(indices: Sequence[int], lines: Sequence[Line]) -> int:
    """The line at a page's foot, which is not always the last of its text."""
    return max(indices, key=lambda i: (lines[i].y0, i))


def mark_furniture(lines: Sequence[Line], pages: Sequence[Page]) -> list[Line]:
    """The same lines, those that are furniture flagged."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        by_page[line.page].append(i)
    first_page = pages[0].number if pages else 1
    flagged = repeated(by_page, lines)
    flagged |= misread(by_page, lines, pages, flagged)
    inside = in_tables(by_page, lines, pages, flagged)
    flagged -= inside
    for indices in by_page.values():
        edge = outermost(indices, lines, flagged, inside, first_page)
        flagged |= edge | {i for i in indices if matches(lines[i], first_page, edge=False)}
    content = {number: [i for i in indices if i not in flagged] for number, indices in by_page.items()}
    for number, indices in content.items():
        after = content.get(number + 1)
        while indices and is_catchword(lines[lowest(indices, lines)], lines[after[0]] if after else None):
            indices.remove(last := lowest(indices, lines))
            flagged.add(last)
    return [replace(line, furniture=True) if i in flagged else line for i, line in enumerate(lines)]


def misread(by_page: dict[int, list[int]], lines: Sequence[Line], pages: Sequence[Page], flagged: set[int]) -> set[int]:
    """Running lines that OCR read a little differently on some page."""
    scanned = {page.number for page in pages if page.ocr}
    known = {(lines[i].text, round(lines[i].y0 / SAME_PLACE)) for i in flagged if lines[i].page in scanned}
    found: set[int] = set()
    for number in scanned & by_page.keys():
        for i in edge_indices(by_page[number]):
            line = lines[i]
            here = [text for text, place in known if abs(line.y0 / SAME_PLACE - place) <= 1.5]
            if i not in flagged and any(SequenceMatcher(None, line.text, text).ratio() >= ALIKE for text in here):
                found.add(i)
    return found


def in_tables(by_page: dict[int, list[int]], lines: Sequence[Line], pages: Sequence[Page], flagged: set[int]) -> set[int]:
    """Lines inside ruled tables, whose column headers come again on every page.

    A frame that holds only running lines is no table, and a frame around the whole page holds the page's foot too.
    """
    found: set[int] = set()
    for page in pages:
        for grid in page.grids:
            top, bottom = grid.ys[0] - 2, grid.ys[-1] + 2
            own = [i for i in by_page.get(page.number, ()) if top <= (lines[i].y0 + lines[i].y1) / 2 <= bottom]
            own = [i for i in own if grid.xs[0] - 2 <= (lines[i].x0 + lines[i].x1) / 2 <= grid.xs[-1] + 2]
            foot = {i for i in own if lines[i].y0 > FOOT * page.height and (i in flagged or NAMED_NUMBER.fullmatch(lines[i].text))}
            if sum(i not in flagged for i in own) * 2 > len(own):
                found.update(set(own) - foot)
    return found


def outermost(indices: Sequence[int], lines: Sequence[Line], flagged: set[int], inside: set[int], first_page: int) -> set[int]:
    """Page numbers and the like count only where nothing but furniture stands between them and the page's edge."""
    found: set[int] = set()
    for run in (indices[:EDGE_LINES], indices[::-1][:EDGE_LINES]):
        for i in run:
            if i in inside:
                break
            if matches(lines[i], first_page, edge=True):
                found.add(i)
            elif i not in flagged:
                break
    return found


def printed_labels(lines: Sequence[Line]) -> dict[int, str]:
    """Physical page number -> the number printed on that page. Never interpolated: a page without a printed number is missing."""
    labels: dict[int, str] = {}
    for line in lines:
        if not line.furniture:
            continue
        match = NAMED_NUMBER.search(line.text) or GAZETTE_NUMBER.fullmatch(line.text) or PRINTED_NUMBER.fullmatch(line.text)
        if match:
            labels.setdefault(line.page, next(group for group in match.groups() if group))
    return labels
