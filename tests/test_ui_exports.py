"""Notes as DOCX, PDF and Markdown: every source named with its place and page, nothing of a text read as markup."""

import datetime
import io
import re
import shutil
import subprocess
import zipfile

import pypdfium2
import pytest

from answer.ask import ask
from answer.versions import compare_versions
from tests.screens import HOSTILE, base
from ui.citing import legal_citation, page_words
from ui.export_docx import docx
from ui.export_markdown import literal, markdown
from ui.export_pdf import pdf
from ui.notes import note_of, note_of_versions
from ui.versions import numbered

TODAY = datetime.date(2024, 8, 17)
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return base(tmp_path_factory.mktemp("kb"))


@pytest.fixture(scope="module")
def note(small):
    return note_of(small, ask(f"Pasal 1 Perbup Arunika 3/2023 {HOSTILE}", small), TODAY)


@pytest.fixture(scope="module")
def versions(small):
    rows, citations = numbered(compare_versions("perbup-arunika-1-2018", "perbup-arunika-2-2022", small))
    return note_of_versions(small, "Perbup 1/2018", "Perbup 2/2022", rows, citations, TODAY)


def words_of(data: bytes) -> str:
    from docx import Document

    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_the_memo_has_its_fields_its_sources_and_its_date(note):
    words = words_of(docx(note))
    for wanted in ("NOTA DINAS", "Kepada", "Dari", "17 Agustus 2024", "Pasal 1", "Perbup Kabupaten Arunika Nomor 3 Tahun 2023", "halaman PDF 1"):
        assert wanted in words
    assert HOSTILE in words  # the question and the text, as they are


def test_the_memo_has_real_footnotes_that_cite(note):
    package = zipfile.ZipFile(io.BytesIO(docx(note)))
    notes = package.read("word/footnotes.xml").decode()
    document = package.read("word/document.xml").decode()
    referred = re.findall(r'<w:footnoteReference w:id="(\d+)"', document)
    assert referred == [str(b.number) for b in note.bases]
    assert "Pasal 1 Peraturan Bupati Arunika Nomor 3 Tahun 2023 tentang Penyelenggaraan SPBE, halaman PDF 1 (tanpa nomor tercetak)" in notes
    assert 'PartName="/word/footnotes.xml"' in package.read("[Content_Types].xml").decode()


def test_changed_words_of_two_versions_are_struck_and_underlined(versions):
    document = zipfile.ZipFile(io.BytesIO(docx(versions))).read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(.*?)</w:r>", document, re.DOTALL)
    assert any("<w:strike/>" in run and "Bupati" in run for run in runs)
    assert any("<w:u " in run and "Sekretaris Daerah" in run for run in runs)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) tidak terpasang di mesin ini")
def test_libreoffice_opens_the_memo(note, tmp_path):
    (tmp_path / "nota.docx").write_bytes(docx(note))
    home = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [SOFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "nota.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = pdf_text((tmp_path / "nota.pdf").read_bytes())
    assert "NOTA DINAS" in text
    assert "Peraturan Bupati Arunika Nomor 3 Tahun 2023 tentang Penyelenggaraan SPBE, halaman PDF 1" in text  # the footnote is on its page
    assert "<script>alert(1)</script> **tebal**" in text


def test_the_pdf_says_the_same_with_the_face_inside(note):
    data = pdf(note)
    text = pdf_text(data)
    assert "<script>alert(1)</script> **tebal** $x^2$" in text
    assert "halaman PDF 1" in text
    assert b"/FontFile2" in data


def test_the_pdf_holds_a_row_longer_than_a_page(small, versions):
    from dataclasses import replace

    from ui.notes import Grid, Piece

    long = " ".join(f"kata{n}" for n in range(3000))
    text = pdf_text(pdf(replace(versions, grid=Grid(("Pasal", "lama", "baru"), (((Piece("Pasal 1"),), (Piece(long),), (Piece("tidak ada"),)),)))))
    assert "kata0" in text
    assert "kata2999" in text


def test_markdown_keeps_every_mark_of_a_text_literal(note):
    said = markdown(note)
    assert "\\<script\\>alert(1)\\</script\\> \\*\\*tebal\\*\\* \\$x^2\\$ :red\\[merah\\] \\[klik\\](http://x.example)" in said
    assert "[^1]: Pasal 1 Peraturan Bupati Arunika Nomor 3 Tahun 2023" in said
    assert literal("1. satu\n- dua\n# tiga") == "1\\. satu\n\\- dua\n\\# tiga"


def test_a_printed_number_is_told_from_the_page_of_the_pdf(small):
    from dataclasses import replace

    citation = ask("Pasal 1 Perbup Arunika 1/2018", small).citations[0]
    assert page_words(replace(citation, page_label=None, page=7)) == "halaman PDF 7 (tanpa nomor tercetak)"
    assert page_words(replace(citation, page_label="5", page=7)) == "hlm. 5 (halaman PDF 7)"
    assert page_words(replace(citation, page_label="7", page=7)) == "hlm. 7"
    said = legal_citation(replace(citation, locator="Pasal 1 (lanjutan)", page_label="7", page=7), small.document(citation.document_id))
    assert said == "Pasal 1 Peraturan Bupati Arunika Nomor 1 Tahun 2018 tentang Penyelenggaraan SPBE, hlm. 7"


def test_a_refusal_is_exported_with_its_reason(small):
    note = note_of(small, ask("Pasal 40 Perbup Arunika 1/2018", small), TODAY)
    assert "Pasal 40 tidak ada" in words_of(docx(note))
    assert "Pasal 40 tidak ada" in pdf_text(pdf(note))
