"""Who a document is: form, number, year, title, issuer, region, from its title block; the file name only as the last resort."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.forms import GENERIC, Form, by_any_name, read_form, squeeze
from ingest.lines import Line

OPENS = re.compile(
    r"^(?:UNDANGUNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURATEDARAN|SURATKEPUTUSAN|KETETAPAN|PENETAPAN|QANUN|LAMPIRAN|RANCANGAN)"
)
NUMBER_LINE = re.compile(r"^\W*(?:N\s?O\s?M\s?O\s?R|NO\s?\.|NO\s?:)\s*[:.]?\s*(?P<rest>.*)$", re.IGNORECASE)
ANNEX = re.compile(
    r"^\W*LAMPIRAN\s*(?P<num>[IVX]{1,5}|\d{1,2}|[A-Z])?\s*[:.]?\s*(?=PERATURAN|KEPUTUSAN|UNDANG|INSTRUKSI|SURAT|$)", re.IGNORECASE
)
TITLE_ENDS = re.compile(
    r"^(?:DENGANRAHMAT|MENIMBANG|MENGINGAT|MEMUTUSKAN|DALAMRANGKA|PRESIDENREPUBLIK|MENTERI|BUPATI|WALIKOTA|GUBERNUR|KEPALA|KETUA|PIMPINAN|DEWANPERWAKILAN|"
    r"DIREKTUR|SEKRETARIS|JAKSAAGUNG|PANGLIMA|BISMILLAH|BADANSIBER|REKTOR|CAMAT|LURAH|PERBEKEL|KEPADA|DISINGKAT|BABI\b|ATASRAHMAT)"
)
GRACE = re.compile(r"^(?:DENGANRAHMAT|ATASRAHMAT|BISMILLAH)")
FORM_LINES = 6  # how many lines a heading takes before its number
TITLE_LINES = 14
SEARCHED_LINES = 80  # of the document's first pages
IN_ONE_ROW = re.compile(r"(?<=\S)\s+(?=NOMOR\s*:?\s*\S+\s+TAHUN\s+\S{4}\b|TENTANG\b)")  # where a heading set in one row would be broken
DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
WORSE_DIGITS = str.maketrans({"T": "7", "S": "5", "B": "8", "Z": "2", "G": "6", "q": "9"})  # only where a number has no digit at all
PLACES = (
    ("Provinsi", "PROVINSI"),
    ("Provinsi", "PROPINSI"),
    ("Kabupaten", "KABUPATEN"),
    ("Kota", "KOTAMADYA"),
    ("Kota", "KOTA"),
    ("Desa", "DESA"),
)
WITH_KIND = ("perda", "qanun", "peraturan-dprd", "keputusan-", "perkada")  # forms whose key needs the kind of region: there are two Bogors


@dataclass(frozen=True, slots=True)
class Identity:
    """What a title block says. `annex`: the number of the annex where the file is only an annex of that regulation, "" if unnumbered."""

    form: str
    slug: str
    number: str
    year: int | None
    title: str
    issuer: str | None
    region: str | None
    annex: str | None = None


def visual_rows(lines: Sequence[Line]) -> list[str]:
    """Lines by where they stand: those at the same height joined from left to right (a colon or number may be a line of its own)."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.page, line.y0, line.x0)):
        last = rows[-1][-1] if rows else None
        height = line.y1 - line.y0
        if last and last.page == line.page and height > 0 and abs(last.y0 - line.y0) < 0.4 * height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [" ".join(line.text for line in sorted(row, key=lambda line: line.x0)).replace("：", ":") for row in rows]


