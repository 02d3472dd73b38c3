"""Places that a question names, and documents of other places, which then never answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.naming import form_at
from index.stemming import STOP_WORDS, words
from ingest.values import PolicyDocument

KIND = r"[Kk]abupaten|[Kk]ota|[Pp]rovinsi|[Kk]ab\.|[Pp]em(?:kab|kot|prov|da)|[Ww]ali\s?[Kk]ota|[Bb]upati|[Gg]ubernur|Per(?:da|bup|wali?|gub)"
NAMED = re.compile(rf"\b(?:{KIND})\s+([A-Z][a-z]{{3,}}(?:\s[A-Z][a-z]{{2,}})?)")
AT = re.compile(r"\b[Dd]i\s+([A-Z][a-z]{3,}(?:\s[A-Z][a-z]{2,})?)")
NO_PLACE = frozenset(
    ["indonesia", "negara", "pusat", "daerah", "smart", "city", "cerdas", "pintar", "menteri", "presiden", "pasal", "republik", "kementerian", "dinas", "badan", "masterplan", "rencana", "pemerintah", "kepala", "tentang", "nomor", "tahun", "diskominfo", "kominfo", "bappeda", "sekretaris", "dewan", "tim", "forum", "portal", "internet", "kantor", "desa", "kecamatan", "kelurahan", "sekolah", "lampiran", "bab"]
)


@dataclass(frozen=True, slots=True)
class Places:
    """`known`: regions of the base that the question names, as their bare words; `unknown`: places that it names as a region and that are none of the base's."""

    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def bare(region: str) -> tuple[str, ...]:
    """
    >>> bare("Kota Surabaya"), bare("Kabupaten Kutai Timur")
    (('surabaya',), ('kutai', 'timur'))
    """
    return tuple(w for w in words(region) if w not in ("kota", "kabupaten", "kab", "provinsi", "pemerintah", "daerah"))


def places(text: str, documents: Sequence[PolicyDocument]) -> Places:
    """Places of a question, looked at with the regions of the base's documents."""
    said = words(text)
    regions = {bare(d.region) for d in documents if d.region}
    known = tuple(" ".join(region) for region in sorted(regions) if region and contains(said, region))
    titles = {word for d in documents for word in words(d.title)}  # "Perda Penyelenggaraan …" names no place
    unknown = [
        name for name in named_places(text, NAMED) if words(name)[0] not in titles and not any(contains(words(name), region) for region in regions)
    ]
    return Places(known, tuple(unknown))


def contains(said: Sequence[str], region: Sequence[str]) -> bool:
    return any(tuple(said[i : i + len(region)]) == tuple(region) for i in range(len(said) - len(region) + 1))


def named_places(text: str, pattern: re.Pattern[str] | None = None) -> list[str]:
    """Places that a text names with a capital, after "Kabupaten", "di" and the like."""
    found = [m[1] for p in ((pattern,) if pattern else (NAMED, AT)) for m in p.finditer(text)]
    return [name for name in dict.fromkeys(found) if (w := words(name)[0]) not in NO_PLACE and w not in STOP_WORDS and not form_at(w)]


def foreign(asked: Places, documents: Sequence[PolicyDocument]) -> frozenset[str]:
    """Regional documents of a place that the question does not mean."""
    if not (asked.known or asked.unknown):
        return frozenset()
    meant = set(asked.known)
    return frozenset(d.document_id for d in documents if d.region and bare(d.region) and " ".join(bare(d.region)) not in meant)
