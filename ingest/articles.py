"""One Pasal: its heading, its ayat, and the huruf and angka in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.depths import AYAT_DEPTH, LIST_DEPTH, PASAL_DEPTH, Found
from ingest.enumeration import ayat_marks, list_marks
from ingest.headings import PASAL, is_division
from ingest.lines import Line, stretches
from ingest.structure import Mark


def pasal(lines: Sequence[Line], indices: Sequence[int], num: str, depth: int, found: Found) -> None:
    """A Pasal with its ayat, huruf and angka. `indices` begin with its heading; divisions that follow it are cut off."""
    head = lines[indices[0]].text
    match = PASAL.match(head)
    at = match.end() if match else len(head)
    if match and re.sub(r"\s", "", match[1]) != num:
        found.warnings.append(f"halaman {lines[indices[0]].page}: 'Pasal {match[1].strip()}' dibaca sebagai Pasal {num}")
    found.marks.append(Mark(indices[0], "pasal", depth, num))
    content = list(indices) if at < len(head) else list(indices[1:])
    content = content[: next((p for p, i in enumerate(content) if p and is_division(lines[i].text)), len(content))]
    first_at = at if at < len(head) else 0
    inner, warnings = ayat_marks(lines, content, depth + AYAT_DEPTH - PASAL_DEPTH, first_at)
    found.marks += inner
    found.warnings += warnings
    starts = [content.index(mark.line) for mark in inner]
    pieces = [(0, starts[0] if starts else len(content), first_at)] if not starts or starts[0] > 0 else []
    for start, end in stretches(starts, len(content)):
        marker = re.compile(r"\S+\s*").match(lines[content[start]].text, first_at if start == 0 else 0)
        pieces.append((start, end, marker.end() if marker else 0))
    for start, end, begin in pieces:
        found.marks += list_marks(lines, content[start:end], depth + LIST_DEPTH - PASAL_DEPTH, first_at=begin)
