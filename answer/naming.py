"""Documents that a question names, exactly or loosely, and those it names that the base does not have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from index.stemming import STOP_WORDS, stem, words
from ingest.catalogue import name_of
from ingest.forms import by_any_name, squeeze
from ingest.mentions import mentions
from ingest.values import PolicyDocument

FORM_YEAR = re.compile(r"\b(?P<form>[A-Za-z]{2,12}(?:\s(?!tahun\b|thn\b|th\b)[A-Za-z]{2,9})?)\s+(?:tahun\s+|thn\.?\s+|th\.?\s+)?(?P<year>(?:19|20)\d{2})\b")
NUMBER_ONLY = re.compile(r"\b(?P<form>[A-Za-z]{2,12})\s+(?:no\.?|nomor)\s*(?P<number>\d{1,3})\b(?!\s*(?:tahun|thn|th|/))", re.IGNORECASE)
SMALL_WORDS = frozenset(["dan", "atas", "atau", "di", "dalam", "dari", "untuk", "dengan", "tentang", "yang", "pada", "ke", "serta"])
PLACE_WORDS = frozenset(["pasal", "psl", "ps", "ayat", "huruf", "angka", "bab", "butir", "penjelasan", "lampiran", "tabel", "diktum", "article"])
NOT_TITLE = frozenset(["say", "says", "isi", "isinya", "bunyi", "bunyinya", "mengatur", "itu", "apa", "gimana", "bagaimana", "soal"])  # what may follow a title
LOOSE_MATCH = 0.6  # share of the words after a form's name that a title has
LAW = re.compile(r"\b([A-Z]{2,5})\s+(?:[Ll]aw|[Aa]ct)\b")  # "the ITE law"
DECISION = re.compile(r"\bSK\s+(?=(?:Bupati|Wali|Gubernur|Menteri|Presiden|Kepala|Sekretaris|Direktur)\b)", re.IGNORECASE)  # "SK Bupati"
SLASHED = re.compile(r"[\w.-]+(?:/[\w.-]+)+")
OLD = re.compile(r"\b(?:lama|sebelumnya|terdahulu|dulu|yang\s+dicabut|sudah\s+dicabut)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """`documents`: document_ids the question means; `hard`: it names them exactly; `missing`: names of documents not in the base."""

    documents: tuple[str, ...] = ()
    hard: bool = False
    missing: tuple[str, ...] = ()
    wants_old: bool = False


def same_key(key: str, document: PolicyDocument) -> bool:
    """Whether a mention's key means a document; a regional one may be named without its region."""
    identity = re.sub(r"-\d+$", "", document.document_id) if document.document_id.count("-") > 2 else document.document_id
    if key in (document.document_id, identity):
        return True
    if same_without_kind(key, document):
        return True
    short = re.fullmatch(r"([a-z]+)-(.+)-(\d{4})", key)
    return bool(
        short and document.region and document.form and document.form.lower() == short[1]
        and document.number and document.number.lower() == short[2] and str(document.year) == short[3]
    )  # fmt: skip


def same_without_kind(key: str, document: PolicyDocument) -> bool:
    """Whether a mention leaves out "Kota" or "Kabupaten", or all but the serial part of a number with slashes (1612 for 188.45/1612/HK/2019)."""
    match = re.fullmatch(r"(?P<form>[a-z]+)(?:-(?P<place>.+?))?-(?P<number>\d+\w?)-(?P<year>\d{4})", key)
    serials = (document.number or "").lower().split("/")
    if not match or not document.region or (document.form or "").lower() != match["form"] or str(document.year) != match["year"]:
        return False
    place = bare_place(match["place"] or "")
    return match["number"] in serials and place in ("", bare_place("-".join(words(document.region))))


def bare_place(place: str) -> str:
    """
    >>> bare_place("kota-surabaya"), bare_place("kabupaten-kutai-timur")
    ('surabaya', 'kutai-timur')
    """
    return re.sub(r"^(?:kabupaten|kab|kota|provinsi)-", "", place)


def topic_for_region(key: str, document: PolicyDocument) -> bool:
    """Whether what stands where a region would ("Perbup SPBE 12/2021") is a word of the document's own title."""
    match = re.fullmatch(r"(?P<form>[a-z]+)-(?P<middle>[a-z-]+)-(?P<number>\d+\w?)-(?P<year>\d{4})", key)
    if (
        not match
        or (document.form or "").lower() != match["form"]
        or (document.number, str(document.year)) != (match["number"], match["year"])
    ):
        return False
    topic = match["middle"].removeprefix("kabupaten-").removeprefix("kota-").split("-")
    title = {*words(document.title), initials(document.title), initials(document.title)[-4:], initials(document.title)[-3:]}
    return all(word in title for word in topic)


def says_number(question: str, document: PolicyDocument) -> bool:
    """Whether a question says a number with slashes, whole or without one of its parts ("188.45/1612/2019" for 188.45/1612/HK/2019)."""
    parts = (document.number or "").lower().split("/")
    said = (token.lower().split("/") for token in SLASHED.findall(question)) if len(parts) > 2 else ()
    return any(len(token) > 2 and set(token) <= {*parts, str(document.year)} and parts[1] in token for token in said)


