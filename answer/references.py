"""Places that a question names: "pasal 12 ayat (2) huruf a perpres 95/2018", "Ps. 5 (1)", "penjelasan pasal 3", "diktum kesatu"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numbering import ordinal_value

PASAL = re.compile(
    r"\b(?:pasal|psl\.?|ps\.?|article|art\.)\s*(?P<num>\d{1,3}\s?[a-z]?(?![a-z])|[ivx]{1,4}\b)"
    r"(?:\s*,?\s*(?:ayat|paragraph)?\s*\(\s*(?P<bracket>\d{1,2}[a-z]?)\s*\)|\s*,?\s*(?:ayat|paragraph)\s*(?P<ayat>\d{1,2}[a-z]?\b))?"
    r"(?:\s*,?\s*(?:huruf|butir|letter)\s*(?P<huruf>[a-z]{1,2})\b|(?<=\))\s*(?P<bare>[a-z])\b(?!\w))?"
    r"(?:\s*,?\s*(?:angka|nomor urut|point)\s*(?P<angka>\d{1,3})\b)?",
    re.IGNORECASE,
)
BAB = re.compile(r"\bbab\s+(?P<num>[ivxlc]{1,6}|\d{1,2})\b", re.IGNORECASE)
DIKTUM = re.compile(r"\b(?:diktum|dictum)\s+(?P<num>ke\w+(?:\s+(?:belas|puluh)(?:\s+\w+)?)?|pertama)\b", re.IGNORECASE)
ELUCIDATION = re.compile(r"\bpenjelasan\s+(?:atas\s+|dari\s+)?(?=pasal|psl|ps\b)", re.IGNORECASE)
TABLE = re.compile(r"\btabel\s+(?P<num>\d+(?:\.\d+)*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place within a document; empty where the question does not say. `start`, `end`: where the question says it."""

    start: int
    end: int
    pasal: str = ""
    ayat: str = ""
    huruf: str = ""
    angka: str = ""
    bab: str = ""
    diktum: str = ""
    table: str = ""
    elucidation: bool = False

    @property
    def name(self) -> str:
        """
        >>> find_reference("ps 5 (1) huruf b UU ITE").name
        'Pasal 5 ayat (1) huruf b'
        """
        parts = [
            self.bab and f"BAB {self.bab}",
            self.diktum and f"Diktum {self.diktum}",
            self.table and f"Tabel {self.table}",
            self.pasal and f"{'Penjelasan ' if self.elucidation else ''}Pasal {self.pasal}",
            self.ayat and f"ayat ({self.ayat})",
            self.huruf and f"huruf {self.huruf}",
            self.angka and f"angka {self.angka}",
        ]
        return " ".join(filter(None, parts))


def find_reference(question: str) -> Reference | None:
    """The first place a question names; None where it names none."""
    if match := PASAL.search(question):
        num = re.sub(r"\s", "", match["num"]).upper()
        huruf = match["huruf"] or match["bare"] or ""
        before = ELUCIDATION.search(question)
        return Reference(
            before.start() if before else match.start(), match.end(), num, (match["bracket"] or match["ayat"] or "").lower(),
            huruf.lower(), match["angka"] or "", elucidation=bool(before),
        )  # fmt: skip
    if (match := DIKTUM.search(question)) and ordinal_value(match["num"]):
        return Reference(match.start(), match.end(), diktum=match["num"].upper())
    if match := BAB.search(question):
        return Reference(match.start(), match.end(), bab=match["num"].upper())
    if match := TABLE.search(question):
        return Reference(match.start(), match.end(), table=match["num"])
    return None
