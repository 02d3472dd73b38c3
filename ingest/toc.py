"""Tables of contents: on the page, but not the text they point to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line

OPENS = re.compile(r"DAFTAR\s+(?:ISI|TABEL|GAMBAR|LAMPIRAN|BAGAN|GRAFIK)|(?:TABLE\s+OF\s+)?CONTENTS", re.IGNORECASE)
LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{5,}|[^\d.,]\s+(?:\d{1,3}|[ivxl]{1,6})$")  # Pendahuluan ........ 1
DOTTED = re.compile(r"(?:(?:\.\s?){4,}|…{2,})\s*(?:\d{1,3}|[ivxl]{1,6})\s*$")
LEADERS = 3  # entries that make a table of contents, within the next LOOK lines
LOOK = 8
MISSES = 2  # lines in a row without a page number (wrapped titles) that it may hold


def contents(lines: Sequence[Line], indices: Sequence[int]) -> list[tuple[int, int]]:
    """The ranges of positions that are tables of contents: below a "DAFTAR ISI", or a run of dotted entries."""
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(indices):
        text = lines[indices[position]].text
        opened = bool(OPENS.fullmatch(text.strip()))
        near = [lines[i].text for i in indices[position + 1 : position + 1 + LOOK]]
        if opened and sum(bool(LEADER.search(t)) for t in near) >= LEADERS:
            end = last_entry(lines, indices, position + 1, LEADER)
        elif DOTTED.search(text) and sum(bool(DOTTED.search(t)) for t in near[:LEADERS]) >= LEADERS - 1:
            end = last_entry(lines, indices, position, DOTTED)
        else:
            position += 1
            continue
        if found and found[-1][1] == position:
            found[-1] = (found[-1][0], end)
        else:
            found.append((position, end))
        position = end
    return found


def last_entry(lines: Sequence[Line], indices: Sequence[int], start: int, entry: re.Pattern[str]) -> int:
    """The position behind the last entry of a table of contents that begins at `start`."""
    end, misses = start, 0
    for position in range(start, len(indices)):
        text = lines[indices[position]].text
        if entry.search(text) or OPENS.fullmatch(text.strip()):
            end, misses = position + 1, 0
        else:
            misses += 1
            if misses > MISSES:
                break
    return max(end, start + 1)
