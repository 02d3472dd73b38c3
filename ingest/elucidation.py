"""The grammar of the PENJELASAN: I. UMUM, II. PASAL DEMI PASAL, and the Pasal, ayat, huruf and angka it explains."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.depths import AYAT_DEPTH, CHANGE_DEPTH, INNER, LIST_DEPTH, PASAL_DEPTH, TOP, Found
from ingest.doubts import pasal_doubts
from ingest.enumeration import BROKEN_REFERENCE
from ingest.headings import PASAL, REFERENCE_AFTER
from ingest.lines import Line, stretches
from ingest.numbering import OCR_DIGITS, Candidate, best_sequence, pasal_key, read_number
from ingest.structure import Mark

GENERAL = re.compile(r"(?:[I1lA]\s*\.?\s*)?(?:PENJELASAN\s+)?U\s?M\s?U\s?M\.?")
ARTICLES = re.compile(r"(?:(?:II|11|ll|2|B)\s*\.?\s*)?(?:PENJELASAN\s+)?PASAL\s+DEMI\s+PASAL\s*\.?")
ROMAN = re.compile(r"(?:Pasal|PASAL)\s+(I{1,3}|IV)\s*\.?")
SPAN = re.compile(
    r"(?:s\s?[./]\s?d\.?|sampai(?:\s+dengan)?|dan|[-–])\s*(?:Pasal\s*)?\d+[A-Z]?\s*[.:]?\s*", re.IGNORECASE
)  # Pasal 5 s.d. Pasal 8
CLEAR = re.compile(r"cukup\s+jelas", re.IGNORECASE)
PARTS: tuple[tuple[re.Pattern[str], str, int], ...] = (
    (re.compile(r"[Aa]yat\s*\(?\s?([0-9lI]{1,2}[a-z]?)\s?\)?(?![\w)])\s*([.:]?)\s*"), "ayat", AYAT_DEPTH),
    (re.compile(r"[Hh]uruf\s*([a-z]{1,2})\b(?!\))\s*([.:]?)\s*"), "huruf", LIST_DEPTH),
    (re.compile(r"[Aa]ngka\s*(\d{1,3})\b(?!\))\s*([.:]?)\s*"), "angka", LIST_DEPTH + 5),
)
ALONE, NO_FULL_STOP = 1.6, 0.9  # weights of a Pasal's heading


def elucidation(lines: Sequence[Line], indices: Sequence[int], found: Found) -> None:
    found.marks.append(Mark(indices[0], "elucidation", TOP))
    articles = next((p for p, i in enumerate(indices) if ARTICLES.fullmatch(lines[i].text)), None)
    general = next((p for p, i in enumerate(indices[:articles]) if p and GENERAL.fullmatch(lines[i].text)), None)
    if general is not None:
        found.marks.append(Mark(indices[general], "elucidation_general", TOP + 5))
    if articles is None:
        if general is None:
            found.warnings.append("Penjelasan tanpa bagian umum dan pasal demi pasal yang dikenali")
        return
    found.marks.append(Mark(indices[articles], "elucidation_articles", TOP + 5))
    inside = indices[articles + 1 :]
    if any(ROMAN.fullmatch(lines[i].text) for i in inside[:3]):
        of_amendment(lines, inside, found)
        return
    chain = best_sequence(explained_pasals(lines, inside))
    if not any(SPAN.search(lines[i].text) for i in inside if PASAL.match(lines[i].text)):  # "Pasal 5 s.d. Pasal 8" leaves no gap
        found.warnings += [f"Penjelasan: {doubt}" for doubt in pasal_doubts(lines, chain)]
    heads = [inside.index(candidate.line) for candidate in chain]
    for candidate, (start, end) in zip(chain, stretches(heads, len(inside)), strict=True):
        found.marks.append(Mark(inside[start], "pasal", PASAL_DEPTH, candidate.num))
        explained_parts(lines, inside[start + 1 : end], found)


def explained_pasals(lines: Sequence[Line], indices: Sequence[int]) -> list[Candidate]:
    """Lines that may head a Pasal here: they need not be centred, and "Cukup jelas" ends a sentence without a full stop."""
    found = []
    for position, i in enumerate(indices):
        match = PASAL.match(lines[i].text)
        num = read_number(match[1]) if match else ""
        if not match or not pasal_key(num)[0]:
            continue
        rest = lines[i].text[match.end() :]
        before = lines[indices[position - 1]].text if position else ""
        alone = not rest or bool(SPAN.fullmatch(rest))
        if may_head(lines[i].text, alone, before) and (alone or opens_text(rest, match[0])):
            found.append(Candidate(i, num, pasal_key(num), ALONE if ends(before) else NO_FULL_STOP))
    return found


def opens_text(rest: str, marker: str) -> bool:
    """Whether a text begins behind a marker on its line: "Pasal 2 : cukup jelas", "Ayat (1) Yang dimaksud …"."""
    rest = SPAN.sub("", rest, count=1)
    return bool(CLEAR.match(rest)) or (rest[:1].isupper() and not REFERENCE_AFTER.match(rest)) or ":" in marker


def may_head(text: str, alone: bool, before: str) -> bool:
    """Whether a marker at a line's start is one: what stands alone needs no full stop before it, only no broken reference."""
    if alone and text[0].isupper():
        return not BROKEN_REFERENCE.search(before) and not before.endswith(",")
    return ends(before)


