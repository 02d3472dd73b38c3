"""What is publicly recorded of official documents: where they are published, and what amends or repeals what.

Facts come from the public law database of the Audit Board (peraturan.bpk.go.id), condensed into `corpus/catalogue.jsonl`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.forms import forms

CATALOGUE = Path(__file__).resolve().parent.parent / "corpus" / "catalogue.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One official document. `key` as in `identity.reference_key`; the last four are keys of other documents."""

    key: str
    form: str
    number: str
    year: int
    about: str
    page: str  # address of the page that describes it
    pdf: str  # address of the file
    sha256: str | None  # None where the file was never seen
    enacted: str | None = None
    in_force: str | None = None
    amends: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    repealed_by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.form} Nomor {self.number} Tahun {self.year}"


@cache
def load(path: Path = CATALOGUE) -> tuple[Entry, ...]:
    """All entries; none where the file is missing (the catalogue is a help, not a need)."""
    if not path.exists():
        return ()
    lists = ("amends", "amended_by", "repeals", "repealed_by")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(Entry(**{name: tuple(value) if name in lists else value for name, value in row.items()}) for row in rows)


def find(key: str, path: Path = CATALOGUE) -> Entry | None:
    return next((entry for entry in load(path) if entry.key == key), None)


def find_file(sha256: str, path: Path = CATALOGUE) -> Entry | None:
    """The entry whose published file has this hash."""
    return next((entry for entry in load(path) if entry.sha256 and entry.sha256 == sha256), None)


def amended_by(key: str, path: Path = CATALOGUE) -> tuple[tuple[str, str], ...]:
    """(key, name) of what amends a document, as either of the two records says."""
    own = find(key, path)
    keys = [*(own.amended_by if own else ()), *(entry.key for entry in load(path) if key in entry.amends)]
    return named(keys, path)


def repealed_by(key: str, path: Path = CATALOGUE) -> tuple[tuple[str, str], ...]:
    """(key, name) of what repeals a document, as either of the two records says."""
    own = find(key, path)
    keys = [*(own.repealed_by if own else ()), *(entry.key for entry in load(path) if key in entry.repeals)]
    return named(keys, path)


def named(keys: list[str], path: Path) -> tuple[tuple[str, str], ...]:
    return tuple((key, name_of(key, path)) for key in dict.fromkeys(keys))


def name_of(key: str, path: Path = CATALOGUE) -> str:
    """How people name the document of a key: by the catalogue, else from the key itself.

    >>> name_of("pp-82-2012"), name_of("perda-kota-surabaya-3-2018")
    ('PP Nomor 82 Tahun 2012', 'Perda Kota Surabaya Nomor 3 Tahun 2018')
    """
    entry = find(key, path)
    if entry:
        return entry.name
    match = re.fullmatch(r"(?P<form>.+?)-(?P<number>\d+[a-z]?)-(?P<year>\d{4})", key)
    if not match:
        return key
    form = max((row for row in forms() if f"{match['form']}-".startswith(f"{row.slug}-")), key=lambda row: len(row.slug), default=None)
    place = match["form"][len(form.slug) :].replace("-", " ").strip().title() if form else ""
    words = " ".join(filter(None, [form.short if form else match["form"], place]))
    return f"{words} Nomor {match['number'].upper()} Tahun {match['year']}"
