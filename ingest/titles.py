"""What a plan, guide or presentation is called, which work it is a part of, and the region it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ingest.casing import spaced_title, well_cased
from ingest.headings import BAB
from ingest.identity import file_slug
from ingest.lines import Line

LARGE = 1.15  # of the usual height: a title is set so much larger
TITLE_LENGTH = 200
RUNNING_HEAD = 12  # letters that a running head has at least
NAMED_SOP = re.compile(r"(?:^|\s)(?:Nama|NAMA|Judul|JUDUL)\s+SOP\s*:?\s*(?P<name>[A-Z0-9].*)")  # also behind the other cell of its row
PAGE_NUMBER = re.compile(r"(?:Halaman|Page|Hal\.)\b", re.IGNORECASE)
OFFICE = re.compile(
    r"(?:PEMERINTAH(?:AN)?|DINAS|KEMENTERIAN|BADAN|SEKRETARIAT|KABUPATEN|KOTA|PROVINSI|REPUBLIK)\b[A-Z ,.&-]*", re.IGNORECASE
)
CHAPTER_STEM = re.compile(
    r"(?P<work>.*?)[\s_.-]*(?:bab|bagian|part|chapter|lampiran)[\s_.-]*(?:[ivxlc]+|\d{1,2})(?![a-z]).*", re.IGNORECASE
)
REGION = re.compile(r"\b(Kabupaten|Kota|Provinsi)\s+([A-Z][a-z]+(?:\s+[A-Z][a-z]+){0,2})")
NO_REGION = frozenset(("Cerdas", "Anda", "Metropolitan", "Pintar", "Layak", "Besar", "Kecil", "Lain", "Lainnya", "Bupati", "Tahun"))


@dataclass(frozen=True, slots=True)
class Title:
    title: str
    work: str | None = None  # the name that several files share
    region: str | None = None
    year: int | None = None


def find_title(lines: Sequence[Line], path: Path, text: str) -> Title:
    """From the text itself; the file's and folder's names only where it has no title."""
    own = [line for line in lines if not line.furniture]
    head = running_head(lines)
    first = [line for line in own if line.page == own[0].page] if own else []
    chapter = next((k for k, line in enumerate(first[:3]) if BAB.fullmatch(line.text)), None)
    title = sop_title(first) or (None if chapter is not None else largest_lines(first, own))
    work = None
    if chapter is not None:
        work = head or work_of(path)
        part = chapter_title(first[chapter : chapter + 4], text)
        title = f"{well_cased(work, text)}: {part}" if work else part
    title = well_cased(title or head or spaced_title(path.stem), text)
    named = " ".join(filter(None, [title, work, head]))
    years = re.findall(r"\b(?:19|20)\d\d\b", named)
    region = region_of(named, text) or region_of(" ".join(line.text.title() if line.text.isupper() else line.text for line in first[:12]), text)
    return Title(title, well_cased(work, text) if work else None, region, int(years[0]) if years else None)


def chapter_title(lines: Sequence[Line], text: str) -> str:
    """ "BAB IV E-Government Kota Denpasar" from the heading of a file that is one chapter."""
    match = BAB.fullmatch(lines[0].text)
    words = [match[2]] if match and match[2] else []
    for line in lines[1:]:
        if not line.text.isupper():
            break
        words.append(line.text)
    return f"BAB {match[1] if match else ''} {well_cased(' '.join(words), text)}".strip()


def sop_title(first: Sequence[Line]) -> str | None:
    for line in first:
        match = NAMED_SOP.search(line.text)
        if match:
            return f"SOP {match['name'].lstrip(': ')}"
    return None


def running_head(lines: Sequence[Line]) -> str | None:
    """The words that stand at the head of most pages; None where there are none."""
    heads = [line for line in lines if line.furniture and sum(c.isalpha() for c in line.text) >= RUNNING_HEAD and line.y1 < 110]
    common = [text for text, count in Counter(line.text for line in heads).most_common(3) if count >= 3]
    if not common:
        return None
    first = next(line for line in heads if line.text in common)
    near = [line for line in lines if line.furniture and line.page == first.page and 0 <= line.y0 - first.y0 < 40]
    return " ".join(line.text for line in near if re.search(r"[A-Za-z]{4}", line.text) and not PAGE_NUMBER.match(line.text))[:TITLE_LENGTH]


def largest_lines(first: Sequence[Line], own: Sequence[Line]) -> str | None:
    """The largest lines of the first page, where they are larger than the text; the name of an office is not a title."""
    heights = [line.y1 - line.y0 for line in own if line.y1 > line.y0]
    usual = median(heights) if heights else 0.0
    for height in sorted({line.y1 - line.y0 for line in first if line.y1 - line.y0 >= LARGE * usual > 0}, reverse=True):
        start = next(k for k, line in enumerate(first) if abs(line.y1 - line.y0 - height) < 0.01)
        words: list[str] = []
        for line in first[start:]:
            if line.y1 - line.y0 < 0.85 * height or len(" ".join([*words, line.text])) > TITLE_LENGTH:
                break
            words.append(line.text)
        named = " ".join(words)
        if sum(c.isalpha() for c in named) >= 5 and not OFFICE.fullmatch(named) and not re.search(r"\b\d{1,2}\. [A-Z]", named):
            return named
    return None


def work_of(path: Path) -> str | None:
    """The work that "rencana-induk-bab2.pdf" or "Rencana Induk/Bab II.pdf" is a chapter of, by file or folder.

    >>> work_of(Path("rencana-induk-tik_bab-2.pdf")), work_of(Path("Rencana Induk TIK/Bab II.pdf")), work_of(Path("a/pedoman.pdf"))
    ('Rencana Induk Tik', 'Rencana Induk TIK', None)
    """
    match = CHAPTER_STEM.fullmatch(path.stem)
    if not match:
        return None
    return spaced_title(match["work"]) if match["work"].strip(" -_.") else path.parent.name or None


def region_of(named: str, text: str = "") -> str | None:
    """The region that a title names, with as many words as its text mostly gives it."""
    for match in REGION.finditer(named):
        words = [word for word in match[2].split() if word not in NO_REGION]
        if match[2].split()[0] not in NO_REGION:
            return f"{match[1]} {usual_name(match[1], words, text)}"
    return None


def usual_name(kind: str, words: Sequence[str], text: str) -> str:
    """
    >>> usual_name("Kota", ["Denpasar", "Bkpsow"], "KOTA DENPASAR BKPSOW. Walikota Kota Denpasar Nomor 3 Kota Denpasar Tahun"), usual_name("Kota", ["Banda", "Aceh"], "Kota Banda Aceh")
    ('Denpasar', 'Banda Aceh')
    """
    name = words[0]
    for word in words[1:]:
        said = len(re.findall(rf"\b{kind}\s+{name}\b", text, re.IGNORECASE))
        if 2 * len(re.findall(rf"\b{kind}\s+{name}\s+{word}\b", text, re.IGNORECASE)) < said:
            break
        name = f"{name} {word}"
    return name


def plan_id(path: Path) -> str:
    """The id of a document without number: from its file name, with its folder where the name says only which chapter it is.

    >>> plan_id(Path("Rencana Induk TIK/Bab II.pdf")), plan_id(Path("x/Master Plan Smart City.pdf"))
    ('rencana-induk-tik-bab-ii', 'master-plan-smart-city')
    """
    match = CHAPTER_STEM.fullmatch(path.stem)
    alone = match and not match["work"].strip(" -_.")
    return file_slug(f"{path.parent.name} {path.stem}" if alone and path.parent.name else path.stem)