def ends(before: str) -> bool:
    """Whether a line ends what was said, so that a heading may follow."""
    return not before or before.rstrip().endswith((".", ";", ":", ")", "”", '"')) or bool(CLEAR.search(before)) or is_part(before)


def is_part(text: str) -> bool:
    return bool(PASAL.fullmatch(text)) or any(pattern.fullmatch(text) for pattern, _, _ in PARTS)


def explained_parts(lines: Sequence[Line], indices: Sequence[int], found: Found) -> None:
    """ "Ayat (1)", "Huruf a", "Angka 2" below a Pasal of the elucidation, alone on a line or before their text."""
    for position, i in enumerate(indices):
        explained_part(i, lines[i], lines[indices[position - 1]].text if position else "", found)


def explained_part(i: int, line: Line, before: str, found: Found, deeper: int = 0) -> None:
    for pattern, kind, depth in PARTS:
        match = pattern.match(line.text)
        rest = line.text[match.end() :] if match else ""
        if not match or not may_head(line.text, not rest, before) or (rest and not opens_text(rest, match[2])):
            continue
        num = meant(match, kind)
        if num != match[1]:
            found.warnings.append(f"halaman {line.page}: '{match[0].strip()}' dalam Penjelasan dibaca sebagai {kind} {num}")
        found.marks.append(Mark(i, kind, depth + deeper, num))
        return


def meant(match: re.Match[str], kind: str) -> str:
    """The number of a part: "Ayat (l)" is (1), "Ayat (21" is (2) whose bracket was misread."""
    num = match[1]
    if kind != "ayat":
        return num
    num = num[:-1].translate(OCR_DIGITS) + (num[-1] if num[-1].islower() and num[-1] != "l" else num[-1].translate(OCR_DIGITS))
    return num[0] if len(num) == 2 and num[1] == "1" and ")" not in match[0] and "(" in match[0] else num


def of_amendment(lines: Sequence[Line], indices: Sequence[int], found: Found) -> None:
    """Of an amending act: Pasal I > Angka 1 > Pasal 5 > Ayat (1), each a heading on a line of its own."""
    change = PARTS[2][0]
    inner = False
    for position, i in enumerate(indices):
        text, before = lines[i].text, lines[indices[position - 1]].text if position else ""
        if match := ROMAN.fullmatch(text):
            inner = False
            found.marks.append(Mark(i, "pasal", PASAL_DEPTH, match[1]))
        elif (match := change.fullmatch(text)) and is_change(lines, indices[position + 1 :]):
            inner = True
            found.marks.append(Mark(i, "angka", CHANGE_DEPTH, match[1]))
        elif inner and (match := PASAL.fullmatch(text)) and ends(before):
            found.marks.append(Mark(i, "pasal", PASAL_DEPTH + INNER, read_number(match[1])))
        else:
            explained_part(i, lines[i], before, found, INNER)


def is_change(lines: Sequence[Line], following: Sequence[int]) -> bool:
    """An "Angka 2" that stands for a change of the act is followed by the changed Pasal, or by "Cukup jelas." and the next change."""
    texts = [lines[i].text for i in following[:2]]
    if not texts or PASAL.fullmatch(texts[0]):
        return bool(texts)
    return bool(CLEAR.match(texts[0])) and len(texts) == 2 and bool(PARTS[2][0].fullmatch(texts[1]) or ROMAN.fullmatch(texts[1]))
