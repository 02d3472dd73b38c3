"""The logic of Tanya, Pasal and Bandingkan, drawn without a browser."""

import datetime
import json
import re

import pytest

import ui.state
from index.database import BaseError
from tests.screens import HOSTILE, app, base, drawn, screen
from ui.feedback import FILE_NAME, record, save
from ui.tanya import known_examples

QUESTION = "Apa isi Pasal 1 Perbup Arunika 1/2018?"


@pytest.fixture
def at(monkeypatch, tmp_path):
    base(tmp_path)
    known_examples.clear()
    made = app(monkeypatch, tmp_path)
    made.run()
    assert not made.exception
    return made


def ask(at, question):
    at.text_input(key="question").set_value(question)
    at.button(key="FormSubmitter:ask-Tanyakan").click().run()
    assert not at.exception
    return at


def test_examples_are_of_the_base_at_hand(at):
    words = [b.label.replace("\\", "") for b in at.button if b.key and b.key.startswith("example-")]
    assert any("Perbup" in w for w in words)
    assert not any("Perda 5/2020" in w for w in words)


def test_an_answer_has_a_marker_and_a_card_for_each_citation(at):
    shown = drawn(ask(at, QUESTION))
    assert 'data-act="marker:1" data-to="sumber-1"' in shown
    assert 'id="sumber-1"' in shown
    assert "halaman 1" in shown


