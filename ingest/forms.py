"""The forms of Indonesian legal instruments: one row a form, an example beside each, and how texts name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.bodies import AGENCIES, MINISTRIES

Scope = Literal["nasional", "instansi", "provinsi", "kabupaten", "kota", "daerah", "desa"]


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of instrument. `names`: how it is written out, the usual one first; `short_names`: abbreviations people type."""

    short: str  # "Perpres"
    names: tuple[str, ...]
    short_names: tuple[str, ...]
    scope: Scope
    issuer: str  # "" where the region or the body says it
    example: str

    @property
    def slug(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.short.lower()).strip("-")


def form(short: str, names: str, scope: Scope, issuer: str, example: str, short_names: str = "") -> Form:
    """A row; names and short names are parted by "|"."""
    return Form(short, tuple(names.split("|")), (short, *filter(None, short_names.split("|"))), scope, issuer, example)


NATIONAL = (
    form(
        "UUD",
        "Undang-Undang Dasar Negara Republik Indonesia|Undang-Undang Dasar",
        "nasional",
        "",
        "UUD Negara Republik Indonesia Tahun 1945",
        "UUD NRI",
    ),
    form(
        "Tap MPR",
        "Ketetapan Majelis Permusyawaratan Rakyat",
        "nasional",
        "Majelis Permusyawaratan Rakyat",
        "Tap MPR Nomor I/MPR/2003",
        "TAP MPR",
    ),
    form("Perpu", "Peraturan Pemerintah Pengganti Undang-Undang", "nasional", "Presiden", "Perpu Nomor 2 Tahun 2022", "Perppu"),
    form("UU Darurat", "Undang-Undang Darurat", "nasional", "Presiden", "UU Darurat Nomor 12 Tahun 1951"),
    form("UU", "Undang-Undang", "nasional", "Presiden", "UU Nomor 14 Tahun 2008"),
    form("PP", "Peraturan Pemerintah", "nasional", "Presiden", "PP Nomor 71 Tahun 2019"),
    form("Perpres", "Peraturan Presiden", "nasional", "Presiden", "Perpres Nomor 95 Tahun 2018"),
    form("Penpres", "Penetapan Presiden", "nasional", "Presiden", "Penpres Nomor 2 Tahun 1965"),
    form("Keppres", "Keputusan Presiden", "nasional", "Presiden", "Keppres Nomor 91 Tahun 1999", "Kepres"),
    form("Inpres", "Instruksi Presiden", "nasional", "Presiden", "Inpres Nomor 3 Tahun 2003"),
    form("Perma", "Peraturan Mahkamah Agung", "nasional", "Mahkamah Agung", "Perma Nomor 1 Tahun 2016"),
    form("SEMA", "Surat Edaran Mahkamah Agung", "nasional", "Mahkamah Agung", "SEMA Nomor 3 Tahun 2018"),
    form("PBI", "Peraturan Bank Indonesia", "nasional", "Bank Indonesia", "PBI Nomor 22/23/PBI/2020"),
    form("Peraturan Jaksa Agung", "Peraturan Jaksa Agung", "nasional", "Jaksa Agung", "Peraturan Jaksa Agung Nomor 1 Tahun 2021"),
    form(
        "Perkap",
        "Peraturan Kepala Kepolisian Negara Republik Indonesia",
        "nasional",
        "Kepala Kepolisian Negara",
        "Perkap Nomor 8 Tahun 2009",
    ),
    form(
        "Peraturan Panglima TNI",
        "Peraturan Panglima Tentara Nasional Indonesia",
        "nasional",
        "Panglima TNI",
        "Peraturan Panglima TNI Nomor 1 Tahun 2020",
    ),
    form("Peraturan Bersama", "Peraturan Bersama", "nasional", "", "Peraturan Bersama Nomor 14 dan 26 Tahun 2015", "Perber"),
    form("SKB", "Keputusan Bersama|Surat Keputusan Bersama", "nasional", "", "SKB Nomor 229 Tahun 2021"),
    form("SEB", "Surat Edaran Bersama", "nasional", "", "SEB Nomor 3 Tahun 2020"),
)

