"""The logic of Orientasi, Istilah and Dokumen, drawn without a browser."""

import json

import pytest

import ui.state
from answer.orientation import links, works
from ingest.catalogue import Entry
from ingest.fetch import Fetched
from tests.bases import library, reading
from tests.screens import HOSTILE, base, drawn, screen
from ui import dokumen_fetch, library_path, progress
from ui.dokumen_changes import said_of
from ui.dokumen_table import documents_by_year, in_short, pages_by_form, rows, table
from ui.plain import plain
from ui.relation_map import dot
from ui.texts import TEXTS


@pytest.fixture(autouse=True)
def fresh():
    for kept in (library_path.learning_path, library_path.entries, library_path.questions):
        kept.clear()


def opened(monkeypatch, folder, name):
    at = screen(monkeypatch, folder, name).run()
    assert not at.exception
    return at


@pytest.fixture
def defined(tmp_path):
    """Two regulations that define one term differently and another one alike, and a third with a hostile term."""
    made = library(tmp_path)
    spbe = "Sistem Pemerintahan Berbasis Elektronik yang selanjutnya disingkat SPBE adalah {} layanan."
    common = {"form": "Perbup", "region": "Kabupaten Arunika", "title": "SPBE"}
    for number, kind in ((1, "cara memberi"), (2, "tata kelola")):
        texts = [spbe.format(kind), "Walidata adalah perangkat daerah yang menjaga data."]
        made.add(reading(f"perbup-arunika-{number}-202{number}", texts, number=str(number), year=2020 + number, **common), f"/{number}.pdf")
    made.add(reading("perbup-arunika-3-2023", [f"Istilah jahat adalah {HOSTILE} yang panjang."], number="3", year=2023, **common), "/3.pdf")
    made.checkpoint()
    return tmp_path


def test_differing_definitions_stand_side_by_side_and_equal_ones_once(monkeypatch, defined):
    at = opened(monkeypatch, defined, "istilah")
    shown = drawn(at)
    assert "Sistem Pemerintahan Berbasis Elektronik (SPBE)" in shown
    assert "2 bunyi definisi yang berbeda" in shown
    assert shown.count("menjaga data") == 1
    assert shown.count("Perbup Kabupaten Arunika Nomor 2 Tahun 2022") >= 2
    at.toggle(key="term-differing").set_value(True).run()
    assert "Walidata" not in drawn(at)


def test_a_term_is_found_by_its_abbreviation_and_by_its_letter(monkeypatch, defined):
    at = opened(monkeypatch, defined, "istilah")
    at.text_input(key="term").set_value("spbe").run()
    assert "Walidata" not in drawn(at)
    at.text_input(key="term").set_value("").run()
    at.segmented_control(key="letter").set_value("W").run()
    assert "Walidata" in drawn(at)
    assert "Sistem Pemerintahan" not in drawn(at)


def test_a_hostile_definition_is_shown_and_never_obeyed(monkeypatch, defined):
    at = opened(monkeypatch, defined, "istilah")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **tebal**" in drawn(at)
    assert "<script>alert" not in drawn(at)


def test_all_terms_can_be_paged_through(monkeypatch, tmp_path):
    made = library(tmp_path)
    made.add(reading("perbup-1-2020", [f"Istilah nomor {chr(65 + i)} adalah arti ke-{i} dari kata itu." for i in range(20)]), "/1.pdf")
    at = opened(monkeypatch, tmp_path, "istilah")
    first = drawn(at)
    at.get("pagination")  # drawn, since there are two pages
    at.session_state["terms-page"] = 2
    second = drawn(at.run())
    assert first.count("class='term'") == 15
    assert second.count("class='term'") == 5
    assert not {line for line in first.splitlines() if "class='term'" in line} & {line for line in second.splitlines() if "class='term'" in line}


