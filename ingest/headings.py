"""How the headings of a regulation look on a line: one row a heading, an example beside each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.numbering import Candidate, ordinal_value, pasal_key, read_number, roman_value

NUMBER = r"[0-9OolI|]{1,4}(?:\s?[A-Z]{1,2}|[a-h])?(?![a-z])"  # 12, 13A, 13 A, 111a, 4OA
PASAL = re.compile(rf"(?:P\s?a\s?s\s?a\s?l|PASAL|Pasai|Pasa1)\s*({NUMBER})\s*[.:]?\s*")  # Pasal 12, PASAL 3, Pasal 2.
PASAL_ROMAN = re.compile(r"(?:Pasal|PASAL)\s+([IVX]{1,5})\s*\.?\s*")  # Pasal II
BAB = re.compile(r"B\s?A\s?B\s*([IVXLC1l]{1,7})\s*[.:]?(?:\s+(?=[^\s.…])(.*))?")  # BAB IV, BABI, BAB I KETENTUAN UMUM
BAGIAN = re.compile(
    r"(?:Bagian|BAGIAN)\s+(?:Ke\s?)?((?:Ke|KE|Per|PER)\w+(?:\s+(?:Belas|BELAS|Puluh|PULUH)(?:\s+\w+)?)?)\s*[.:]?(?:\s+(.*))?"
)
PARAGRAF = re.compile(r"(?:Paragraf|PARAGRAF)\s+(\d{1,2}|\w+)\s*[.:]?(?:\s+(.*))?")
DIKTUM = re.compile(
    r"((?:PERTAMA|KE[A-Z]{3,9})(?:\s(?:BELAS|PULUH(?:\s[A-Z]+)?))?|(?:Pertama|Ke[a-z]{3,9})(?:\s(?:[Bb]elas|[Pp]uluh))?(?=\s*:))\s*(?::|\s|$)\s*:?\s*"
)  # KESATU : …
SENTENCE_END = re.compile(r"[.;:]\s*$|^\W*$")
REFERENCE_AFTER = re.compile(r"(?:ayat|huruf|angka|dan|atau|sampai|,|dalam|Peraturan|Undang|sebagaimana|s\.d)\b", re.IGNORECASE)
CENTRED = 30.0  # points between the middle of a heading and the middle of its page's text
TITLE_LINES = 5


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Where the text of a page stands, in points."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def text_blocks(lines: Sequence[Line]) -> dict[int, TextBlock]:
    blocks: dict[int, list[Line]] = {}
    for line in lines:
        if not line.furniture:
            blocks.setdefault(line.page, []).append(line)
    return {page: TextBlock(min(x.x0 for x in on_page), max(x.x1 for x in on_page)) for page, on_page in blocks.items()}


def centred(line: Line, block: TextBlock) -> bool | None:
    """Whether a line stands in the middle; None where boxes are missing."""
    if line.x1 <= line.x0:
        return None
    middle = (line.x0 + line.x1) / 2
    return abs(middle - block.middle) < CENTRED or (
        line.x0 > block.left + 0.25 * (block.right - block.left) and line.x1 < block.right - 0.12 * (block.right - block.left)
    )


def pasal_candidates(lines: Sequence[Line], indices: Sequence[int], blocks: dict[int, TextBlock]) -> list[Candidate]:
    """Lines that may head a Pasal: "Pasal 12" alone, or with its text on the same line ("Pasal 5 (1) Setiap …")."""
    found = []
    for position, i in enumerate(indices):
        line = lines[i]
        match = PASAL.match(line.text)
        if not match:
            continue
        rest = line.text[match.end() :]
        before = lines[indices[position - 1]].text if position else ""
        weight = heading_weight(line, rest, before, blocks.get(line.page))
        num = read_number(match[1])
        if weight > 0 and pasal_key(num)[0]:
            found.append(Candidate(i, num, pasal_key(num), weight))
    return found


def heading_weight(line: Line, rest: str, before: str, block: TextBlock | None) -> float:
    """How much a line that begins with "Pasal N" looks like a heading: above 0 where it may be one."""
    alone = not rest
    if not alone and (REFERENCE_AFTER.match(rest) or not re.match(r"\(\s?[1lI]\s?\)|[A-Z]", rest)):
        return 0.0
    weight = 1.0 if alone else 0.2
    in_middle = centred(line, block) if block and alone else None
    if in_middle is not None:
        weight += 1.0 if in_middle else -0.8
    weight += 0.6 if SENTENCE_END.search(before) or is_heading(before) else -0.7
    return weight


def is_heading(text: str) -> bool:
    return bool(text) and (text.isupper() or bool(BAB.fullmatch(text) or BAGIAN.fullmatch(text) or PARAGRAF.fullmatch(text)))


def bab_number(match: re.Match[str]) -> str | None:
    """The Roman number of a BAB; a misread "1" or "l" is an I.

    >>> bab_number(BAB.fullmatch("BABI")), bab_number(BAB.fullmatch("BAB IV")), bab_number(BAB.fullmatch("BAB II KETENTUAN"))
    ('I', 'IV', 'II')
    """
    number = match[1].replace("1", "I").replace("l", "I")
    return number if roman_value(number) else None


def bagian_number(text: str) -> str | None:
    """ "Kesatu" for "Kesatu" or "KESATU"; None where it is no ordinal."""
    return text.title() if ordinal_value(text) else None


def is_division(text: str) -> bool:
    match = BAB.fullmatch(text)
    return bool(match and bab_number(match)) or bool((m := BAGIAN.fullmatch(text)) and bagian_number(m[1]))