REGIONAL = (
    form("Perda", "Peraturan Daerah", "daerah", "", "Perda Kota Surabaya Nomor 3 Tahun 2018"),
    form("Perdasus", "Peraturan Daerah Khusus", "provinsi", "", "Perdasus Provinsi Papua Nomor 1 Tahun 2013"),
    form("Perdasi", "Peraturan Daerah Provinsi Papua", "provinsi", "", "Perdasi Provinsi Papua Nomor 2 Tahun 2015"),
    form("Qanun", "Qanun", "daerah", "", "Qanun Aceh Nomor 7 Tahun 2019"),
    form(
        "Peraturan DPRD",
        "Peraturan Dewan Perwakilan Rakyat Daerah",
        "daerah",
        "Dewan Perwakilan Rakyat Daerah",
        "Peraturan DPRD Kota Madiun Nomor 1 Tahun 2024",
    ),
    form(
        "Keputusan DPRD",
        "Keputusan Dewan Perwakilan Rakyat Daerah",
        "daerah",
        "Dewan Perwakilan Rakyat Daerah",
        "Keputusan DPRD Kota Bogor Nomor 5 Tahun 2020",
    ),
    form(
        "Keputusan Pimpinan DPRD",
        "Keputusan Pimpinan Dewan Perwakilan Rakyat Daerah",
        "daerah",
        "Pimpinan DPRD",
        "Keputusan Pimpinan DPRD Kota Bogor Nomor 2 Tahun 2020",
    ),
    form("Pergub", "Peraturan Gubernur", "provinsi", "Gubernur", "Pergub Jawa Barat Nomor 86 Tahun 2022"),
    form("Kepgub", "Keputusan Gubernur", "provinsi", "Gubernur", "Kepgub DKI Jakarta Nomor 1042 Tahun 2018"),
    form("Ingub", "Instruksi Gubernur", "provinsi", "Gubernur", "Ingub DKI Jakarta Nomor 66 Tahun 2019"),
    form("SE Gubernur", "Surat Edaran Gubernur", "provinsi", "Gubernur", "SE Gubernur Bali Nomor 9 Tahun 2025"),
    form("Perbup", "Peraturan Bupati", "kabupaten", "Bupati", "Perbup Pelalawan Nomor 20 Tahun 2019"),
    form("Kepbup", "Keputusan Bupati", "kabupaten", "Bupati", "Kepbup Sleman Nomor 27 Tahun 2021"),
    form("Instruksi Bupati", "Instruksi Bupati", "kabupaten", "Bupati", "Instruksi Bupati Sleman Nomor 1 Tahun 2021", "Inbup"),
    form("SE Bupati", "Surat Edaran Bupati", "kabupaten", "Bupati", "SE Bupati Bantul Nomor 3 Tahun 2022"),
    form(
        "Perwali",
        "Peraturan Wali Kota|Peraturan Walikota",
        "kota",
        "Wali Kota",
        "Perwali Denpasar Nomor 43 Tahun 2013",
        "Perwal|Perwako",
    ),
    form(
        "Kepwali",
        "Keputusan Wali Kota|Keputusan Walikota",
        "kota",
        "Wali Kota",
        "Kepwali Denpasar Nomor 188.45/1612/HK/2019",
        "Kepwal",
    ),
    form(
        "Instruksi Wali Kota",
        "Instruksi Wali Kota|Instruksi Walikota",
        "kota",
        "Wali Kota",
        "Instruksi Wali Kota Semarang Nomor 2 Tahun 2022",
        "Inwali",
    ),
    form("SE Wali Kota", "Surat Edaran Wali Kota|Surat Edaran Walikota", "kota", "Wali Kota", "SE Wali Kota Bandung Nomor 5 Tahun 2023"),
    form("Perbekel", "Peraturan Perbekel", "desa", "Perbekel", "Peraturan Perbekel Nomor 3 Tahun 2020"),
    form("Perdes", "Peraturan Desa", "desa", "", "Perdes Sukamaju Nomor 2 Tahun 2023"),
    form("Perkades", "Peraturan Kepala Desa", "desa", "Kepala Desa", "Perkades Sukamaju Nomor 1 Tahun 2023"),
    form("Kepkades", "Keputusan Kepala Desa", "desa", "Kepala Desa", "Kepkades Sukamaju Nomor 4 Tahun 2023"),
    form(
        "Keputusan Sekda",
        "Keputusan Sekretaris Daerah",
        "daerah",
        "Sekretaris Daerah",
        "Keputusan Sekda Kota Bogor Nomor 12 Tahun 2020",
    ),
    form("Keputusan Kepala Dinas", "Keputusan Kepala Dinas", "daerah", "Kepala Dinas", "Keputusan Kepala Dinas Nomor 7 Tahun 2022"),
    form("Keputusan Camat", "Keputusan Camat", "daerah", "Camat", "Keputusan Camat Nomor 3 Tahun 2021"),
)