def test_what_is_ticked_is_kept_in_the_base_and_can_be_cleared(monkeypatch, tmp_path):
    base(tmp_path)
    at = opened(monkeypatch, tmp_path, "orientasi")
    at.checkbox(key="done-map").check().run()
    assert json.loads((tmp_path / progress.FILE_NAME).read_text(encoding="utf-8")) == ["map"]
    again = opened(monkeypatch, tmp_path, "orientasi")
    assert again.checkbox(key="done-map").value
    next(b for b in again.button if b.label == "Hapus semua tanda kemajuan").click().run()
    assert json.loads((tmp_path / progress.FILE_NAME).read_text(encoding="utf-8")) == []


def test_a_read_only_base_keeps_progress_in_the_session_only(monkeypatch, tmp_path):
    base(tmp_path)
    monkeypatch.setenv("RUJUKAN_READ_ONLY", "1")
    at = opened(monkeypatch, tmp_path, "orientasi")
    at.checkbox(key="done-map").check().run()
    assert at.checkbox(key="done-map").value
    assert not (tmp_path / progress.FILE_NAME).exists()


def test_a_broken_progress_file_is_no_progress(monkeypatch, tmp_path):
    base(tmp_path)
    (tmp_path / progress.FILE_NAME).write_text('{"bukan": "daftar"}', encoding="utf-8")
    assert not opened(monkeypatch, tmp_path, "orientasi").checkbox(key="done-map").value


def test_the_reading_order_says_why(monkeypatch, tmp_path):
    base(tmp_path)
    at = screen(monkeypatch, tmp_path, "orientasi")
    at.session_state["step"] = "reading"
    shown = drawn(at.run())
    assert "Menggantikan Perbup Arunika 1/2018." in shown
    assert "Sudah dicabut oleh Perbup Arunika 2/2022; cukup diketahui sebagai riwayat." in shown


def test_the_map_shows_every_relation_and_escapes_what_documents_say(tmp_path):
    made = library(tmp_path)
    made.add(reading("pp-1-2020", ["Isi."], form="PP", number="1", year=2020, title='A" -> b [label=<x>] \\N <script>'), "/1.pdf")
    made.add(reading("pp-2-2021", ["Isi."], relations=[("mengubah", "pp-1-2020")], form="PP", number="2", year=2021), "/2.pdf")
    among = works(made)
    text = dot(among, links(made, among), dark=False)
    assert text.count(" -> ") == 1
    assert "&lt;script&gt;" in text
    assert "<script>" not in text
    assert "w0 -> w1" in text


def test_the_table_tells_how_well_each_document_was_read(tmp_path):
    made = base(tmp_path)
    made.add(reading("perbup-arunika-2-2022", ["Isi lain."], number="2", year=2022, form="Perbup", region="Kabupaten Arunika", title="Penyelenggaraan SPBE"), "/lain.pdf")
    found = {row.document.document_id: row for row in rows(made)}
    assert found["perbup-arunika-1-2018"].status.status == "dicabut"
    assert in_short(found["perbup-arunika-2-2022-2"]) == ["sama dengan Perbup Kabupaten Arunika Nomor 2 Tahun 2022"]
    assert not found["perbup-arunika-2-2022-2"].healthy
    shown = table(list(found.values()))
    assert shown.count("<tr>") == 5
    assert shown.count("scope='col'") == 5


def test_statistics_count_pages_and_years(tmp_path):
    documents = base(tmp_path).documents()
    assert pages_by_form(documents) == [("Perbup", 5)]
    assert documents_by_year(documents) == [("2018", 1), ("2022", 1), ("2023", 1)]


def test_an_empty_base_says_what_to_do(monkeypatch, tmp_path):
    library(tmp_path)
    at = opened(monkeypatch, tmp_path, "dokumen")
    assert "Basis masih kosong" in at.info[0].value
    assert at.get("file_uploader")


