"""DOCX, PPTX, HTML, Markdown and plain text: one page a section or slide, marks at headings, items and rows."""

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Inches

from ingest.lines import all_lines
from ingest.office import SUFFIXES, read_office
from ingest.reading import read
from ingest.structure import build
from ingest.values import IngestError


def shown(written):
    """(kind, number, heading, the line) of each mark."""
    lines = all_lines(written.pages)
    return [(mark.kind, mark.num, mark.heading, lines[mark.line].text) for mark in written.marks]


def locators(written):
    return [clause.locator for clause in build("x", all_lines(written.pages), written.marks)]


def saved(tmp_path, name: str, data: bytes | str, encoding: str = "utf-8"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return path


def word(tmp_path, fill):
    document = Document()
    fill(document)
    document.save(tmp_path / "naskah.docx")
    return tmp_path / "naskah.docx"


def test_word_headings_are_pages_and_automatic_numbers_are_kept(tmp_path):
    def fill(document):
        document.add_heading("Pedoman SPBE", 0)
        document.add_heading("1. Pendahuluan", 1)
        document.add_paragraph("SPBE adalah penyelenggaraan pemerintahan.")
        for text in ("menyusun rencana", "melaksanakan rencana"):
            document.add_paragraph(text, style="List Number")
        document.add_heading("2. Anggaran", 1)
        document.add_heading("2.1 Rincian", 2)
        document.add_paragraph("Rincian per tahun.")

    written = read_office(word(tmp_path, fill))
    assert [page.text.split("\n")[0] for page in written.pages] == ["Pedoman SPBE", "1. Pendahuluan", "2. Anggaran"]
    assert shown(written)[1:5] == [
        ("section", "1", "Pendahuluan", "1. Pendahuluan"),
        ("paragraph", "", "", "SPBE adalah penyelenggaraan pemerintahan."),
        ("item", "1", "", "1. menyusun rencana"),
        ("item", "2", "", "2. melaksanakan rencana"),
    ]
    assert locators(written)[-1] == "2.1 Rincian"
    assert written.title == "Pedoman SPBE"


def test_word_numbers_of_several_levels(tmp_path):
    """"(1)" with "a." below it, which starts again below "(2)"."""

    def fill(document):
        numbering = document.part.numbering_part.element
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), "77")
        for level, (form, text) in enumerate((("decimal", "(%1)"), ("lowerLetter", "%2."))):
            entry = OxmlElement("w:lvl")
            entry.set(qn("w:ilvl"), str(level))
            for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
                child = OxmlElement(name)
                child.set(qn("w:val"), value)
                entry.append(child)
            abstract.append(entry)
        numbering.insert(0, abstract)
        number = OxmlElement("w:num")
        number.set(qn("w:numId"), "77")
        reference = OxmlElement("w:abstractNumId")
        reference.set(qn("w:val"), "77")
        number.append(reference)
        numbering.append(number)
        for level, text in ((0, "Bupati"), (1, "satu"), (1, "dua"), (0, "Dinas"), (1, "tiga")):
            properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = 77
            properties.get_or_add_ilvl().val = level

    assert read_office(word(tmp_path, fill)).pages[0].text.split("\n") == ["(1) Bupati", "a. satu", "b. dua", "(2) Dinas", "a. tiga"]


def test_word_tables_with_headers_are_rows_and_others_are_text(tmp_path):
    def fill(document):
        document.add_heading("Anggaran", 1)
        document.add_paragraph("Tabel 4.1 Pagu per tahun")
        table = document.add_table(2, 2)
        for cell, text in zip((c for row in table.rows for c in row.cells), ("Tahun", "Pagu", "2023", "Rp2.000"), strict=True):
            cell.text = text
        layout = document.add_table(1, 3)
        for cell, text in zip(layout.rows[0].cells, ("Menimbang", ":", "a. bahwa satu;\nb. bahwa dua;"), strict=True):
            cell.text = text

    written = read_office(word(tmp_path, fill))
    assert written.pages[0].text.split("\n")[-3:] == ["2023 | Rp2.000", "Menimbang : a. bahwa satu;", "b. bahwa dua;"]
    assert shown(written)[1:3] == [
        ("table", "4.1", "Pagu per tahun", "Tabel 4.1 Pagu per tahun"),
        ("row", "1", "Pagu per tahun | Tahun | Pagu", "2023 | Rp2.000"),
    ]
    assert written.marks[1].markdown.splitlines() == ["| Tahun | Pagu |", "| --- | --- |", "| 2023 | Rp2.000 |"]