def split_number(text: str) -> tuple[str, int | None]:
    """(number, year) of what stands after NOMOR.

    >>> split_number("14 TAHUN 2008"), split_number("188.45/1612/HK/2019"), split_number("I1 TAHUN 2OO8"), split_number(": 02 Tahun 2013")
    (('14', 2008), ('188.45/1612/HK/2019', 2019), ('11', 2008), ('2', 2013))
    >>> split_number("Tl TAHUN 2OI9"), split_number("KEP/0&2/VI/1996")
    (('71', 2019), ('KEP/082/VI/1996', 1996))
    """
    text = text.strip(" :.,;\u00a0")
    match = re.match(r"(?P<num>\S.*?)\s*T\s?A\s?H\s?U\s?N\s*(?P<year>[12][\s0-9OoIl]{3,5})", text, re.IGNORECASE)
    if match:
        number = re.sub(r"\s+", "", match["num"]).strip(":.")
        year = re.sub(r"\s+", "", match["year"]).translate(DIGITS)[:4]
        if re.fullmatch(r"[OoIl|TSBZGq]{1,4}", number):
            number = number.translate(WORSE_DIGITS)
        if re.fullmatch(r"[0-9OoIl|]+[A-Z]?", number):
            number = number.translate(DIGITS).lstrip("0") or "0"
        return number, int(year) if year.isdigit() else None
    number = re.sub(r"(?<=\d)&(?=\d)", "8", re.sub(r"\s+", "", text))  # KEP/0&2/VI/1996
    years = re.findall(r"(?:19[4-9]|20[0-4])\d", number)
    return number, int(years[-1]) if years else None


def reference_key(slug: str, number: str, year: int | None, region: str | None = None) -> str:
    """The key of a document that relations and look-ups share.

    A ministry's long number "26/PER/M.KOMINFO/5/2007" counts by its serial number, as catalogues and people name it.

    >>> reference_key("perpres", "95", 2018), reference_key("perbup", "12", 2021, "Kabupaten Arunika")
    ('perpres-95-2018', 'perbup-arunika-12-2021')
    >>> reference_key("perda", "3", 2018, "Kota Surabaya")
    'perda-kota-surabaya-3-2018'
    >>> reference_key("permenkominfo", "26/PER/M.KOMINFO/5/2007", 2007)
    'permenkominfo-26-2007'
    >>> reference_key("kepwali", "188.45/1612/HK/2019", 2019, "Kota Denpasar")
    'kepwali-denpasar-188.45-1612-hk-2019'
    """
    serial = re.fullmatch(r"0*(\d{1,4}[A-Z]?)/(?=\D)[^/]+/.*", number)
    if serial and year:
        number = serial[1]
    place = region_slug(slug, region)
    parts = [slug, place, re.sub(r"[^a-z0-9.]+", "-", number.lower()).strip("-")]
    if year and str(year) not in parts[2]:
        parts.append(str(year))
    return "-".join(part for part in parts if part)


def region_slug(slug: str, region: str | None) -> str:
    """The region in a key: its name alone where the form says whether it is a kabupaten, a kota or a provinsi."""
    if not region:
        return ""
    words = re.sub(r"[^a-z0-9]+", "-", region.lower()).strip("-")
    return words if slug.startswith(WITH_KIND) else re.sub(r"^(?:kabupaten|kota|provinsi|desa)-", "", words)


def identify(lines: Sequence[Line]) -> Identity | None:
    """The identity that the document's own title block gives; None where it has none."""
    head = [line for line in lines if line.text][:SEARCHED_LINES]
    pages = {line.page for line in head}
    rows = visual_rows([line for line in head if line.page == min(pages)]) if pages else []
    rows += [line.text for line in head if pages and line.page > min(pages)]
    rows = [part for row in rows for part in heading_rows(row)]
    for i, row in enumerate(rows):
        match = NUMBER_LINE.match(row)
        start = heading_start(rows, i) if match else None
        if match and start is not None:
            found = from_block(rows, start, i, match["rest"])
            if found:
                return found
    return None