def test_removing_is_said_and_can_be_undone(monkeypatch, tmp_path):
    made = base(tmp_path)
    at = screen(monkeypatch, tmp_path, "dokumen")
    at.session_state["documents-view"] = "remove"
    at.run()
    at.multiselect[0].set_value(["perbup-arunika-1-2018"])
    next(b for b in at.button if b.label == "Hapus").click().run()
    assert at.success[0].value == "Perbup Kabupaten Arunika Nomor 1 Tahun 2018 dihapus dari basis\\."
    assert made.document("perbup-arunika-1-2018") is None
    at.button(key="undo").click().run()
    assert not at.exception
    assert made.document("perbup-arunika-1-2018") is not None
    assert not [b for b in at.button if b.key == "undo"]


def test_a_base_that_another_program_writes_to_is_a_sentence(monkeypatch, tmp_path):
    made = base(tmp_path)
    at = screen(monkeypatch, tmp_path, "dokumen")
    at.session_state["documents-view"] = "remove"
    at.run()
    monkeypatch.setattr("index.database.LOCK_WAIT", 0.0)
    monkeypatch.setattr(ui.state.library().database, "writer", busy)
    at.multiselect[0].set_value(["perbup-arunika-1-2018"])
    next(b for b in at.button if b.label == "Hapus").click().run()
    assert not at.exception
    assert "sedang ditulis" in at.error[0].value
    assert made.document("perbup-arunika-1-2018") is not None


def busy(*_, **__):
    from index.database import BUSY, BaseBusy

    raise BaseBusy(BUSY)


def test_each_file_of_an_ingest_is_told_of(tmp_path):
    from ingest.values import IngestReport

    made = base(tmp_path)
    report = IngestReport(("perbup-arunika-1-2018",), ("perbup-arunika-2-2022",), (("rusak.pdf", "bukan PDF", 3),), (("perbup-arunika-1-2018", "ragu"),), ())
    kinds, sentences = zip(*said_of(made, report), strict=True)
    assert kinds == ("warning", "info", "error")
    assert "1 hal" in sentences[0]
    assert "sudah ada di basis" in sentences[1]
    assert sentences[2] == "rusak.pdf, halaman 3 tidak dapat dibaca: bukan PDF"


def test_what_is_fetched_is_read_and_what_fails_is_said(monkeypatch, tmp_path):
    base(tmp_path / "kb")
    good = tmp_path / "nota.md"
    good.write_text("# Nota\n\nIsi nota dinas.\n", encoding="utf-8")
    entries = tuple(Entry(f"uu-{n}-2001", "UU", str(n), 2001, "Contoh", "https://x.example/", f"https://x.example/{n}.pdf", None) for n in (1, 2))
    monkeypatch.setattr(dokumen_fetch.catalogue, "load", lambda *_: entries)
    results = [Fetched(entries[0], "baru", good), Fetched(entries[1], "gagal", None, "sambungan terputus ([Errno -2] Name or service not known)")]
    asked = []
    monkeypatch.setattr(dokumen_fetch, "fetch", lambda chosen, folder, progress: asked.extend(chosen) or results)
    at = screen(monkeypatch, tmp_path / "kb", "dokumen")
    at.session_state["documents-view"] = "add"
    at.run()
    assert not asked  # nothing is fetched by opening the screen
    at.multiselect[0].set_value(["uu-1-2001", "uu-2-2001"])
    next(b for b in at.button if b.label == "Unduh dan baca").click().run()
    assert not at.exception
    assert [entry.key for entry in asked] == ["uu-1-2001", "uu-2-2001"]
    assert "tidak ada sambungan" in at.error[0].value
    assert "Errno" not in at.error[0].value
    assert "masuk sebagai" in at.success[0].value


def test_plain_leaves_nothing_for_markdown_to_read():
    shown = plain("*a* [b](c) :red[d] $e$ <f> `g` ~h~ | # i\n- j")
    assert "\n" not in shown
    assert all(shown[i - 1] == "\\" for i, mark in enumerate(shown) if mark in "*[]():$<>`~|#-")


def test_every_text_is_there_in_both_languages():
    assert all(indonesian and english for indonesian, english in TEXTS.values())
