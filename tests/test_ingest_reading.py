"""One file from end to end: a regulation with a table in a Pasal and an annex, a chapter of a plan, doubts that are said."""

import pytest

from ingest.reading import read
from ingest.values import IngestError
from tests.papers import drawn

SIZE = (595.0, 842.0)
HEAD = [
    "PERATURAN BUPATI ARUNIKA",
    "NOMOR 7 TAHUN 2022",
    "TENTANG",
    "TARIF LAYANAN DATA",
    "DENGAN RAHMAT TUHAN YANG MAHA ESA",
    "BUPATI ARUNIKA,",
]
BODY = [
    "Menimbang : bahwa untuk melaksanakan ketentuan Pasal 4 Peraturan Presiden Nomor 39 Tahun 2019",
    "tentang Satu Data Indonesia, perlu menetapkan Peraturan Bupati tentang Tarif Layanan Data;",
    "Mengingat : 1. Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik;",
    "MEMUTUSKAN:",
    "Menetapkan : PERATURAN BUPATI TENTANG TARIF LAYANAN DATA.",
]


def written(lines, top=60.0, centred=()):
    """Paints lines; those whose text is in `centred` in the middle of the page."""

    def paint(canvas):
        canvas.setFont("Helvetica", 11)
        for k, line in enumerate(lines):
            y = SIZE[1] - top - 18 * k
            if line in centred:
                canvas.drawCentredString(SIZE[0] / 2, y, line)
            else:
                canvas.drawString(70, y, line)

    return paint


def first_page(canvas):
    written([*HEAD, *BODY, "Pasal 1", "Tarif layanan ditetapkan sebagai berikut:"], centred=(*HEAD, "MEMUTUSKAN:", "Pasal 1"))(canvas)
    table = [("No", "Layanan", "Tarif (Rp)"), ("1", "Salinan data", "25.000,00"), ("2", "Peta cetak", "75.000,00")]
    for k, row in enumerate(table):
        for x, cell in zip((74, 124, 324), row, strict=True):
            canvas.drawString(x, 524 - 24 * k, cell)
    for k in range(4):
        canvas.line(70, 540 - 24 * k, 420, 540 - 24 * k)
    for x in (70, 120, 320, 420):
        canvas.line(x, 540, x, 540 - 72)
    lower = ["Pasal 2", "Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.", "Ditetapkan di Sagaramukti", "pada tanggal 3 Maret 2022",
             "BUPATI ARUNIKA,", "Diundangkan di Sagaramukti", "pada tanggal 4 Maret 2022"]  # fmt: skip
    written(lower, top=420, centred=("Pasal 2",))(canvas)


ANNEX = ["LAMPIRAN", "PERATURAN BUPATI ARUNIKA", "NOMOR 7 TAHUN 2022", "TATA CARA LAYANAN", "A. Permohonan", "Pemohon mengisi formulir.",
         "B. Pemberian", "Data diberikan dalam lima hari kerja."]  # fmt: skip


@pytest.fixture
def regulation(tmp_path):
    path = tmp_path / "perbup-arunika-7-2022.pdf"
    path.write_bytes(drawn(first_page, written(ANNEX), size=SIZE))
    return read(path, ocr=False)


def test_identity_and_dates_come_from_the_text(regulation):
    document = regulation.document
    assert (document.document_id, document.kind, document.title) == ("perbup-arunika-7-2022", "regulation", "Tarif Layanan Data")
    assert document.name == "Perbup Kabupaten Arunika Nomor 7 Tahun 2022"
    assert (document.issuer, document.enacted, document.in_force) == ("Bupati Arunika", "2022-03-03", "2022-03-04")
    assert (document.health.pasal_count, document.health.pasal_gaps, document.health.text_pages) == (2, (), 2)


def test_a_table_in_a_pasal_has_rows_of_its_own(regulation):
    rows = {clause.locator: clause.text for clause in regulation.clauses if clause.kind == "row"}
    assert rows == {"Pasal 1 Tabel baris 1": "1 Salinan data 25.000,00", "Pasal 1 Tabel baris 2": "2 Peta cetak 75.000,00"}
    assert [clause.num for clause in regulation.clauses if clause.kind == "pasal"] == ["1", "2"]


def test_an_annex_has_headings_of_its_own(regulation):
    inside = [clause.locator for clause in regulation.clauses if clause.kind == "section" and clause.num]
    assert inside == ["Lampiran, A Permohonan", "Lampiran, B Pemberian"]


def test_relations_name_the_clause_that_says_so(regulation):
    found = {(r.verb, r.target): r.evidence for r in regulation.relations}
    assert found["melaksanakan", "perpres-39-2019#pasal_4"].startswith("considerans")
    assert found["melaksanakan", "uu-14-2008"].startswith("legal_basis")


def test_every_run_stands_verbatim_on_its_page(regulation):
    pages = {page.number: page.text for page in regulation.pages}
    for clause in regulation.clauses:
        for run in clause.runs:
            assert pages[run.page][run.page_start :][: run.length] == clause.text[run.start :][: run.length]


def test_a_file_name_that_says_another_number_is_a_doubt(tmp_path):
    path = tmp_path / "perbup-9-2022.pdf"
    path.write_bytes(drawn(first_page, size=SIZE))
    reading = read(path, ocr=False)
    assert reading.document.number == "7"
    assert any("nama berkas menyebut Nomor 9" in warning for warning in reading.warnings)


def test_a_chapter_names_its_work(tmp_path):
    folder = tmp_path / "Rencana Induk TIK"
    folder.mkdir()
    path = folder / "Bab II.pdf"
    path.write_bytes(
        drawn(written(["BAB II", "GAMBARAN UMUM", "2.1 Letak", "Uraian letak."], centred=("BAB II", "GAMBARAN UMUM")), size=SIZE)
    )
    document = read(path, ocr=False).document
    assert (document.document_id, document.kind, document.work) == ("rencana-induk-tik-bab-ii", "master_plan", "Rencana Induk TIK")


def test_an_annex_alone_points_to_its_regulation(tmp_path):
    path = tmp_path / "lampiran.pdf"
    path.write_bytes(drawn(written(["LAMPIRAN II PERATURAN BUPATI ARUNIKA", "NOMOR 7 TAHUN 2022", "Daftar tarif layanan."]), size=SIZE))
    reading = read(path, ocr=False)
    assert reading.document.document_id == "perbup-arunika-7-2022-lampiran-ii"
    assert ("merujuk", "perbup-arunika-7-2022") in {(r.verb, r.target) for r in reading.relations}


def test_what_is_no_pdf_is_refused(tmp_path):
    path = tmp_path / "rusak.pdf"
    path.write_bytes(b"bukan pdf")
    with pytest.raises(IngestError, match=r"rusak\.pdf"):
        read(path, ocr=False)
