"""Who a document is: title blocks of many layouts, keys, titles, dates, the real documents."""

import json
import re
from pathlib import Path

import pytest

from ingest.casing import well_cased
from ingest.dates import read_dates
from ingest.forms import by_any_name, forms, read_form, squeeze
from ingest.identity import document_id, from_file_name, identify, reference_key
from ingest.language import language
from ingest.lines import Line, all_lines
from ingest.mentions import mentions
from ingest.titles import find_title

FACTS = Path(__file__).parent / "facts" / "identity.json"


def page(*texts: str, number: int = 1) -> list[Line]:
    """Lines of one page, one below the other."""
    lines, at = [], 0
    for k, text in enumerate(texts):
        lines.append(Line(number, at, at + len(text), text, 100, 20.0 * k, 400, 20.0 * k + 12, 12.0))
        at += len(text) + 1
    return lines


BLOCKS = [
    (
        ("UNDANG-UNDANG REPUBLIK INDONESIA", "NOMOR 14 TAHUN 2008", "TENTANG", "KETERBUKAAN INFORMASI", "PUBLIK", "DENGAN RAHMAT TUHAN"),
        ("UU", "14", 2008, "KETERBUKAAN INFORMASI PUBLIK", "uu-14-2008"),
    ),
    (
        ("BERITA NEGARA", "REPUBLIK INDONESIA", "No.1376, 2020 KEMENKOMINFO. Privat.", "`PERATURAN MENTERI KOMUNIKASI DAN INFORMATIKA",
         "REPUBLIK INDONESIA", "NOMOR 05 TAHUN 2020", "TENTANG", "PENYELENGGARA SISTEM", "DENGAN RAHMAT TUHAN YANG MAHA ESA"),
        ("Permenkominfo", "5", 2020, "PENYELENGGARA SISTEM", "permenkominfo-5-2020"),
    ),
    (
        ("WALIKOTA DENPASAR,", "KEPUTUSAN WALIKOTA DENPASAR", "NOMOR 188.45/1612/HK/2019", "TENTANG", "RENCANA INDUK", "WALIKOTA DENPASAR"),
        ("Kepwali", "188.45/1612/HK/2019", 2019, "RENCANA INDUK", "kepwali-denpasar-188.45-1612-hk-2019"),
    ),
    (
        ("Peraturan Bupati Arunika", "Nomor 12 Tahun 2021", "tentang", "Rencana Induk TIK", "Dengan Rahmat Tuhan Yang Maha Esa"),
        ("Perbup", "12", 2021, "Rencana Induk TIK", "perbup-arunika-12-2021"),
    ),
    (
        ("PERATURANPRESIDENREPUBLIKINDONESIA", "NOMOR I6I TAHUN 2OI5", "T E N T A N G", "TUNJANGAN KINERJA", "DENGAN RAHMAT"),
        ("Perpres", "161", 2015, "TUNJANGAN KINERJA", "perpres-161-2015"),
    ),
    (
        ("PERATURAN BERSAMA", "MENTERI HUKUM DAN HAK ASASI MANUSIA", "DAN", "MENTERI KOMUNIKASI DAN INFORMATIKA", "NOMOR 14 TAHUN2015",
         "NOMOR 26 TAHUN 2015", "TENTANG", "PENUTUPAN KONTEN", "DENGAN RAHMAT"),
        ("Peraturan Bersama", "14 dan 26", 2015, "PENUTUPAN KONTEN", "peraturan-bersama-14-dan-26-2015"),
    ),
    (
        ("PEMERINTAH KOTA DENPASAR", "LAMPIRAN II PERATURAN DAERAH", "NOMOR :6 Tahun 2018", "RINGKASAN"),
        ("Perda", "6", 2018, "", "perda-kota-denpasar-6-2018-lampiran-ii"),
    ),
    (
        ("PERATURAN MENTERI URUSAN BARU", "REPUBLIK INDONESIA", "NOMOR 3 TAHUN 2025", "TENTANG", "HAL BARU", "DENGAN RAHMAT"),
        ("Permen Urusan Baru", "3", 2025, "HAL BARU", "permen-urusan-baru-3-2025"),
    ),
    (
        ("PERATURAN DEWAN PERWAKILAN RAKYAT DAERAH KOTA MADIUN", "NOMOR 1 TAHUN 2024", "TENTANG", "TATA TERTIB",
         "DEWAN PERWAKILAN RAKYAT DAERAH", "DENGAN RAHMAT TUHAN YANG MAHA ESA"),
        ("Peraturan DPRD", "1", 2024, "TATA TERTIB DEWAN PERWAKILAN RAKYAT DAERAH", "peraturan-dprd-kota-madiun-1-2024"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), BLOCKS, ids=[expected[-1] for _, expected in BLOCKS])
def test_title_blocks(lines, expected):
    found = identify(page(*lines))
    assert (found.form, found.number, found.year, found.title, document_id(found)) == expected


def test_number_that_stands_beside_its_colon_is_read_by_place():
    lines = [
        Line(1, 0, 5, "NOMOR", 100, 40, 130, 52, 12.0),
        Line(1, 6, 20, "PERATURAN DAERAH KOTA BIRU", 100, 20, 200, 32, 12.0),
        Line(1, 21, 34, ": 6 Tahun 2018", 140, 41, 220, 53, 12.0),
    ]
    assert document_id(identify(lines)) == "perda-kota-biru-6-2018"


@pytest.mark.parametrize(
    "texts", [("Pasal 5 Peraturan Daerah", "Nomor telepon 12"), ("RENCANA INDUK TIK", "KABUPATEN ARUNIKA"), (), ("NOMOR 5 TAHUN 2020",)]
)
def test_no_title_block_gives_no_identity(texts):
    assert identify(page(*texts)) is None


def test_every_form_is_found_by_each_of_its_names():
    for form in forms():
        for name in form.names:
            found, _ = read_form(name.upper())
            assert squeeze(name) in [squeeze(other) for other in found.names]
    assert by_any_name()["PMK"].short == "Permenkeu"


MENTIONED = [form for form in forms() if form.scope == "nasional" and re.fullmatch(r".* Nomor \d+ Tahun \d{4}", form.example)]


@pytest.mark.parametrize("form", MENTIONED, ids=[form.short for form in MENTIONED])
def test_examples_of_national_forms_are_mentions(form):
    assert [mention.key.rsplit("-", 2)[0] for mention in mentions(form.example)] == [form.slug]


def test_two_regions_of_one_name_have_two_keys():
    assert reference_key("perda", "1", 2020, "Kota Bogor") != reference_key("perda", "1", 2020, "Kabupaten Bogor")


def test_dates():
    text = "mulai berlaku setelah 30 (tiga puluh) hari terhitung sejak tanggal diundangkan. Ditetapkan di Jakarta\npada tanggal 4 Januari 2021\nDiundangkan di Jakarta\npada tanggal 5 Januari 2021"
    dates = read_dates(text)
    assert (dates.enacted, dates.promulgated, dates.in_force) == ("2021-01-04", "2021-01-05", "2021-02-04")
    assert read_dates("mulai berlaku pada tanggal 1 Januari 2021.").in_force == "2021-01-01"
    assert read_dates("tanpa tanggal").enacted is None


def test_titles_are_cased_as_the_text_writes_them():
    assert well_cased("SISTEM APBD DAERAH", "perlu Sistem APBD Daerah yang") == "Sistem APBD Daerah"
    assert well_cased("PENERAPAN SPBE DI KABUPATEN", "") == "Penerapan SPBE di Kabupaten"


def test_file_name_is_the_last_resort():
    assert from_file_name("UU Nomor 14 Tahun 2008").number == "14"
    assert from_file_name("notulen-rapat-5-2020") is None


def test_language():
    assert language("the purpose of this guide is to help the staff of the regency") == "en"
    assert language("Scanned by CamScanner") == "id"


def test_a_chapter_takes_the_name_of_its_folder():
    title = find_title(page("BAB II", "GAMBARAN UMUM", "Teks biasa."), Path("Rencana Induk TIK/Bab II.pdf"), "")
    assert (title.work, title.title) == ("Rencana Induk TIK", "Rencana Induk TIK: BAB II Gambaran Umum")


@pytest.mark.real
def test_identity_of_the_real_documents(real_folder):
    """The born-digital ones by their first pages; a hand-made table says what is right."""
    from ingest.pages import read_pages

    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    assert sum(map(len, facts.values())) == 54
    wrong = []
    for name, (form, number, year) in facts["born digital"].items():
        found = identify(all_lines(read_pages(real_folder / "pdf" / name)[:3]))
        if (found and (found.form, found.number, found.year)) != ((form, number, year) if form else None):
            wrong.append(name)
    assert wrong == []
