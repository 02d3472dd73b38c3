"""What a question asks for: its kind, its words, the places and documents it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from answer.naming import Named, form_at, named_documents
from answer.references import Reference, find_reference
from index.stemming import query_stems, stem, words
from ingest.values import PolicyDocument

WORDS = Path(__file__).with_name("words")
LONGEST_QUESTION = 2000  # characters; what is longer is cut, nobody asks that much at once
# kind -> (how questions of that kind sound, how passages that answer it look); an example beside each
KINDS: tuple[tuple[str, str, str], ...] = (
    ("comparison", r"\b(?:apa\s+)?(?:beda(?:nya)?|perbedaan|bandingkan|perbandingan|dibanding(?:kan)?|versus|vs\.?|differ\w*|compare|comparison)\b", ""),
    ("duration", r"\b(?:berapa\s+(?:lama|hari|bulan|tahun|jam|minggu|kali)|jangka\s+waktu|batas\s+waktu|paling\s+lambat|how\s+(?:long|many\s+(?:working\s+|calendar\s+)?(?:days|hours|months|years))|dalam\s+berapa|seberapa\s+(?:sering|lama))\b",
     r"\d+\s*(?:\([^)]{3,30}\)\s*)?(?:x\s*24|hari|bulan|tahun|jam|minggu|kali|triwulan)|tahunan|setiap\s+(?:hari|bulan|tahun)|secara berkala"),  # berapa lama …
    ("date", r"\b(?:kapan|tanggal\s+berapa|tahun\s+berapa|when)\b", r"\d{1,2}\s+(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)|(?:19|20)\d{2}|mulai berlaku|paling lambat|setiap tahun"),  # kapan mulai berlaku
    ("who", r"\b(?:siapa|oleh\s+siapa|kepada\s+siapa|ke\s+mana|instansi\s+mana|dinas\s+mana|opd\s+mana|pejabat\s+mana|who|which\s+(?:office|agency|body))\b",
     r"\b(?:Presiden|Menteri|Gubernur|Bupati|Wali\s?[Kk]ota|bupati|walikota|gubernur|menteri|Kepala|kepala|Dinas|dinas|Badan|Sekretaris|pejabat|Pejabat|Tim|Ketua|diketuai|dipimpin|perangkat daerah|Perangkat Daerah|Inspektorat|inspektorat|oleh)\b"),  # siapa yang menetapkan
    ("number", r"\b(?:berapa|how\s+(?:many|much)|jumlah|besaran|persen(?:tase)?|nomor\s+berapa)\b", r"\d"),  # berapa tarif
    ("definition", r"\b(?:apa\s+(?:itu|yang\s+dimaksud(?:\s+dengan)?|arti|pengertian|definisi|maksud)|(?:arti|pengertian|definisi)\s+(?:dari\s+)?\w+|what\s+is|what\s+does\s+\w+\s+mean|definition\s+of|kepanjangan)\b",
     r"\b(?:adalah|ialah|yang selanjutnya dis)"),  # apa itu SPBE
    ("list", r"\b(?:apa\s+saja|siapa\s+saja|sebutkan|mana\s+saja|jenis(?:-jenis)?|macam|terdiri|daftar|which|list)\b", r"(?:meliputi|terdiri (?:atas|dari)|sebagai berikut|antara lain|yaitu|berupa)\s*:?|\n(?:[a-z]|\d+)[.)]"),  # apa saja tugas
    ("procedure", r"\b(?:bagaimana|gimana|cara(?:nya)?|prosedur|tahapan|langkah|alur|mekanisme|syarat(?:nya)?|how\s+(?:to|do|does|can))\b", r"(?:tata cara|tahap|langkah|mengajukan|permohonan|dilakukan|melalui)"),  # bagaimana cara
    ("why", r"\b(?:kenapa|mengapa|apa\s+(?:alasan|pertimbangan|latar\s+belakang)\w*|alasan(?:nya)?\s+apa|penjelasan|why)\b", ""),  # mengapa dikuasai negara; menurut penjelasan UU …
    ("yesno", r"^\W*(?:apakah|bolehkah|haruskah|bisakah|dapatkah|wajibkah|is|are|can|must|does|do)\b|\b(?:boleh|bisa)\s+(?:nggak|tidak|gak)\b", r"\b(?:wajib|dapat|dilarang|harus|tidak|berhak|merupakan)\b"),  # apakah wajib
)  # fmt: skip
PATTERNS = tuple((kind, re.compile(asks, re.IGNORECASE), re.compile(says) if says else None) for kind, asks, says in KINDS)
OVERVIEW = re.compile(
    r"\b(?:tentang\s+apa|mengatur\s+(?:tentang\s+)?apa|isi\s+(?:pokok|ringkas)\w*|ringkasan\s+(?:isi|dari)|gambaran\s+umum|what\s+is\s+\w+\s+about)\b",
    re.IGNORECASE,
)
ENGLISH = frozenset(
    [
        "the",
        "of",
        "is",
        "are",
        "what",
        "which",
        "who",
        "how",
        "when",
        "does",
        "do",
        "must",
        "should",
        "in",
        "for",
        "and",
        "to",
        "with",
        "a",
        "an",
        "by",
        "long",
        "many",
    ]
)


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Words of a question (as stems) that any one of the other sets stands for."""

    said: frozenset[str]
    others: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    kinds: tuple[str, ...]  # most telling first; empty: a plain question
    reference: Reference | None
    named: Named
    extra: tuple[str, ...] = field(default=())  # official words that widen the search
    english: bool = False
    other_words: tuple[OtherWords, ...] = ()
    forms: frozenset[str] = frozenset()  # forms of documents that it mentions: "menurut perda"

    def asks(self, kind: str) -> bool:
        return kind in self.kinds

    @property
    def answer_pattern(self) -> re.Pattern[str] | None:
        """How passages that answer this kind of question look."""
        return next((says for kind, _, says in PATTERNS if kind in self.kinds and says), None)