def heading_rows(row: str) -> list[str]:
    """A heading that stands in one row, as form, number and title; other rows as they are.

    >>> heading_rows("PERATURAN BUPATI ARUNIKA NOMOR 12 TAHUN 2021 TENTANG TATA NASKAH")
    ['PERATURAN BUPATI ARUNIKA', 'NOMOR 12 TAHUN 2021', 'TENTANG TATA NASKAH']
    >>> heading_rows("Peraturan Presiden Nomor 95 Tahun 2018 tentang SPBE;")
    ['Peraturan Presiden Nomor 95 Tahun 2018 tentang SPBE;']
    """
    return IN_ONE_ROW.split(row, maxsplit=2) if OPENS.match(squeeze(row)) and row[:9].isupper() else [row]


def heading_start(rows: Sequence[str], number_row: int) -> int | None:
    """The row where the heading above a number begins."""
    for i in range(number_row - 1, max(-1, number_row - 1 - FORM_LINES), -1):
        if OPENS.match(squeeze(rows[i])):
            above = i - 1
            return above if above >= 0 and ANNEX.match(rows[above]) and squeeze(rows[above]).startswith("LAMPIRAN") else i
    return None


def from_block(rows: Sequence[str], start: int, number_row: int, rest: str) -> Identity | None:
    heading = " ".join(rows[start:number_row])
    annex = ANNEX.match(heading) if squeeze(heading).startswith("LAMPIRAN") else None
    found = read_form(heading[annex.end() :] if annex else heading)
    if not found:
        return None
    form, left = found
    numbers = [split_number(rest or rows[number_row + 1])]
    at = number_row + 1 if rest else number_row + 2
    while at < len(rows) and (again := NUMBER_LINE.match(rows[at])) and form.short in ("Peraturan Bersama", "SKB", "SEB"):
        numbers.append(split_number(again["rest"]))
        at += 1
    number = " dan ".join(number for number, _ in numbers)
    year = numbers[-1][1]
    if not number or not (year or re.search(r"\d", number)):
        return None
    title = read_title(rows, at)
    region = region_of(form, left, rows)
    issuer = regional_issuer(form, region) if region else form.issuer or None
    identity = Identity(form.short, form.slug, number, year, title, issuer, region, (annex["num"] or "") if annex else None)
    return named_body(identity, form, heading[annex.end() :] if annex else heading)


def regional_issuer(form: Form, region: str) -> str:
    """ "Bupati Arunika", "Pemerintah Kota Surabaya"."""
    alone = form.scope in ("provinsi", "kabupaten", "kota")
    return f"{form.issuer or 'Pemerintah'} {re.sub(r'^(?:Kabupaten|Kota|Provinsi) ', '', region) if alone else region}"


def named_body(identity: Identity, form: Form, heading: str) -> Identity:
    """A generic form takes the name of the body that is not in the tables: "Permen Urusan Baru"."""
    if form not in GENERIC:
        return identity
    name = next(name for name in form.names if squeeze(heading).startswith(squeeze(name)))
    body = re.sub(r"\s*(?:REPUBLIK\s+INDONESIA\s*)?$", "", heading[len(name) :], flags=re.IGNORECASE).strip(" :,")
    body = re.sub(r"\s+", " ", body).title().replace(" Dan ", " dan ")
    if not body:
        return identity
    return replace(identity, form=f"{form.short} {body}", slug=f"{form.slug}-{file_slug(body)}", issuer=f"{form.issuer} {body}".strip())


def read_title(rows: Sequence[str], start: int) -> str:
    """The text after TENTANG, all its lines, in capitals as it stands; misread digits of numbers in it are set right."""
    for i in range(start, min(start + 3, len(rows))):
        if squeeze(rows[i]).startswith("TENTANG"):
            words = [re.sub(r"^\W*T\s?E\s?N\s?T\s?A\s?N\s?G\s*:?\s*", "", rows[i], flags=re.IGNORECASE)]
            words += rows[i + 1 : i + 1 + title_length(rows[i + 1 : i + 1 + TITLE_LINES])]
            title = re.sub(r"\s+", " ", " ".join(words)).strip(" ,;:")
            return re.sub(r"(?<=NOMOR )\S+ TAHUN \S{4}", lambda match: match[0].translate(DIGITS), title)
    return ""


