"""The large parts of a regulation: preamble, body, closing, elucidation, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.lines import Line, stretches

Part = Literal["preamble", "body", "closing", "elucidation", "annex"]
# the capital is what tells these words from the same ones at the start of a wrapped line ("… perlu / menetapkan Peraturan …")
CONSIDERANS = re.compile(r"M(?i:\s?e\s?n\s?i\s?m\s?b\s?a\s?n\s?g)\b\s*:?")
LEGAL_BASIS = re.compile(r"M(?i:\s?e\s?n\s?g\s?i\s?n\s?g\s?a\s?t)\b\s*:?")
OBSERVING = re.compile(r"M(?i:emperhatikan|endengar|embaca)\b\s*:?")
DECISION = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N\b.*|Memutuskan\s*:?\s*|MENGINSTRUKSIKAN\b.*")
ENACTING = re.compile(r"M(?i:enetapkan)\b\s*:?")
INSTRUCTED = re.compile(r"Kepada\b\s*:?")
INSTRUCTING = re.compile(r"(?:.*\s)?menginstruksikan\s*:?\s*", re.IGNORECASE)
CLOSING = re.compile(
    r"(?:Di\s?tetapkan|Disahkan|Dikeluarkan|Ditandatangani)\s*(?:di|pada)\b|Agar\s*(?:setiap|semua)\s*orang\b", re.IGNORECASE
)
SIGNED = re.compile(r"(?:Di\s?tetapkan|Disahkan|Dikeluarkan|Di\s?undangkan)\s*(?:di|pada)\b", re.IGNORECASE)
ELUCIDATION = re.compile(r"P\s?E\s?N\s?J\s?E\s?L\s?A\s?S\s?A\s?N(?:\s+ATAS\b.*)?")
ANNEX = re.compile(
    r"LAMPIRAN(?:\s+(I{1,3}|IV|VI{0,3}|V|IX|X|\d{1,2}|[A-Z]))?(?:\s*[.:]?\s*$|\s+(?:PERATURAN|KEPUTUSAN|UNDANG|INSTRUKSI|SURAT|RANCANGAN)\b.*|\s*:.*)"
)
PAGE_TOP = 4  # content lines at a page's top among which a new part may begin
PARALLEL = 6  # lines after PENJELASAN that name what it explains


@dataclass(frozen=True, slots=True)
class Zone:
    """A part and its content lines' range [start, end); `num` of an annex."""

    part: Part
    start: int
    end: int
    num: str = ""


def zones(lines: Sequence[Line], indices: Sequence[int]) -> list[Zone]:
    """The parts of a regulation in order. `indices`: its content lines (furniture left out); the zones part them without gap."""
    starts: list[tuple[int, Part, str]] = [(0, "preamble", "")]
    part: Part = "preamble"
    for position, i in enumerate(indices):
        text = lines[i].text
        top = position == 0 or lines[indices[max(0, position - PAGE_TOP)]].page < lines[i].page
        if part == "preamble" and begins_body(lines, indices, position):
            part = "body"
        elif part == "body" and CLOSING.match(text) and signature_follows(lines, indices, position):
            part = "closing"
        elif part != "preamble" and ELUCIDATION.fullmatch(text) and explains(lines, indices, position):
            part = "elucidation"
        elif part != "preamble" and top and (match := ANNEX.match(text)):
            starts.append((position, "annex", match[1] or ""))
            part = "annex"
            continue
        if part != starts[-1][1]:
            starts.append((position, part, ""))
    ranges = stretches([start for start, _, _ in starts], len(indices))
    return [Zone(name, start, end, num) for (_, name, num), (start, end) in zip(starts, ranges, strict=True) if end > start]


def begins_body(lines: Sequence[Line], indices: Sequence[int], position: int) -> bool:
    """MEMUTUSKAN, Menetapkan, or of an instruction "Kepada :" after "… dengan ini menginstruksikan:"."""
    text = lines[indices[position]].text
    if DECISION.fullmatch(text) or ENACTING.match(text):
        return True
    return bool(position and INSTRUCTED.match(text) and INSTRUCTING.fullmatch(lines[indices[position - 1]].text))


def signature_follows(lines: Sequence[Line], indices: Sequence[int], position: int) -> bool:
    """ "Agar setiap orang …" and "Ditetapkan di …" close the body; "Ditetapkan pada …" inside a sentence does not."""
    text = lines[indices[position]].text
    near = [lines[i].text for i in indices[position : position + 8]]
    return len(text) < 110 and (not SIGNED.match(text) or len(text) < 60) and any(SIGNED.match(t) for t in near)


def explains(lines: Sequence[Line], indices: Sequence[int], position: int) -> bool:
    near = [lines[i].text.upper() for i in indices[position : position + PARALLEL]]
    return "ATAS" in near[0] or any(
        t.strip() == "ATAS" or t.startswith(("ATAS ", "UNDANG-UNDANG", "PERATURAN", "RANCANGAN")) for t in near[1:]
    )
