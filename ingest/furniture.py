"""Running heads and feet, page numbers, catchwords and stamps: on the page, but not part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines import Line
from ingest.values import Page

EDGE_LINES = 5  # how many lines at the top and at the bottom of a page can be furniture
REPEATED_SHARE = 0.4  # a line that stands at the same place on this share of the pages is a running head or foot
REPEATED_PAGES = 3  # ... and on so many pages at least
SAME_PLACE = 12.0  # points
LONG_LINE = 140  # characters

# pattern -> where it counts: "edge" (first or last lines of a page) or "any"; an example beside each
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"[-–—~]?\s*\d{1,4}\s*[-–—~]?", "edge"),  # - 2 -
    (r"[-–—]\s*[ivxlc]{1,7}\s*[-–—]|[ivx]{1,6}", "edge"),  # - iv -
    (r"\d{4},\s*No\.?\s*\d+(?:\s*[-–]?\s*\d+\s*[-–]?)?", "edge"),  # 2021, No. 544
    (r"No\.?\s*\d+,\s*\d{4}", "edge"),
    (r"(?:www\.\S+|https?://\S+|jdih\.\S+)", "edge"),  # www.peraturan.go.id
    (r"SK\s+No\s*\.?\s*\d+\s*[A-Z]?", "any"),  # SK No 012345 A
    (r"(?:Halaman|Hal\.?|Page)\s*[|:]?\s*[\divxlc]+(?:\s*(?:dari|of|/)\s*\d+)?", "edge"),  # Halaman | 38
    (r"[\divxlc]+\s*\|\s*(?:Halaman|P\s*a\s*g\s*e)", "edge"),
    (r"P\s?R\s?E\s?S\s?I\s?D\s?E\s?N(?:\s*REPU\s?BLIK\s*INDONESIA)?|REPU\s?BLIK\s*INDONESIA", "inner"),  # letterhead on the pages after the first
    (r"Dokumen contoh, bukan naskah resmi.*", "any"),
)
COMPILED = tuple((re.compile(pattern, re.IGNORECASE), where) for pattern, where in PATTERNS)
PRINTED_NUMBER = re.compile(r"[-–—~]?\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–—~]?", re.IGNORECASE)
NAMED_NUMBER = re.compile(r"(?:Halaman|Hal\.?|Page)\s*[|:]?\s*([\divxlc]+)|(\d+)\s*\|\s*(?:Halaman|P\s*a\s*g\s*e)", re.IGNORECASE)
GAZETTE_NUMBER = re.compile(r"\d{4},\s*No\.?\s*\d+(?:\s*-\s*|\s+)(\d+)\s*-?")
HEADING = re.compile(r"\s*(?:pasal|bab|bagian|paragraf|ayat|huruf|angka|lampiran|tabel|gambar)\b", re.IGNORECASE)  # never a running line
CATCHWORD = re.compile(r"(?:…|\.\s?\.\s?\.?\s*|\.{2,})\s*$")
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
    head = re.sub(r"\W", "", line.text[: match.start()]).lower()
    return bool(head) and re.sub(r"\W", "", following.text).lower().startswith(head[:20])


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
    for indices in by_page.values():
        edge = outermost(indices, lines, flagged, first_page)
        flagged |= edge | {i for i in indices if matches(lines[i], first_page, edge=False)}
    content = {number: [i for i in indices if i not in flagged] for number, indices in by_page.items()}
    for number, indices in content.items():
        after = content.get(number + 1)
        while indices and is_catchword(lines[lowest(indices, lines)], lines[after[0]] if after else None):
            indices.remove(last := lowest(indices, lines))
            flagged.add(last)
    return [replace(line, furniture=True) if i in flagged else line for i, line in enumerate(lines)]


def outermost(indices: Sequence[int], lines: Sequence[Line], flagged: set[int], first_page: int) -> set[int]:
    """Page numbers and the like count only where nothing but furniture stands between them and the page's edge."""
    found: set[int] = set()
    for run in (indices[:EDGE_LINES], indices[::-1][:EDGE_LINES]):
        for i in run:
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
