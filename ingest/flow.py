"""Lines flow into readable text, and every stretch of that text keeps its place on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.values import Run

LIST_ITEM = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-z]{1,2}[.)]|[•●▪■◦○➢✓\-–*\uf000-\uf0ff])\s+\S")
REAL_HYPHEN_PREFIX = re.compile(r"(?:^|[^\w])(?:e|non|pra|pasca|anti|sub|multi|antar|inter|peraturan|perundang|undang|se)-$", re.IGNORECASE)
HEADING_LINE = re.compile(r"(?:Pasal|PASAL)\s+\S+|B\s?A\s?B\s+[IVXLC]+|Bagian\s+Ke\w+|Paragraf\s+\S+")
REFERENCE_BEFORE = re.compile(r"\b(?:ayat|huruf|angka|pasal|nomor|butir)\s*$", re.IGNORECASE)  # "… pada ayat / (1) disampaikan": no list item
SHORT_LINE = 0.8  # a line that ends before this share of its block's width ends a paragraph, if a full stop says so too


def joint(before: str, after: str, paragraph_ends: bool) -> tuple[int, str]:
    """How two lines meet: how many characters `before` loses at its end, and what stands between them.

    >>> joint("peme-", "rintah", False)
    (1, '')
    >>> joint("undang-", "undang", False)
    (0, '')
    >>> joint("tata", "kelola", False)
    (0, ' ')
    >>> joint("pada ayat", "(1) disampaikan", False), joint("terdiri atas:", "a. ketua", False)
    ((0, ' '), (0, '\\n'))
    """
    if before.endswith("-") and len(before) > 1 and before[-2].isalpha() and after[:1].isalpha():
        head = re.split(r"[^\w]", before[:-1])[-1].lower()
        real = after[0].isupper() or after.lower().startswith(head) or REAL_HYPHEN_PREFIX.search(before)
        return (0 if real else 1), ""
    item = LIST_ITEM.match(after) and not REFERENCE_BEFORE.search(before)
    if paragraph_ends or item or HEADING_LINE.fullmatch(before) or (before.isupper() and after[0].isupper() and not after.isupper()):
        return 0, "\n"
    return 0, " "


def flow(lines: Sequence[Line]) -> tuple[str, tuple[Run, ...]]:
    """The readable text of lines (furniture left out) and the runs that tie it to the pages."""
    kept = [line for line in lines if not line.furniture and line.text]
    if not kept:
        return "", ()
    left, right = min(line.x0 for line in kept), max(line.x1 for line in kept)
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    for i, line in enumerate(kept):
        text, between = line.text, ""
        if i + 1 < len(kept):
            short = right > left and (line.x1 - left) < SHORT_LINE * (right - left)
            cut, between = joint(text, kept[i + 1].text, short and text.endswith((".", ":", ";")))
            text = text[: len(text) - cut]
        runs.append(Run(length, line.page, line.start, len(text)))
        parts += [text, between]
        length += len(text) + len(between)
    return "".join(parts), tuple(runs)
