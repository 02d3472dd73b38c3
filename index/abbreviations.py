"""Words that mean the same thing to an official: a small table, and what the documents themselves abbreviate."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.stemming import query_stems, words

# names of one thing; each widens a question that uses another of its group
SAME = (
    ("opd", "skpd", "perangkat daerah", "satuan kerja perangkat daerah", "organisasi perangkat daerah"),
    ("pemda", "pemerintah daerah"),
    ("pemkab", "pemerintah kabupaten"),
    ("pemkot", "pemerintah kota"),
    ("asn", "aparatur sipil negara", "pegawai negeri"),
    ("pns", "pegawai negeri sipil"),
    ("tik", "teknologi informasi dan komunikasi"),
    ("spbe", "sistem pemerintahan berbasis elektronik", "e-government"),
    ("apbd", "anggaran pendapatan dan belanja daerah"),
    ("apbn", "anggaran pendapatan dan belanja negara"),
    ("perda", "peraturan daerah"),
    ("perbup", "peraturan bupati"),
    ("perwali", "peraturan wali kota"),
    ("perpres", "peraturan presiden"),
    ("permen", "peraturan menteri"),
    ("ppid", "pejabat pengelola informasi dan dokumentasi"),
    ("kip", "keterbukaan informasi publik"),
    ("jdih", "jaringan dokumentasi dan informasi hukum"),
    ("sop", "standar operasional prosedur"),
    ("rpjmd", "rencana pembangunan jangka menengah daerah"),
    ("diskominfo", "dinas komunikasi dan informatika"),
    ("kominfo", "komunikasi dan informatika"),
    ("pse", "penyelenggara sistem elektronik"),
    ("walikota", "wali kota"),
    ("rencana induk", "master plan", "masterplan"),
    ("kabupaten cerdas", "kota cerdas", "smart city"),
    ("peta rencana", "roadmap"),
    ("quick win", "quick wins", "program percepatan"),
    ("website", "situs web", "laman"),
    ("bimtek", "bimbingan teknis"),
)
ABBREVIATED = re.compile(
    r"(?:\d{1,3}\.\s+)?([A-Z][\w/\- ]{3,90}?)(?:\s+\([^()]{2,60}\))?,?\s+(?:yang\s+)?(?:untuk\s+)?"
    r"selanjutnya\s+(disingkat|disebut)(?:\s+dengan)?\s+([A-Z][A-Za-z\-]{1,14})\b"
)
EXPANDED_WEIGHT = 0.5  # an added word counts half as much as one the user wrote


def learnt(texts: Iterable[str]) -> list[tuple[str, str]]:
    """(long form, abbreviation), both lower case, as definitions give them.

    >>> learnt(["1. Sistem Pemerintahan Berbasis Elektronik yang selanjutnya disingkat SPBE adalah …"])
    [('sistem pemerintahan berbasis elektronik', 'spbe')]
    """
    return [
        (match[1].strip().lower(), match[3].lower())
        for text in texts
        for match in ABBREVIATED.finditer(text)
        if (match[3].isupper() or match[2] == "disingkat") and len(match[1].split()) > 1  # "disebut Dinas" is no abbreviation
    ]


class Synonyms:
    """Groups of names by their words; `widen(question)` gives the other names of what it names."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()):
        groups = [*SAME, *dict.fromkeys(pairs)]
        self.names: dict[tuple[str, ...], list[str]] = {}
        for group in groups:
            for name in group:
                key = tuple(words(name))
                self.names.setdefault(key, []).extend(other for other in group if other != name)
        self.longest = max(len(key) for key in self.names)

    def widen(self, question: str) -> list[str]:
        """Other names of the things a question names, without repeats."""
        return list(dict.fromkeys(name for _, others in self.named(question) for name in others))

    def named(self, question: str) -> list[tuple[tuple[str, ...], list[str]]]:
        """(words of the question that name something, its other names)."""
        said = words(question)
        spans = [tuple(said[start : start + n]) for start in range(len(said)) for n in range(1, self.longest + 1) if start + n <= len(said)]
        return [(span, self.names[span]) for span in spans if span in self.names]

    def terms(self, question: str, extra: Iterable[str] = ()) -> list[tuple[str, float]]:
        """(stem, weight) of a question with what widens it; the user's own words weigh 1."""
        weights = dict.fromkeys(query_stems(question), 1.0)
        for name in [*self.widen(question), *extra]:
            for stem in query_stems(name):
                weights.setdefault(stem, EXPANDED_WEIGHT)
        return list(weights.items())