def named_documents(question: str, documents: Sequence[PolicyDocument]) -> Named:
    question = DECISION.sub("Keputusan ", LAW.sub(r"UU \1", question))
    found = [d.document_id for d in documents if says_number(question, d)]
    missing: list[str] = []
    for mention in mentions(question):
        matching = [d.document_id for d in documents if same_key(mention.key, d) or topic_for_region(mention.key, d) or says_number(mention.name, d)]
        found += matching
        if not matching:
            missing.append(name_of(mention.key))
    wants_old = bool(OLD.search(question))
    if found or missing:
        return Named(tuple(dict.fromkeys(found)), bool(found), tuple(dict.fromkeys(missing)), wants_old)
    known = by_known_name(question)
    if found := [d.document_id for d in documents if known and same_key(known.key, d)]:
        return Named(tuple(found), False, (), wants_old)
    for read in (by_form_and_year, by_form_and_number, by_short_name):
        if found := read(question, documents):
            return Named(tuple(dict.fromkeys(found)), False, (), wants_old)
    return Named((), False, (f"{name_of(known.key)} ({known.said})",) if known else (), wants_old)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A national short name ("UU PDP") and the key of the document it means."""

    said: str
    key: str


@cache
def known_names() -> dict[tuple[str, ...], KnownName]:
    lines = (Path(__file__).with_name("words") / "documents.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {tuple(words(said)): KnownName(said, key) for said, key in rows}


def by_known_name(question: str) -> KnownName | None:
    """The first national short name in a question; the longest where several begin at one word."""
    said = words(question)
    spans = (tuple(said[i : i + n]) for i in range(len(said)) for n in (4, 3, 2))
    return next((known_names()[span] for span in spans if span in known_names()), None)


def form_at(name: str) -> str | None:
    """The short form that a word or two name ("PP", "peraturan daerah"); None where they name none."""
    table = by_any_name()
    for candidate in (name, name.split()[-1]):
        if found := table.get(squeeze(candidate)):
            return found.short
    return None


def by_form_and_year(question: str, documents: Sequence[PolicyDocument]) -> list[str]:
    for match in FORM_YEAR.finditer(question):
        if form := form_at(match["form"]):
            found = [d.document_id for d in documents if d.form == form and d.year == int(match["year"])]
            if found:
                return found
    return []


def by_form_and_number(question: str, documents: Sequence[PolicyDocument]) -> list[str]:
    for match in NUMBER_ONLY.finditer(question):
        if form := form_at(match["form"]):
            found = [d.document_id for d in documents if d.form == form and d.number == match["number"]]
            if found:
                return found
    return []


def initials(title: str) -> str:
    """
    >>> initials("Keterbukaan Informasi Publik"), initials("Informasi dan Transaksi Elektronik")
    ('kip', 'ite')
    """
    return "".join(word[0] for word in words(title) if word not in SMALL_WORDS)


def by_short_name(question: str, documents: Sequence[PolicyDocument]) -> list[str]:
    """ "UU ITE", "Perbup SPBE", "perda parkir Surabaya", "UU Keterbukaan Informasi": a form's name and words of the title."""
    said = words(question)
    for i, word in enumerate(said):
        two = f"{word} {said[i + 1]}" if i + 1 < len(said) else word
        whole = by_any_name().get(squeeze(two)) if two != word else None  # "undang undang", "peraturan daerah"
        form = whole or by_any_name().get(squeeze(word))
        if not form:
            continue
        forms, begin = {form.short}, i + (2 if whole else 1)
        title = takewhile(lambda w: w not in PLACE_WORDS | NOT_TITLE and not OLD.fullmatch(w), said[begin : begin + 6])
        after = [w for w in title if w not in STOP_WORDS or w in SMALL_WORDS]
        scored = [(score, d) for d in documents if d.form in forms and (score := title_score(after, d)) >= LOOSE_MATCH]
        if scored:
            best = max(score for score, _ in scored)
            chosen = sorted((d for score, d in scored if score == best), key=lambda d: d.year or 0, reverse=not OLD.search(question))
            return [d.document_id for d in chosen]
    return []


def title_score(after: Sequence[str], document: PolicyDocument) -> float:
    """How well the words behind a form's name fit a title: 1.0 for its abbreviation or its first words."""
    if not after:
        return 0.0
    short = initials(document.title)
    title = {stem(w) for w in words(f"{document.title} {document.region or ''}")}
    if after[0] in (short, short[:4]) or f"({after[0]})" in document.title.lower() or (len(after[0]) > 2 and short.endswith(after[0])):
        return 1.0 if not document.title.lower().startswith("perubahan") else 0.9
    content = [w for w in after if w not in SMALL_WORDS][:3]
    hits = [stem(w) in title for w in content]
    return sum(hits) / len(hits) * (0.95 if hits[0] else 0.5) if hits else 0.0
