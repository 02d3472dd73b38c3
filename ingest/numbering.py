"""Numbers of Indonesian drafting: Roman, ordinal words, lettered, and which candidates form the one sequence of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

UNITS = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH")
ORDINALS: dict[str, int] = {
    "PERTAMA": 1,
    **{word: i for i, word in enumerate(UNITS, 1)},
    "KESEBELAS": 11,
    **{f"{word} BELAS": i + 10 for i, word in enumerate(UNITS[:9], 1) if i > 1},
    "KEDUA PULUH": 20,
    **{f"KEDUA PULUH {word.removeprefix('KE')}": i + 20 for i, word in enumerate(UNITS[:9], 1)},
}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
OCR_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "|": "1", "]": "1", "t": "1", "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2"}
)
PASAL_NUMBER = re.compile(r"(\d+)([A-Z]{0,2})")


def roman_value(text: str) -> int | None:
    """The value of a Roman number up to 399; None where it is none.

    >>> roman_value("XIV"), roman_value("BAB")
    (14, None)
    """
    if not text or any(c not in ROMAN for c in text):
        return None
    values = [ROMAN[c] for c in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def to_roman(number: int) -> str:
    """
    >>> to_roman(4), to_roman(19), to_roman(40)
    ('IV', 'XIX', 'XL')
    """
    numeral = ""
    for worth, letters in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        numeral += letters * (number // worth)
        number %= worth
    return numeral


def ordinal_value(text: str) -> int | None:
    """
    >>> ordinal_value("Kesatu"), ordinal_value("KEDUA BELAS"), ordinal_value("umum")
    (1, 12, None)
    """
    return ORDINALS.get(re.sub(r"\s+", " ", text.strip().upper()))


def pasal_key(num: str) -> tuple[int, str]:
    """The place of a Pasal's number in the order of numbers: 13 < 13A < 13B < 14.

    >>> sorted(["14", "13B", "13", "13A"], key=pasal_key)
    ['13', '13A', '13B', '14']
    """
    match = PASAL_NUMBER.fullmatch(num)
    return (int(match[1]), match[2]) if match else (0, num)


def letter_value(text: str) -> int:
    """a = 1 … z = 26, aa = 27 …

    >>> letter_value("a"), letter_value("z"), letter_value("aa"), letter_value("ab")
    (1, 26, 27, 28)
    """
    return ord(text[-1]) - 96 + 26 * (len(text) - 1 if len(set(text)) == 1 else ord(text[0]) - 96)


def read_number(text: str) -> str:
    """A Pasal's number as it is meant, from what the page (or its OCR) says.

    >>> read_number("12"), read_number("4OA"), read_number("l3"), read_number("28 F"), read_number("111a")
    ('12', '40A', '13', '28F', '111A')
    """
    text = re.sub(r"\s+", "", text)
    match = re.fullmatch(r"([0-9OolI|]+)([A-Z]{0,2}|[a-h])", text)
    return match[1].translate(OCR_DIGITS) + match[2].upper() if match else text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the heading of a numbered unit. `weight`: how much it looks like one (about -1 to 3)."""

    line: int
    num: str
    key: tuple[int, str]
    weight: float


GAP_COST = 0.7  # for each number that a step leaves out, up to GAP_MOST
GAP_MOST = 4.0
INSERTED_STEP = 0.1  # 13 -> 13A


def step_cost(before: tuple[int, str], after: tuple[int, str]) -> float | None:
    """What going from one number to the next costs; None where the order forbids it."""
    if after <= before:
        return None
    if after[0] == before[0]:
        expected = chr(ord(before[1][-1]) + 1) if before[1] else "A"
        return INSERTED_STEP if after[1] == expected else GAP_COST
    missing = after[0] - before[0] - 1 + (1 if after[1] else 0)
    return min(GAP_COST * missing, GAP_MOST)


def best_sequence(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The heaviest increasing sequence of candidates, gaps paid for (dynamic programming over pairs).

    A wrapped cross-reference that looks like a heading falls out because it breaks the order or tears a gap.
    """
    scores: list[float] = []
    previous: list[int | None] = []
    for i, candidate in enumerate(candidates):
        start = step_cost((0, ""), candidate.key)
        best, best_from = -(start if start is not None else GAP_MOST), None
        for j in range(i):
            cost = step_cost(candidates[j].key, candidate.key)
            if cost is not None and scores[j] - cost > best:
                best, best_from = scores[j] - cost, j
        scores.append(best + candidate.weight)
        previous.append(best_from)
    if not scores:
        return []
    at: int | None = max(range(len(scores)), key=scores.__getitem__)
    chain = []
    while at is not None:
        chain.append(candidates[at])
        at = previous[at]
    return chain[::-1]


def gaps(numbers: Sequence[str]) -> list[str]:
    """The whole numbers missing between 1 and the last of a document's Pasal.

    >>> gaps(["1", "2", "2A", "5"])
    ['3', '4']
    """
    have = {pasal_key(num)[0] for num in numbers}
    return [str(n) for n in range(1, max(have, default=0) + 1) if n not in have]