# opening words of instruments of ministers and agencies: pattern of the short form, of the long name, of the example
MINISTERIAL = (
    ("Permen{}", ("Peraturan Menteri {}", "Peraturan Menteri Negara {}"), ("Permen {}", "Peraturan Men{}")),
    ("Kepmen{}", ("Keputusan Menteri {}", "Keputusan Menteri Negara {}"), ("Kepmen {}",)),
    ("Instruksi Men{}", ("Instruksi Menteri {}",), ("Inmen{}",)),
    ("SE Men{}", ("Surat Edaran Menteri {}", "Surat Edaran Menteri Negara {}"), ("SE Menteri {}",)),
)
OF_AGENCIES = (
    ("Perka {}", ("Peraturan Kepala {}", "Peraturan Ketua {}", "Peraturan Kepala {} Republik Indonesia"), ("Peraturan Kepala {}",)),
    ("Kepka {}", ("Keputusan Kepala {}", "Keputusan Ketua {}"), ("Keputusan Kepala {}",)),
    ("Peraturan {}", ("Peraturan {}", "Peraturan Lembaga {}"), ("Per{}",)),
    ("Keputusan {}", ("Keputusan {}",), ()),
    ("SE Kepala {}", ("Surat Edaran Kepala {}",), ("SE {}",)),
)
COMMON_SHORT = {  # what everybody calls them, beside the regular short form
    "Permenkeu": ("PMK",), "Peraturan KPU": ("PKPU",), "Peraturan OJK": ("POJK",), "Peraturan Polri": ("Perpol",),
    "Peraturan Komisi Informasi": ("Perki",),
    "PermenPANRB": ("Permenpan", "Permenpan RB", "Permenpan-RB", "Permen PAN-RB", "Permen PAN RB", "Permen PAN & RB"),
    "PermenPPN": ("Permen PPN/Bappenas",), "PermenPUPR": ("Permen PUPR",),
}  # fmt: skip
GENERIC = (  # where the body is not in the tables: "Peraturan Menteri Urusan Baru Nomor …"
    form("Permen", "Peraturan Menteri", "instansi", "Menteri", "Permen Urusan Baru Nomor 1 Tahun 2025"),
    form("Kepmen", "Keputusan Menteri", "instansi", "Menteri", "Kepmen Urusan Baru Nomor 1 Tahun 2025"),
    form("Perdirjen", "Peraturan Direktur Jenderal", "instansi", "Direktur Jenderal", "Perdirjen Nomor 1 Tahun 2022"),
    form("Kepdirjen", "Keputusan Direktur Jenderal", "instansi", "Direktur Jenderal", "Kepdirjen Nomor 1 Tahun 2022"),
    form("Perka", "Peraturan Kepala", "instansi", "Kepala", "Perka Badan Baru Nomor 1 Tahun 2025"),
    form(
        "Kepka",
        "Keputusan Kepala|Keputusan Ketua|Keputusan Direktur|Keputusan Rektor",
        "instansi",
        "",
        "Kepka Badan Baru Nomor 1 Tahun 2025",
    ),
    form("Surat Edaran", "Surat Edaran", "instansi", "", "Surat Edaran Nomor 1 Tahun 2025"),
    form("Instruksi", "Instruksi", "instansi", "", "Instruksi Nomor 1 Tahun 2025"),
    form("Peraturan Badan", "Peraturan Badan", "instansi", "", "Peraturan Badan Nomor 1 Tahun 2025"),
    form("Peraturan Lembaga", "Peraturan Lembaga", "instansi", "", "Peraturan Lembaga Nomor 1 Tahun 2025"),
)


def of_bodies(bodies: tuple[tuple[str, tuple[str, ...]], ...], patterns: tuple, office: str) -> list[Form]:
    rows = []
    for label, portfolios in bodies:
        named = (*portfolios, label) if label[:2].isupper() else portfolios  # "Peraturan Menteri PANRB", "Peraturan BSSN"
        for short, names, short_names in patterns:
            made = short.format(label)
            written = tuple(name.format(portfolio) for portfolio in named for name in names)
            typed = tuple(name.format(label) for name in short_names)
            issuer = f"{office} {portfolios[0]}".strip()
            rows.append(Form(made, written, (made, *typed, *COMMON_SHORT.get(made, ())), "instansi", issuer, f"{made} Nomor 1 Tahun 2020"))
    return rows


@cache
def forms() -> tuple[Form, ...]:
    """All forms, the specific ones before the generic."""
    bodies = of_bodies(MINISTRIES, MINISTERIAL, "Menteri") + of_bodies(AGENCIES, OF_AGENCIES, "")
    return (*NATIONAL, *REGIONAL, *bodies, *GENERIC)


def squeeze(text: str) -> str:
    """Letters only, in capitals: what survives glued and spaced-out print ("P E R A T U R A N", "PERATURANMENTERI").

    >>> squeeze("Peraturan Menteri Badan Usaha Milik Negara")
    'PERATURANMENTERIBADANUSAHAMILIKNEGARA'
    """
    return re.sub(r"[^A-Z]", "", text.upper())


@cache
def by_name() -> tuple[tuple[str, Form], ...]:
    """(squeezed name, form), the longest names first."""
    rows = [(squeeze(name), row) for row in forms() for name in row.names]
    return tuple(sorted(rows, key=lambda pair: -len(pair[0])))


@cache
def by_any_name() -> dict[str, Form]:
    """Every name and short form, squeezed -> form: "PERATURANPRESIDEN", "PERPRES", "PMK"."""
    table: dict[str, Form] = {}
    for row in forms():
        for name in (*row.names, *row.short_names):
            table.setdefault(squeeze(name), row)
    return table


def read_form(text: str) -> tuple[Form, str] | None:
    """The form that a heading begins with, and what of its squeezed text is left (the region or body that issued it).

    >>> read_form("PERATURAN BUPATI ARUNIKA")[0].short, read_form("PERATURAN BUPATI ARUNIKA")[1]
    ('Perbup', 'ARUNIKA')
    """
    squeezed = squeeze(text)
    for name, row in by_name():
        if squeezed.startswith(name):
            return row, squeezed[len(name) :]
    return None
