"""References in every form people write, and names of documents; no base needed."""

import pytest

from answer.naming import named_documents
from answer.question import understand
from answer.references import find_reference
from ingest.values import PolicyDocument


def document(document_id, form, number, year, title, region=None):
    return PolicyDocument(document_id, "regulation", title, f"{document_id}.pdf", "0", 1, form=form, number=number, year=year, region=region)


DOCUMENTS = [
    document("uu-14-2008", "UU", "14", 2008, "Keterbukaan Informasi Publik"),
    document("uu-11-2008", "UU", "11", 2008, "Informasi dan Transaksi Elektronik"),
    document("pp-53-2010", "PP", "53", 2010, "Disiplin Pegawai Negeri Sipil"),
    document("perbup-arunika-12-2021", "Perbup", "12", 2021, "Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik", "Kabupaten Arunika"),
    document("perda-kota-surabaya-3-2018", "Perda", "3", 2018, "Penyelenggaraan Perparkiran di Kota Surabaya", "Kota Surabaya"),
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("pasal 12 ayat (2) huruf a perpres 95/2018", "Pasal 12 ayat (2) huruf a"),
        ("Ps. 12 (2) Perbup SPBE", "Pasal 12 ayat (2)"),
        ("UU ITE pasal 27", "Pasal 27"),
        ("ps 5(1)a UU KIP", "Pasal 5 ayat (1) huruf a"),
        ("Pasal 1 angka 3 UU KIP", "Pasal 1 angka 3"),
        ("apa isi psl 22A?", "Pasal 22A"),
        ("pasal 40 ayat 2a", "Pasal 40 ayat (2a)"),
        ("Article 5 paragraph (1) of the ITE law", "Pasal 5 ayat (1)"),
        ("penjelasan pasal 5 UU ITE", "Penjelasan Pasal 5"),
        ("bab III perda 5/2020", "BAB III"),
        ("diktum kesatu keputusan bupati", "Diktum KESATU"),
        ("tabel 7 lampiran", "Tabel 7"),
    ],
)
def test_a_place_is_read(said, meant):
    assert find_reference(said).name == meant


@pytest.mark.parametrize("said", ["siapa ketua tim?", "pasalnya apa", "apa itu SPBE"])
def test_no_place_is_made_up(said):
    assert find_reference(said) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("pasal 4 UU KIP", "uu-14-2008"),
        ("UU ITE pasal 27", "uu-11-2008"),
        ("PP No. 53 th 2010", "pp-53-2010"),
        ("PP 53/2010", "pp-53-2010"),
        ("Peraturan Pemerintah Nomor 53 Tahun 2010", "pp-53-2010"),
        ("menurut PP tahun 2010", "pp-53-2010"),
        ("Perbup SPBE", "perbup-arunika-12-2021"),
        ("Perbup 12/2021", "perbup-arunika-12-2021"),
        ("Perbup SPBE 12/2021", "perbup-arunika-12-2021"),
        ("perda parkir Surabaya", "perda-kota-surabaya-3-2018"),
        ("UU Keterbukaan Informasi", "uu-14-2008"),
    ],
)
def test_a_document_is_known_by_any_name(said, meant):
    assert named_documents(said, DOCUMENTS).documents == (meant,)


@pytest.mark.parametrize(("said", "name"), [("UU 27/2022", "UU Nomor 27 Tahun 2022"), ("Perbup Pelalawan 12/2021", "Perbup Pelalawan Nomor 12 Tahun 2021")])
def test_what_is_not_there_is_named_as_missing(said, name):
    named = named_documents(said, DOCUMENTS)
    assert named.documents == ()
    assert len(named.missing) == 1
    assert all(word in named.missing[0] for word in (name.split()[0], "Nomor", name.split()[-1]))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Apa beda A dengan B?", "comparison"),
        ("Berapa lama prosesnya?", "duration"),
        ("Siapa yang menetapkan?", "who"),
        ("Apa itu PPID?", "definition"),
        ("Apa saja tugasnya?", "list"),
        ("Bagaimana cara mengajukan?", "procedure"),
        ("Apakah wajib?", "yesno"),
        ("How many working days?", "duration"),
        ("Apa hukumannya kalau telat lapor?", "sanction"),
        ("contoh surat permohonan informasi", "form"),
        ("umur berapa boleh jadi anggota?", "age"),
        ("link pendaftaran di mana?", "contact"),
        ("alamat situs PPID apa?", "contact"),
    ],
)
def test_kinds_of_questions(said, kind):
    assert kind in understand(said, DOCUMENTS).kinds


@pytest.mark.parametrize("said", ["siapa pengelola alamat situs pemerintah?", "Who runs the emergency hotline?", "kapan nomor telepon darurat mulai dipakai?"])
def test_what_is_asked_about_an_address_or_a_number_is_not_the_address(said):
    assert "contact" not in understand(said, DOCUMENTS).kinds


def test_a_follow_up_goes_on_with_the_document_before():
    asked = understand("kalau ayat (2)?", DOCUMENTS, context="Apa isi Pasal 7 UU KIP?")
    assert asked.named.documents == ("uu-14-2008",)
