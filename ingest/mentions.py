"""Regulations that a text names: "Pasal 5 ayat (2) Peraturan Pemerintah Nomor 82 Tahun 2012", "Perpres 95/2018", "UU No. 14 tahun 2008"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.forms import Form, by_any_name, squeeze
from ingest.identity import reference_key, split_number

HEAD = (
    r"(?:Undang\s?-?\s?Undang|Peraturan|Keputusan|Ketetapan|Penetapan|Instruksi|Surat\s+Edaran|Qanun|UUD|UU|PP|Tap\s+MPR|PMK|POJK|PBI|PKPU|SKB|SEB|SEMA|SE|"
    r"Penpres|Per(?:pp?u|pres|da|dasus|dasi|bup|wali?|wako|gub|men\w*|ka|ma|ki|ber|des|kades|dirjen|pol|kap|bekel)|Kep(?:p?res|men\w*|bup|wali?|gub|ka|kades|dirjen)|"
    r"In(?:pres|gub|bup|wali|men\w*))"
)
YEAR = r"[12][0-9OIl]{3}"
NUMBER = (
    r"(?:(?<![A-Za-z])(?=[OIl]{0,2}\d)(?P<number>[0-9OIl]{1,4}[A-Z]?(?:/[A-Z]{1,3})?)\s*(?:Tahun|Thn\.?|Th\.?)\s*(?P<year>" + YEAR + r")"
    r"|(?P<short>\d{1,3}[A-Z]?)\s?/\s?(?P<short_year>(?:19|20)\d{2})(?![/\d])"
    r"|(?P<long>[\w.-]+(?:\s?/\s?[\w.-]+)+)(?:\s+Tahun\s+(?P<long_year>" + YEAR + r"))?)"
)
MENTION = re.compile(
    rf"\b(?P<head>{HEAD})\b(?P<body>(?:(?!\b(?:{HEAD}|Undang|Nomor|No\b|tentang|Pasal)\b)[^;:()\d]){{0,140}}?)"
    rf"\s*(?:(?P<marked>\b(?:Nomor|Nomer|No\b\.?))\s*[:.]?\s*)?{NUMBER}",
    re.IGNORECASE,
)
CONSTITUTION = re.compile(
    r"\bUndang\s?-?\s?Undang\s+Dasar(?:\s+Negara)?(?:\s+Republik\s+Indonesia)?(?:\s+Tahun)?(?:\s+1945)?|\bUUD\b(?:\s+\w+)?\s*1945",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\s+tentang\s+(?P<about>[^;:()]{3,240}?)(?=\s*(?:[;:(]|\.\s|\.$|$|,\s|\bsebagaimana\b|\bdicabut\b|\bperlu\b|\bdinyatakan\b|\bmenyatakan\b|\bdiubah\b))",
    re.IGNORECASE,
)
AND = r"(?:\s*,)?\s*(?:dan/atau|dan|atau|serta|sampai\s+dengan|juncto|jo\.?)?\s*"
PART = r"(?:ayat\s+\(\d+\w?\)|\(\d+\w?\)|huruf\s+[a-z]{1,2}\b|angka\s+\d+)"
PASAL_LIST = re.compile(rf"(?:Pasal\s+\d{{1,3}}[A-Z]{{0,2}}\b(?:{AND}{PART})*{AND})+$", re.IGNORECASE)
PASAL = re.compile(r"\bPasal\s+(\d{1,3}[A-Z]{0,2})\b", re.IGNORECASE)
NO_REGION = frozenset(("ini", "tersebut", "yang", "dan", "atau", "dengan", "pada", "itu", "sebagaimana", "tentang", "serta", "dimaksud"))
BEFORE = 400  # characters before a mention in which its Pasal stand


@dataclass(frozen=True, slots=True)
class Mention:
    """A regulation named in a text: `text[start:end]`, its Pasal included. `key` as in `identity.reference_key`."""

    start: int
    end: int
    key: str
    name: str  # "Peraturan Pemerintah Nomor 82 Tahun 2012 tentang …", as the text says it
    pasal: tuple[str, ...] = ()
    region: str | None = None


def mentions(text: str, region: str | None = None) -> list[Mention]:
    """All regulations that `text` names, in order. `region` is taken for regional ones named without theirs."""
    found = [mention for match in MENTION.finditer(text) if (mention := read_mention(text, match, region))]
    found += [with_pasal(text, m.start(), m.end(), "uud-1945", m[0]) for m in CONSTITUTION.finditer(text)]
    return sorted(found, key=lambda mention: mention.start)


def read_mention(text: str, match: re.Match[str], region: str | None) -> Mention | None:
    found = form_of(f"{match['head']} {match['body']}")
    if found is None:
        return None
    form, rest = found
    number, year = number_of(match)
    if not year or (not match["marked"] and form.scope == "instansi" and rest):
        return None
    place = named_region(form, rest) or (region if suits(form, region) else None)
    about = ABOUT.match(text, match.end())
    end = about.end() if about else match.end()
    key = reference_key(form.slug, number, year, place)
    return with_pasal(text, match.start(), match.end(), key, re.sub(r"\s+", " ", text[match.start() : end]), place)


def number_of(match: re.Match[str]) -> tuple[str, int | None]:
    if match["number"]:
        return split_number(f"{match['number']} Tahun {match['year']}")
    if match["short"]:
        return match["short"].lstrip("0") or "0", int(match["short_year"])
    number, year = split_number(match["long"].rstrip(".-"))
    return number, int(match["long_year"]) if match["long_year"] and match["long_year"].isdigit() else year


def form_of(words: str) -> tuple[Form, str] | None:
    """The form that begins the words (longest name first), and the words left: a region, "Republik Indonesia", a body."""
    table = by_any_name()
    tokens = list(re.finditer(r"[A-Za-z]+", words))
    for count in range(len(tokens), 0, -1):
        form = table.get(squeeze(words[: tokens[count - 1].end()]))
        if form:
            rest = re.sub(r"^\W+", "", words[tokens[count - 1].end() :])
            return form, re.sub(r"^Republik\s+Indonesia\W*", "", rest, flags=re.IGNORECASE).strip()
    return None


def named_region(form: Form, rest: str) -> str | None:
    """ "Kota Surabaya" of "Peraturan Daerah Kota Surabaya"; "Kabupaten Arunika" of "Peraturan Bupati Arunika"."""
    rest = re.sub(r"\s+", " ", rest).strip(" ,")
    if not rest or form.scope in ("nasional", "instansi") or rest.split()[0].lower() in NO_REGION:
        return None
    kind = re.match(r"(Kabupaten|Kab\.?|Kota|Provinsi|Propinsi|Daerah\s+(?=Provinsi|Kabupaten|Kota)|Desa)\s+(?=\S)", rest, re.IGNORECASE)
    if kind:
        word = {"kab": "Kabupaten", "kab.": "Kabupaten", "propinsi": "Provinsi"}.get(kind[1].lower(), kind[1].title())
        return f"{word} {rest[kind.end() :].title()}"
    return f"{form.scope.title()} {rest.title()}" if form.scope in ("provinsi", "kabupaten", "kota", "desa") else rest.title()


def suits(form: Form, region: str | None) -> bool:
    """Whether a region without being named can be the one of this form: a Perbup that of a kabupaten, a Perda any."""
    if not region or form.scope in ("nasional", "instansi"):
        return False
    return form.scope == "daerah" or region.lower().startswith(form.scope)


def with_pasal(text: str, start: int, end: int, key: str, name: str, region: str | None = None) -> Mention:
    """The mention with the Pasal that stand right before it."""
    before = text[max(0, start - BEFORE) : start]
    listed = PASAL_LIST.search(before)
    pasal = tuple(dict.fromkeys(PASAL.findall(listed[0]))) if listed else ()
    return Mention(start - (len(listed[0]) if listed else 0), end, key, name, tuple(p.upper() for p in pasal), region)
