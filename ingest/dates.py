"""Dates of a regulation: when it was enacted, promulgated and came into force, as ISO dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember")
SPELLINGS = {
    "pebruari": 2, "peb": 2, "nopember": 11, "nop": 11, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agus": 8, "agt": 8,
    "sept": 9, "sep": 9, "okt": 10, "nov": 11, "des": 12,
    "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
    "aug": 8, "oct": 10, "dec": 12,
}  # fmt: skip
DAY = r"(?P<day>[0-9OIl]{1,2}|[0O]\s[1-9Il])"  # a date stamp: 0 3 OCT 2016
YEAR = r"(?P<year>[12][0-9OIl]{3})"
DATE = re.compile(rf"{DAY}\s*[-–]?\s*(?P<month>[A-Za-z]{{3,10}})\s*[-–]?\s*{YEAR}")
DIGITS = str.maketrans({"O": "0", "I": "1", "l": "1"})
AFTER = 160  # characters after "Ditetapkan di" within which its date stands
ENACTED = re.compile(r"\b(?:Di\s?tetapkan|Disahkan|Dikeluarkan|Ditandatangani)\s*(?:di|pada)\b", re.IGNORECASE)
PROMULGATED = re.compile(r"\bDi\s?undangkan\s*(?:di|pada)\b(?!\s+tanggal\s+(?:diundangkan|ditetapkan))", re.IGNORECASE)
IN_FORCE = re.compile(
    r"mulai\s+berlaku\s+(?:(?:setelah|sesudah)\s+)?(?:(?P<count>\d{1,3}|satu|dua|tiga|enam)\s*(?:\([^)]*\)\s*)?(?P<unit>hari|bulan|tahun)\s+)?"
    r"(?:terhitung\s+)?(?:sejak|pada|mulai|setelah)?\s*(?:ta\w{2,4}al\s+)?(?P<event>di\s?undangkan|di\s?tetapkan|diundangkan|pengundangan|ditetapkan|penetapan|\d{1,2}\s+[A-Za-z]{3,10}\s+\d{4})",
    re.IGNORECASE,
)
WORDS = {"satu": 1, "dua": 2, "tiga": 3, "enam": 6}


@dataclass(frozen=True, slots=True)
class Dates:
    enacted: str | None = None
    promulgated: str | None = None
    in_force: str | None = None


def month_number(word: str) -> int | None:
    """
    >>> month_number("Pebruari"), month_number("AGUSTUS"), month_number("rapat")
    (2, 8, None)
    """
    word = word.lower()
    return MONTHS.index(word) + 1 if word in MONTHS else SPELLINGS.get(word)


def read_date(text: str) -> str | None:
    """The first date of a text, as ISO; None where there is none.

    >>> read_date("pada tanggal 4 Juli 2008"), read_date("21 Desember 2O18"), read_date("tanggal … 2020"), read_date("0 3 OCT 2016")
    ('2008-07-04', '2018-12-21', None, '2016-10-03')
    """
    for match in DATE.finditer(text):
        month = month_number(match["month"])
        try:
            return date(int(match["year"].translate(DIGITS)), month or 0, int(re.sub(r"\s", "", match["day"]).translate(DIGITS))).isoformat()
        except ValueError:
            continue
    return None


def last_dated(pattern: re.Pattern[str], text: str) -> str | None:
    """The date after the first place that `pattern` finds with one close behind it."""
    for match in pattern.finditer(text):
        found = read_date(text[match.end() : match.end() + AFTER])
        if found:
            return found
    return None


def shifted(start: str, count: int, unit: str) -> str | None:
    """`start` and so many hari, bulan or tahun later.

    >>> shifted("2020-11-24", 6, "bulan"), shifted("2008-04-30", 2, "tahun"), shifted("2024-01-31", 1, "bulan")
    ('2021-05-24', '2010-04-30', '2024-02-29')
    """
    begin = date.fromisoformat(start)
    if unit == "hari":
        return date.fromordinal(begin.toordinal() + count).isoformat()
    months = begin.month - 1 + count * (12 if unit == "tahun" else 1)
    year, month = begin.year + months // 12, months % 12 + 1
    for day in range(begin.day, 27, -1):
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return date(year, month, begin.day).isoformat()


def coming_into_force(text: str, enacted: str | None, promulgated: str | None) -> str | None:
    """The date that "mulai berlaku …" says, the last such clause of the body counts (the closing provision)."""
    for match in reversed(list(IN_FORCE.finditer(text))):
        event = match["event"].lower()
        start = read_date(event) if event[0].isdigit() else enacted if "tetap" in event else promulgated
        if start and match["count"]:
            count = WORDS.get(match["count"].lower()) or int(match["count"])
            return shifted(start, count, match["unit"].lower())
        if start:
            return start
    return None


def read_dates(text: str) -> Dates:
    """The dates of a regulation from its text (without annexes and elucidation where the caller can tell them)."""
    enacted, promulgated = last_dated(ENACTED, text), last_dated(PROMULGATED, text)
    return Dates(enacted, promulgated, coming_into_force(text, enacted, promulgated))