def test_what_documents_and_visitors_write_is_never_markup(at):
    ask(at, f"Pasal 1 Perbup Arunika 3/2023 {HOSTILE}")
    shown = drawn(at)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **tebal** $x^2$ :red[merah] [klik](http://x.example)" in shown
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    readers = [*at.markdown, *at.warning, *at.error, *at.info, *at.caption, *at.subheader, *at.title]
    assert not [e.value for e in readers if "tebal" in e.value or "alert(1)" in e.value]
    ask(at, QUESTION)  # now the hostile question is in the history, on a button, whose label is Markdown
    label = next(b.label for b in at.button if b.key == "history-0")
    assert "\\*\\*tebal" in label
    assert "\\:red\\[" in label
    assert "\\$x" in label
    assert "](http" not in label.replace("\\]", "")


def test_a_refusal_says_what_was_searched_and_what_is_nearest(at):
    shown = drawn(ask(at, "Pasal 9 Perbup Arunika 2/2022"))
    assert "Pasal 9 tidak ada" in shown
    assert "3 dokumen, 7 bagian, tanpa saringan" in shown
    assert "Lihat halaman [1]" in shown


def test_filters_are_said_above_the_answer_and_cleared_at_once(at):
    ask(at, QUESTION)
    at.multiselect(key="filter-years").set_value([2018]).run()
    assert "Saringan aktif: Tahun 2018" in drawn(at)
    at.button(key="clear-filters").click().run()
    assert not at.exception
    assert "Saringan aktif" not in drawn(at)


def test_a_follow_up_says_its_context_and_lets_it_go(at):
    ask(at, "Apa isi Pasal 2 Perbup Arunika 1/2018?")
    ask(at, "Kalau Pasal 3?")
    assert "Dibaca sebagai lanjutan dari: “Apa isi Pasal 2 Perbup Arunika 1/2018?”" in drawn(at)
    assert "Pembiayaan dari APBD." in drawn(at)
    at.button(key="drop-context").click().run()
    assert not at.exception
    assert "Dibaca sebagai lanjutan" not in drawn(at)


def test_the_history_goes_back_to_a_question(at):
    ask(at, QUESTION)
    ask(at, "Pasal 3 Perbup Arunika 1/2018")
    at.button(key="history-0").click().run()
    assert at.text_input(key="question").value == QUESTION


def test_the_address_asks_again_when_another_screen_wrote_it(at):
    ask(at, QUESTION)
    at.query_params["q"] = "Pasal 3 Perbup Arunika 1/2018"
    at.run()
    assert "Pembiayaan dari APBD." in drawn(at)
    ask(at, QUESTION)
    assert QUESTION in at.query_params["q"]


def test_a_new_question_begins_with_the_examples(at):
    ask(at, QUESTION)
    at.button(key="new-question").click().run()
    assert not at.exception
    assert any(b.key and b.key.startswith("example-") for b in at.button)
    assert "q" not in at.query_params


def test_a_source_leads_to_the_screen_of_its_clause(at):
    assert 'data-act="open:perbup-arunika-1-2018#pasal_1"' in drawn(ask(at, QUESTION))


def test_a_rating_is_kept_in_the_folder_of_the_base(at, tmp_path):
    ask(at, QUESTION)
    answer = at.session_state["answer"][1]
    save(tmp_path, record(answer, False, " kurang lengkap ", datetime.datetime(2024, 1, 2)))
    save(tmp_path, record(answer, True, "", datetime.datetime(2024, 1, 3)))
    lines = [json.loads(line) for line in (tmp_path / FILE_NAME).read_text(encoding="utf-8").splitlines()]
    assert [line["good"] for line in lines] == [False, True]
    assert lines[0]["reason"] == "kurang lengkap"
    assert lines[0]["citations"][0]["document_id"].startswith("perbup-arunika")
    at.run()
    assert "Unduh penilaian (JSONL)" in [button.label for button in at.sidebar.get("download_button")]


def test_a_base_that_cannot_be_read_is_told_in_words(monkeypatch, tmp_path):
    def broken(folder):
        raise BaseError("basis sedang dipakai program lain.")

    for name in ("tanya", "pasal", "bandingkan"):
        at = screen(monkeypatch, tmp_path, name)
        monkeypatch.setattr(ui.state, "Library", broken)
        ui.state.library.clear()
        at.run()
        assert not at.exception
        assert "basis sedang dipakai program lain." in drawn(at)


@pytest.fixture
def pasal(monkeypatch, tmp_path):
    base(tmp_path)
    made = screen(monkeypatch, tmp_path, "pasal")
    made.query_params["d"] = "perbup-arunika-2-2022"
    made.run()
    assert not made.exception
    return made


def open_place(at, place):
    at.text_input(key="clause-wanted").set_value(place)
    next(b for b in at.button if b.label == "Buka").click().run()
    assert not at.exception
    return drawn(at)


def test_pasal_opens_what_is_typed_and_marks_it_in_the_outline(pasal):
    shown = open_place(pasal, "Pasal 2")
    assert '<h2 id="klausa" tabindex="-1">Pasal 2</h2>' in shown
    assert re.search(r'data-act="clause:pasal_2"[^>]* aria-current="true">Pasal 2<', shown)
    assert "Sekretaris Daerah" in shown


def test_pasal_goes_to_the_document_that_is_typed(pasal):
    shown = open_place(pasal, "Pasal 2 Perbup Arunika 1/2018")
    assert "oleh Bupati selama lima tahun" in shown
    assert pasal.session_state["clause-document"] == "perbup-arunika-1-2018"


def test_pasal_says_what_there_is_instead(pasal):
    shown = open_place(pasal, "Pasal 12 ayat (2)")
    assert "Pasal 12 ayat (2) tidak ada: Perbup Kabupaten Arunika Nomor 2 Tahun 2022 memiliki Pasal 1 sampai Pasal 3." in shown


def test_references_lead_both_ways(pasal):
    shown = open_place(pasal, "Pasal 1")
    assert 'data-act="go:perbup-arunika-1-2018#pasal_2"' in shown  # refers to
    assert 'data-act="go:perbup-arunika-2-2022#pasal_3"' in shown  # within the document
    assert "uu-25-2009 (tidak ada di dalam basis)" in shown
    there = open_place(pasal, "Pasal 2 Perbup Arunika 1/2018")
    assert 'data-act="go:perbup-arunika-2-2022#pasal_1"' in there  # is referred to


@pytest.fixture
def bandingkan(monkeypatch, tmp_path):
    base(tmp_path)
    made = screen(monkeypatch, tmp_path, "bandingkan")
    made.run()
    assert not made.exception
    return made


def compare(at, left, right, topic=""):
    boxes = {box.label: box for box in at.selectbox}
    boxes["Sisi pertama"].set_value(left)
    boxes["Sisi kedua"].set_value(right)
    next(box for box in at.text_input if box.label.startswith("Hanya soal")).set_value(topic)
    next(b for b in at.button if b.label == "Bandingkan").click().run()
    assert not at.exception
    return drawn(at)


def test_every_cell_of_a_comparison_is_cited_or_says_that_nothing_is_found(bandingkan):
    shown = compare(bandingkan, "perbup-arunika-1-2018", "perbup-arunika-2-2022", "pembiayaan")
    cells = re.findall(r"<td>(.*?)</td>", shown, re.DOTALL)
    assert cells
    assert all('data-act="marker:' in cell or "tidak ditemukan" in cell for cell in cells)


def test_a_thing_is_not_compared_with_itself(bandingkan):
    assert "Pilih dua hal yang berbeda." in compare(bandingkan, "perbup-arunika-1-2018", "perbup-arunika-1-2018")


def test_two_versions_mark_changed_words_by_more_than_colour(bandingkan):
    bandingkan.radio(key="compare-mode").set_value("by_versions").run()
    bandingkan.selectbox(key="version-pair").set_value(("perbup-arunika-1-2018", "perbup-arunika-2-2022")).run()
    assert not bandingkan.exception
    shown = drawn(bandingkan)
    assert re.search(r"<del>[^<]*Bupati", shown)
    assert re.search(r"<ins>[^<]*Sekretaris Daerah", shown)
    assert "1 berubah" in shown
