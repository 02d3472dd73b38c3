"""What a question compares, and the tables it gets: aspects, one topic, terms, two versions."""

import pytest

from answer.ask import ask
from answer.sides import sides
from ingest.values import PolicyDocument


def document(document_id, title, kind="regulation", **known):
    return PolicyDocument(document_id, kind, title, f"{document_id}.pdf", "0", 1, region="Kabupaten Contoh", **known)


PLAN = document("rencana-induk-tik-contoh", "Rencana Induk Teknologi Informasi dan Komunikasi", "master_plan")
CITY = document("masterplan-smart-city-contoh", "Masterplan Smart City", "master_plan")
OLD = document("perbup-contoh-4-2016", "Pedoman Surat", form="Perbup", number="4", year=2016)
NEW = document("perbup-contoh-9-2021", "Penyelenggaraan SPBE", form="Perbup", number="9", year=2021)
DOCUMENTS = [PLAN, CITY, OLD, NEW]


@pytest.mark.parametrize(
    ("question", "left", "right", "topic"),
    [
        ("Apa beda master plan TIK dan master plan smart city?", PLAN, CITY, ""),
        ("Bandingkan jangka waktu dan pembiayaan Rencana Induk TIK Contoh dengan Masterplan Smart City Contoh", PLAN, CITY, "jangka waktu dan pembiayaan"),
        ("Compare the indicators of the ICT master plan with those of the smart city masterplan", PLAN, CITY, "indicators"),
        ("Bandingkan batas waktu lapor insiden di Perbup 4/2016 dan Perbup 9/2021", OLD, NEW, "batas waktu lapor insiden"),
        ("Apa beda aturan pembaruan situs web di perbup 2016 dan perbup 2021?", OLD, NEW, "pembaruan situs web"),
    ],
)
def test_two_documents_and_what_of_them(question, left, right, topic):
    found = sides(question, DOCUMENTS)
    assert (found.left.documents, found.right.documents) == ((left.document_id,), (right.document_id,))
    assert found.topic == topic


@pytest.mark.parametrize(
    ("question", "left", "right"),
    [
        ("Tim Koordinasi SPBE sama Dewan Kota bedanya apa?", "Tim Koordinasi SPBE", "Dewan Kota"),
        ("Apa perbedaan arsitektur dengan peta rencana?", "arsitektur", "peta rencana"),
    ],
)
def test_two_terms(question, left, right):
    found = sides(question, DOCUMENTS)
    assert (found.left.name, found.right.name, found.documents) == (left, right, False)


def test_nothing_to_compare_gives_no_sides():
    assert sides("apa bedanya?", DOCUMENTS) is None


def test_two_versions_are_a_table_of_pasal(sample):
    answer = ask("Apa yang berubah dari Perbup 12/2021 ke Perbup 27/2023?", sample)
    assert answer.kind == "comparison"
    assert [row.aspect for row in answer.comparison.rows][:3] == ["Pasal 8 (berubah)", "Pasal 21 (berubah)", "Pasal 22A (baru)"]
    new = answer.comparison.rows[2]
    assert new.left.text == "tidak ditemukan"
    assert "22A" in new.right.text


def test_one_amending_act_is_enough_to_ask_what_changed(sample):
    asked = ask("Pasal apa saja yang diubah Perbup 27/2023?", sample)
    assert asked.comparison.left.startswith("Perbup Kabupaten Arunika Nomor 12 Tahun 2021")


def test_only_the_aspects_that_a_question_names_are_compared(sample):
    answer = ask("Bandingkan jangka waktu dan pembiayaan Rencana Induk TIK Arunika dengan Masterplan Smart City Arunika", sample)
    assert [row.aspect for row in answer.comparison.rows] == ["Jangka waktu", "Pembiayaan"]
    assert all(side.markers for row in answer.comparison.rows for side in (row.left, row.right))


def test_terms_are_compared_by_their_own_definitions(sample):
    answer = ask("Apa beda Arsitektur SPBE dan Peta Rencana SPBE?", sample)
    first = answer.comparison.rows[0]
    assert first.aspect == "Pengertian"
    assert "kerangka dasar" in first.left.text
    assert "arah dan langkah" in first.right.text
