"""What is asked is told apart from the names of the documents in which it is asked."""

import pytest

from answer.bare import bare
from answer.naming import named_documents
from answer.question import understand
from answer.rerank import Ranked
from answer.retrieve import answering
from index.candidates import Scored
from index.values import Passage
from ingest.values import PolicyDocument


def document(document_id, title, form=None, number=None, year=None, region="Kabupaten Contoh"):
    return PolicyDocument(document_id, "regulation" if form else "masterplan", title, f"{document_id}.pdf", "0", 1, form=form, number=number, year=year, region=region)


RULE = document("perbup-contoh-12-2021", "Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik", "Perbup", "12", 2021)
LOCAL = document("perda-contoh-5-2020", "Penyelenggaraan Kabupaten Cerdas", "Perda", "5", 2020)
DECISION = document("kepbup-contoh-188.45-214-hk-2022", "Pembentukan Dewan Smart City", "Kepbup", "188.45/214/HK/2022", 2022)
PLAN = document("rencana-induk-tik-contoh", "Rencana Induk Teknologi Informasi dan Komunikasi")
CITY = document("masterplan-contoh", "Masterplan Smart City")
ALL = (RULE, LOCAL, DECISION, PLAN, CITY)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("berapa lama salinan cadangan disimpan menurut perbup 12/2021?", "berapa lama salinan cadangan disimpan?"),
        ("Dalam Peraturan Bupati Contoh Nomor 12 Tahun 2021, siapa penanggung jawab keamanan?", "siapa penanggung jawab keamanan?"),
        ("perbup 12/2021, pusat pemulihan datanya ada di kota mana?", "pusat pemulihan datanya ada di kota mana?"),
        ("pelatihan admin diadakan di mana, perbup spbe 12/2021?", "pelatihan admin diadakan di mana?"),
        ("Under Perbup Contoh 12/2021, who approves a new application?", "who approves a new application?"),
        ("Kapan laporan diumumkan menurut Perda Penyelenggaraan Kabupaten Cerdas Nomor 5 Tahun 2020?", "Kapan laporan diumumkan?"),
        ("honor anggota Dewan Smart City berapa, SK 188.45/214/HK/2022?", "honor anggota Dewan Smart City berapa?"),
        ("target indeks tahun 2026 berapa di rencana induk TIK Contoh?", "target indeks tahun 2026 berapa?"),
        ("Kapan kajian selesai dalam Masterplan Smart City Kabupaten Contoh 2022–2031?", "Kapan kajian selesai?"),
    ],
)
def test_names_are_left_out_with_what_leads_to_them(question, asked):
    assert understand(question, ALL).bare == asked


@pytest.mark.parametrize("question", ["Siapa ketua Dewan Smart City?", "apa isi perbup 12/2021?", "Apa tugas tim koordinasi?", "rencana induk TIK itu apa?"])
def test_a_question_that_would_lose_its_words_stays_as_it_is(question):
    assert understand(question, ALL).bare == question


def test_no_document_is_named_no_word_is_left_out():
    assert bare("kapan laporan diumumkan menurut perda 5/2020?", ()) == "kapan laporan diumumkan menurut perda 5/2020?"


@pytest.mark.parametrize(
    "question",
    ["biayanya dari mana, SK 188.45/214/HK/2022", "biayanya dari mana, lihat SK Bupati 188.45/214/2022", "biayanya dari mana menurut Keputusan Bupati Nomor 188.45/214/HK/2022"],
)
def test_a_decision_is_known_by_its_number(question):
    named = named_documents(question, ALL)
    assert (named.documents, named.missing) == ((DECISION.document_id,), ())


def test_another_number_is_not_taken_for_it():
    assert named_documents("biayanya dari mana, SK 188.45/215/HK/2022", ALL).documents == ()


def test_words_of_a_title_are_no_place():
    question = understand("Kapan laporan diumumkan menurut Perda Penyelenggaraan Kabupaten Cerdas Nomor 5 Tahun 2020?", ALL)
    assert (question.places.unknown, question.foreign) == ((), frozenset())


def test_what_a_question_asks_of_a_document_is_answered_from_it():
    def found(document_id, score):
        return Ranked(Scored(0, Passage(f"{document_id}#1", document_id, (), "teks", 0, 4, "Judul", "Pasal 1", 1, 1), 0.0, 0.9), score, {})

    ranked = [found("perda-contoh-5-2020", 0.9), found("perbup-contoh-12-2021", 0.8)]
    assert answering(understand("kapan audit diadakan menurut perbup 12/2021?", ALL), ranked) == ranked[1:]
    assert answering(understand("kapan audit keamanan diadakan?", ALL), ranked) == ranked
    assert answering(understand("kapan audit diadakan menurut perbup 12/2021?", ALL), ranked[:1]) == ranked[:1]  # nothing of it was found