def title_length(rows: Sequence[str]) -> int:
    """How many rows a title takes: up to "DENGAN RAHMAT …", or up to the office that speaks where that is not said."""
    grace = next((k for k, row in enumerate(rows) if GRACE.match(squeeze(row))), None)
    if grace is not None:
        return grace
    return next((k for k, row in enumerate(rows) if TITLE_ENDS.match(squeeze(row))), len(rows))


def region_of(form: Form, left: str, rows: Sequence[str]) -> str | None:
    """The region that a heading names after the form ("DAERAH KOTA SURABAYA", "BUPATI ARUNIKA"), with its kind."""
    if form.scope not in ("provinsi", "kabupaten", "kota", "daerah", "desa"):
        return None
    name = spaced(left, rows)
    for kind, word in PLACES:
        if left.startswith(word):
            return f"{kind} {spaced(left[len(word) :], rows)}"
    if name and form.scope in ("provinsi", "kabupaten", "kota", "desa"):
        return f"{form.scope.title()} {name}"
    return name or letterhead_region(rows)


def letterhead_region(rows: Sequence[str]) -> str | None:
    """ "PEMERINTAH KOTA DENPASAR" above or below the heading."""
    for row in rows:
        match = re.match(r"\s*(?:PEMERINTAH(?:AN)?\s+)(KOTA|KABUPATEN|PROVINSI|PROPINSI)\s+([A-Z' ]{3,40})$", row.strip(), re.IGNORECASE)
        if match:
            return f"{match[1].title().replace('Propinsi', 'Provinsi')} {match[2].strip().title()}"
    return None


def spaced(squeezed: str, rows: Sequence[str]) -> str:
    """The squeezed tail of a heading with its spaces back, as they stand in the rows."""
    if not squeezed:
        return ""
    pattern = re.compile(r"\s*".join(map(re.escape, squeezed)) + r"\b", re.IGNORECASE)
    match = pattern.search(" ".join(rows))
    return re.sub(r"\s+", " ", match[0]).strip().title() if match else squeezed.title()


def file_slug(stem: str) -> str:
    """
    >>> file_slug("Rencana Induk (Bab I)")
    'rencana-induk-bab-i'
    """
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "dokumen"


def from_file_name(stem: str) -> Identity | None:
    """The last resort for a page that cannot be read: "perka-lapan-20-2015", "UU Nomor 14 Tahun 2008", "PERMENKES_2019_044".

    >>> from_file_name("perka-lapan-20-2015-pindaian").slug, from_file_name("bahan rapat 2020")
    ('perka-lapan', None)
    >>> from_file_name("PP_2019_071").number, from_file_name("PP_2019_071").year
    ('71', 2019)
    """
    words = re.sub(r"[\s_.-]+", " ", stem).strip()
    patterns = (
        r"(?P<form>[A-Za-z ]+?) (?:(?:nomor|no) )?(?P<number>\d{1,4}[A-Za-z]?) (?:tahun |th )?(?P<year>(?:19|20)\d\d)\b",
        r"(?P<form>[A-Za-z ]+?) (?:tahun )?(?P<year>(?:19|20)\d\d) (?:(?:nomor|no) )?(?P<number>\d{1,4}[A-Za-z]?)\b",
    )
    match = next((found for pattern in patterns if (found := re.match(pattern, words, re.IGNORECASE))), None)
    form = by_any_name().get(squeeze(match["form"])) if match else None
    if not match or form is None:
        return None
    return Identity(form.short, form.slug, match["number"].lstrip("0"), int(match["year"]), "", form.issuer or None, None)


def document_id(identity: Identity) -> str:
    """The id that survives a rebuild."""
    key = reference_key(identity.slug, identity.number, identity.year, identity.region)
    return key if identity.annex is None else "-".join(filter(None, (key, "lampiran", identity.annex.lower())))