def test_slides(tmp_path):
    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text, first.placeholders[1].text = "Apa itu SPBE", "Satu\nDua"
    first.notes_slide.notes_text_frame.text = "Beri contoh"
    second = show.slides.add_slide(show.slide_layouts[6])
    for text, top in (("di bawah", 4), ("di atas", 1)):
        second.shapes.add_textbox(Inches(1), Inches(top), Inches(3), Inches(1)).text_frame.text = text
    show.slides.add_slide(show.slide_layouts[6])
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Penutup"
    show.save(tmp_path / "paparan.pptx")
    written = read_office(tmp_path / "paparan.pptx")
    assert [page.text for page in written.pages] == ["Apa itu SPBE\nSatu\nDua\nCatatan: Beri contoh", "di atas\ndi bawah", "", "Penutup"]
    assert shown(written)[0] == ("slide", "1", "Apa itu SPBE", "Apa itu SPBE")
    assert locators(written) == ["Salindia 1", "Salindia 2", "Salindia 4"]


HTML = """<html><head><title>Satu Data</title><meta name="author" content="Diskominfo"></head><body><nav>menu</nav>
<h1>Satu Data</h1><p>Data <b>induk</b>
adalah data.<ol type="a" start="2"><li>satu<li>dua</ol><h2>B. Tabel</h2><table><tr><th>No<th>Nama<tr><td>1<td>Budi</table>
<div>lepas<br>baris</div><script>rahasia()</script></body></html>"""


def test_web_pages(tmp_path):
    written = read_office(saved(tmp_path, "data.html", HTML))
    assert [page.text for page in written.pages] == [
        "Satu Data\nData induk adalah data.\nb. satu\nc. dua",
        "B. Tabel\nNo | Nama\n1 | Budi\nlepas\nbaris",
    ]
    assert (written.title, written.author) == ("Satu Data", "Diskominfo")
    assert ("row", "1", "Tabel | No | Nama", "1 | Budi") in shown(written)


def test_character_sets(tmp_path):
    declared = '<meta charset="windows-1252"><p>“kutipan” – é</p>'
    assert read_office(saved(tmp_path, "a.html", declared, "cp1252")).pages[0].text == "“kutipan” – é"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert read_office(saved(tmp_path, "a.txt", "Pasal 5\r\n“kutipan”", encoding)).pages[0].text == "Pasal 5\n“kutipan”"


def test_markdown(tmp_path):
    text = "---\ntitle: x\n---\n# Panduan\n\nTeks **tebal**\nlanjut.\n\n## Langkah\n\n1. satu\n2. dua\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    written = read_office(saved(tmp_path, "panduan.md", text))
    assert [page.text for page in written.pages] == ["Panduan\nTeks tebal lanjut.", "Langkah\n1. satu\n2. dua\nA | B\n1 | 2"]
    assert locators(written)[-1] == "Langkah Tabel baris 1"


def test_plain_text_with_chapters(tmp_path):
    text = "BAB II\nTATA KELOLA\n\n2.1 Peran Bupati\n\nBupati memimpin.\n\nBAB III PENUTUP\n\nSelesai."
    written = read_office(saved(tmp_path, "a.txt", text))
    assert shown(written)[:2] == [("bab", "II", "TATA KELOLA", "BAB II"), ("section", "2.1", "Peran Bupati", "2.1 Peran Bupati")]
    assert len(written.pages) == 2


PERBUP = """PERATURAN BUPATI ARUNIKA
NOMOR 12 TAHUN 2021
TENTANG
SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK
Menimbang : a. bahwa untuk satu;
MEMUTUSKAN:
Menetapkan : PERATURAN BUPATI TENTANG SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan Daerah adalah Kabupaten Arunika.
BAB II
TATA KELOLA
Pasal 2
(1) Bupati menetapkan rencana induk.
(2) Rencana induk berlaku 5 (lima) tahun.
Pasal 3
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
"""


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_a_regulation_is_a_regulation_in_any_format(tmp_path, form):
    if form == "docx":
        path = word(tmp_path, lambda document: [document.add_paragraph(line) for line in PERBUP.splitlines()])
    else:
        path = saved(tmp_path, "perbup.txt", PERBUP)
    reading = read(path)
    assert (reading.document.document_id, reading.document.kind) == ("perbup-arunika-12-2021", "regulation")
    found = {clause.locator: clause.text for clause in reading.clauses}
    assert found["Pasal 2 ayat (2)"] == "(2) Rencana induk berlaku 5 (lima) tahun."


@pytest.mark.parametrize("suffix", sorted(SUFFIXES - {".txt", ".md", ".markdown", ".html", ".htm"}))
def test_broken_files_are_refused(tmp_path, suffix):
    with pytest.raises(IngestError, match="rusak atau bukan"):
        read_office(saved(tmp_path, f"a{suffix}", b"PK\x03\x04 bukan"))


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_empty_files_are_refused(tmp_path, suffix):
    with pytest.raises(IngestError, match="kosong"):
        read_office(saved(tmp_path, f"a{suffix}", b""))


def test_files_without_text_are_refused(tmp_path):
    with pytest.raises(IngestError, match="tidak ada teks"):
        read_office(saved(tmp_path, "a.txt", " \n\n "))
    with pytest.raises(IngestError, match="tidak ada teks"):
        read_office(word(tmp_path, lambda document: None))