def understand(text: str, documents: Sequence[PolicyDocument], context: str | None = None) -> Question:
    """`context`: the question before, whose documents a follow-up goes on with."""
    text = " ".join(text.split())[:LONGEST_QUESTION]
    named = named_documents(text, documents)
    if context and not named.documents and not named.missing and is_follow_up(text):
        named = named_documents(context, documents)
        text = f"{text} ({' '.join(context.split())[:300]})"
    kinds = tuple(kind for kind, asks, _ in PATTERNS if asks.search(text))
    if OVERVIEW.search(text):
        kinds = ("overview", *kinds)
    said = words(text)
    english = sum(word in ENGLISH for word in said) >= max(2, len(said) // 6)
    official = official_words(text, english)
    other = tuple(
        OtherWords(frozenset(map(stem, said_words)), tuple(frozenset((s,)) for s in query_stems(to))) for said_words, to in official
    )
    return Question(text, kinds, find_reference(text), named, tuple(dict.fromkeys(to for _, to in official)), english, other, forms_said(text))


def forms_said(text: str) -> frozenset[str]:
    """
    >>> sorted(forms_said("apakah menurut peraturan bupati atau perda boleh?"))
    ['Perbup', 'Perda']
    """
    said = words(text)
    return frozenset(filter(None, (form_at(" ".join(said[i : i + n])) for i in range(len(said)) for n in (1, 2) if i + n <= len(said))))


def is_follow_up(text: str) -> bool:
    """ "Kalau di kabupaten?", "lalu siapa?", "ayat (3)?": begun with a joining word, or a bare place."""
    joining = re.match(r"\W*(?:kalau|lalu|terus|bagaimana\s+(?:dengan|kalau)|dan|what\s+about|and)\b", text, re.IGNORECASE)
    bare_place = len(words(text)) <= 4 and re.search(r"\b(?:pasal|ps|ayat|huruf|angka|penjelasan)\b", text, re.IGNORECASE)
    return bool(joining or bare_place)


@cache
def phrases(name: str) -> dict[tuple[str, ...], str]:
    """A table of phrases (as words) and the official words for them."""
    rows = (line.split("\t") for line in (WORDS / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {tuple(words(said)): official for said, official in rows}


def official_words(text: str, english: bool) -> list[tuple[tuple[str, ...], str]]:
    """(words of the question, official words for them), longest phrases first."""
    said = words(text)
    tables = [phrases("colloquial.tsv"), *([phrases("english.tsv")] if english else [])]
    found = []
    for table in tables:
        at = 0
        while at < len(said):
            length = next((n for n in (4, 3, 2, 1) if tuple(said[at : at + n]) in table), 0)
            if length:
                phrase = tuple(said[at : at + length])
                found.append((phrase, table[phrase]))
            at += length or 1
    return found
