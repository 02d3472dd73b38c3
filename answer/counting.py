"""What a question wants counted ("berapa anggota"), and whether a text counts it."""

from __future__ import annotations

import re

from answer.kinds import PRICES, SPELLED
from index.stemming import stem, words

COUNTED = re.compile(r"\bberapa\s+(?:banyak\s+|jumlah\s+)?([a-z]{3,})|\bjumlah\s+([a-z]{3,})[^?]{0,40}\bberapa\b|\bhow\s+many\s+([a-z]{3,})", re.IGNORECASE)
NOT_COUNTED = frozenset(
    ["banyak", "besar", "lama", "jauh", "saja", "kali", "jumlah", "nilai", "tarif", "biaya", "luas", "tinggi", "umur", "usia", "persen", "sih", "yang", "dan",
     "untuk", "dari", "sering", "maksimal", "minimal", "paling", "rupiah", "juta", "ribu", "miliar", "total"]
)  # fmt: skip
TIMES = frozenset(map(stem, ["detik", "menit", "jam", "hari", "minggu", "bulan", "tahun", "minutes", "hours", "days", "weeks", "months", "years"]))
TIME = re.compile(r"\d\s*" + SPELLED + r"(?:x\s*\d+\s*)?(?:detik|menit|jam|hari|minggu|bulan|tahun)\b", re.IGNORECASE)
PRICE = re.compile(PRICES, re.IGNORECASE)
REACH = 4  # words between a number and what it counts


def counted(text: str) -> str | None:
    """The stem of what a question wants counted.

    >>> counted("berapa anggota Dewan Pers?"), counted("berapa lama izin berlaku"), counted("berapa tunjangan kelas 9")
    ('anggota', None, None)
    """
    match = COUNTED.search(text)
    word = next(filter(None, match.groups()), "").lower() if match else ""
    return stem(word) if word and word not in NOT_COUNTED and not PRICE.fullmatch(word) else None


def counts(text: str, what: str) -> bool:
    """Whether a text has a number beside what is counted; any time beside any unit of time.

    >>> counts("beranggotakan paling banyak 9 (sembilan) orang", "orang"), counts("terdiri atas ketua dan anggota", "anggota")
    (True, False)
    """
    if what in TIMES:
        return bool(TIME.search(text))
    said = [stem(w) for w in words(text)]
    numbers = [at for at, word in enumerate(said) if word[0].isdigit()]
    places = [at for at, word in enumerate(said) if word == what]
    return any(abs(a - b) <= REACH for a in numbers for b in places)
