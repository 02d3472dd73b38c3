"""Places that a question names: "pasal 12 ayat (2) huruf a perpres 95/2018", "Ps. 5 (1)", "penjelasan pasal 3", "diktum kesatu"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.numbering import ordinal_value

SPELLED = {
    "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7", "delapan": "8", "sembilan": "9", "sepuluh": "10",
    "sebelas": "11",
}  # fmt: skip
PASAL = re.compile(
    rf"\b(?:pasal|psl\.?|ps\.?|article|art\.)\s*(?:ke\s?-?\s?)?(?P<num>\d{{1,3}}(?:[a-z]|\s[a-z](?![./]))?(?![a-z])|[ivx]{{1,4}}\b|(?:{'|'.join(SPELLED)})\b(?!\s+(?:belas|puluh)))"
    r"(?:\s*,?\s*(?:ayat|ay\.|paragraph)?\s*\(\s*(?P<bracket>\d{1,2}[a-z]?)\s*\)|\s*,?\s*(?:ayat|ay\.?|paragraph)\s*(?P<ayat>\d{1,2}[a-z]?\b))?"
    r"(?:\s*,?\s*(?:huruf|butir|letter)\s*(?P<huruf>[a-z]{1,2})\b|(?<=\))\s*(?P<bare>[a-z])\b(?!\w))?"
    r"(?:\s*,?\s*(?:angka|nomor urut|point)\s*(?P<angka>\d{1,3})\b)?",
    re.IGNORECASE,
)
# what may follow a place: "Pasal 22 ayat (7) dan ayat (8)", "Pasal 9-11", "Pasal 3 s.d. Pasal 5"
FURTHER = re.compile(
    r"\s*(?P<joint>,\s*dan|,|dan|serta|&|and|sampai(?:\s+dengan)?|s\.?\s?/?d\.?|hingga|-|–|to)\s*"
    r"(?:(?:pasal|psl\.?|ps\.?)\s*(?P<pasal>\d{1,3}[a-z]?)\b(?:\s*(?:ayat)?\s*\((?P<of>\d{1,2}[a-z]?)\))?"
    r"|ayat\s*\(?(?P<ayat>\d{1,2}[a-z]?)\)?|\((?P<bracket>\d{1,2}[a-z]?)\)|huruf\s+(?P<huruf>[a-z]{1,2})\b|angka\s+(?P<angka>\d{1,3})\b|(?P<bare>\d{1,3})\b(?![./]))",
    re.IGNORECASE,
)
RANGE = re.compile(r"sampai|s\.?\s?/?d\.?|hingga|-|–|to", re.IGNORECASE)
MOST = 12  # places that one question may name
# parts without a number, where the question begins with them
PARTS = (
    ("elucidation_general", r"penjelasan\s+umum"),
    ("considerans", r"(?:konsiderans?(?:\s+menimbang)?|bagian\s+menimbang|menimbang)"),
    ("legal_basis", r"(?:konsiderans?\s+mengingat|bagian\s+mengingat|mengingat|dasar\s+hukum(?=\s+(?:uu|pp|per|kep|undang)))"),
)
LEAD = r"^\W*(?:(?:apa|isi|bunyi|tampilkan|lihat|tolong|baca|teks|dari|bagaimana)\s+)*"
BAB = re.compile(r"\bbab\s+(?P<num>[ivxlc]{1,6}|\d{1,2})\b", re.IGNORECASE)
DIKTUM = re.compile(r"\b(?:diktum|dictum)\s+(?P<num>ke\w+(?:\s+(?:belas|puluh)(?:\s+\w+)?)?|pertama)\b", re.IGNORECASE)
ELUCIDATION = re.compile(r"\bpenjelasan\s+(?:atas\s+|dari\s+)?(?=pasal|psl|ps\b)", re.IGNORECASE)
TABLE = re.compile(r"\btabel\s+(?P<num>\d+(?:\.\d+)*)\b", re.IGNORECASE)
ANNEX = re.compile(
    r"\blampiran\b(?:\s+(?P<num>[IVXL]{1,5}|\d{1,2})\b(?![./]))?(?:\s*,?\s*(?:huruf|bagian|bab)\s+(?P<part>[A-Z]|[IVXL]{1,5})\b)?(?:\s*,?\s*tabel\s+(?P<table>\d+(?:\.\d+)*)\b)?",
    re.IGNORECASE,
)
SECTION = re.compile(r"\b(?:sub\s?-?\s?bab|sub\s?bagian|bagian|butir|section)\s+(?P<num>\d+(?:\.\d+)+)\b", re.IGNORECASE)
THE_ANNEX = "satu-satunya"  # the annex of a document that numbers none


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
    annex: str = ""  # its number; THE_ANNEX where the question gives none
    annex_part: str = ""  # "B" of an annex, or its BAB
    section: str = ""  # "4.7" of a plan
    elucidation: bool = False
    part: str = ""  # kind of a clause that has no number: the general elucidation, Menimbang, Mengingat
    also: tuple[Reference, ...] = ()  # further places of the same document

    @property
    def name(self) -> str:
        """
        >>> find_reference("ps 5 (1) huruf b UU ITE").name
        'Pasal 5 ayat (1) huruf b'
        """
        parts = [
            PART_NAMES.get(self.part, ""),
            self.annex and ("Lampiran" if self.annex == THE_ANNEX else f"Lampiran {self.annex}"),
            self.annex_part and f"huruf {self.annex_part}",
            self.section and f"Subbab {self.section}",
            self.bab and f"BAB {self.bab}",
            self.diktum and f"Diktum {self.diktum}",
            self.table and f"Tabel {self.table}",
            self.pasal and f"{'Penjelasan ' if self.elucidation else ''}Pasal {self.pasal}",
            self.ayat and f"ayat ({self.ayat})",
            self.huruf and f"huruf {self.huruf}",
            self.angka and f"angka {self.angka}",
        ]
        return " ".join(filter(None, parts))


PART_NAMES = {"elucidation_general": "Penjelasan Umum", "considerans": "Menimbang", "legal_basis": "Mengingat"}


def find_reference(question: str) -> Reference | None:
    """The first place a question names, with those joined to it; None where it names none."""
    found = find_first(question)
    return with_further(found, question) if found and found.pasal else found


def with_further(first: Reference, question: str) -> Reference:
    """A reference and what follows it: "dan ayat (8)", "sampai dengan Pasal 12"."""
    places, last, end = [], first, first.end
    while len(places) < MOST and (match := FURTHER.match(question, end)):
        following = further(last, match)
        if following is None:
            break
        places += between(last, following) if RANGE.fullmatch(match["joint"].split()[0]) else [following]
        last, end = following, match.end()
    return replace(first, end=end, also=tuple(places[:MOST]))


def further(last: Reference, match: re.Match[str]) -> Reference | None:
    """The place that a continuation means, on the level it names or, for a bare number, on that of the last."""
    if match["pasal"]:
        return replace(last, pasal=match["pasal"].upper(), ayat=(match["of"] or "").lower(), huruf="", angka="")
    if match["bare"]:
        return replace(last, pasal=match["bare"]) if not (last.ayat or last.huruf or last.angka) and len(match["bare"]) < 4 else None
    if match["ayat"] or match["bracket"]:
        return replace(last, ayat=(match["ayat"] or match["bracket"]).lower(), huruf="", angka="")
    return replace(last, huruf=match["huruf"].lower(), angka="") if match["huruf"] else replace(last, angka=match["angka"])


def between(first: Reference, last: Reference) -> list[Reference]:
    """The places of a range after its first: Pasal 9 to 11 are 10 and 11."""
    for level in ("angka", "huruf", "ayat", "pasal"):
        a, b = getattr(first, level), getattr(last, level)
        if a != b and a.isdigit() and b.isdigit() and int(a) < int(b):
            return [replace(last, **{level: str(n)}) for n in range(int(a) + 1, min(int(b), int(a) + MOST) + 1)]
    return [last]


def find_first(question: str) -> Reference | None:
    for part, pattern in PARTS:
        if match := re.match(LEAD + pattern + r"\b", question, re.IGNORECASE):
            return Reference(match.start(), match.end(), part=part)
    if match := PASAL.search(question):
        num = SPELLED.get(match["num"].lower(), re.sub(r"\s", "", match["num"]).upper())
        huruf = match["huruf"] or match["bare"] or ""
        before = ELUCIDATION.search(question)
        return Reference(
            before.start() if before else match.start(), match.end(), num, (match["bracket"] or match["ayat"] or "").lower(),
            huruf.lower(), match["angka"] or "", elucidation=bool(before),
        )  # fmt: skip
    if (match := DIKTUM.search(question)) and ordinal_value(match["num"]):
        return Reference(match.start(), match.end(), diktum=match["num"].upper())
    if (match := ANNEX.search(question)) and (match["num"] or match["part"] or match["table"] or re.match(LEAD + r"lampiran\b(?!\s+(?:mana|apa|berapa|yang))", question, re.IGNORECASE)):
        return Reference(
            match.start(), match.end(), annex=match["num"].upper() if match["num"] else THE_ANNEX, annex_part=(match["part"] or "").upper(),
            table=match["table"] or "",
        )  # fmt: skip
    if match := SECTION.search(question):
        return Reference(match.start(), match.end(), section=match["num"])
    if match := BAB.search(question):
        return Reference(match.start(), match.end(), bab=match["num"].upper())
    if match := TABLE.search(question):
        return Reference(match.start(), match.end(), table=match["num"])
    return None
