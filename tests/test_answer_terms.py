"""Two terms beside each other, on the sample documents."""

import pytest

from answer.ask import ask, prepared
from answer.mentions import says_name
from answer.sides import Side, Sides, sides
from answer.terms import compare_terms, named
from ui import comparing


@pytest.fixture
def base(sample):
    found = prepared(sample)
    found.refresh()
    return found


def cells(answer, aspect):
    row = next(row for row in answer.comparison.rows if row.aspect == aspect)
    return row.left.text, row.right.text


def test_each_side_gets_its_own_definition_and_its_own_provisions(sample):
    answer = ask("Apa beda Forum Smart City dengan Dewan Smart City?", sample)
    forum, council = cells(answer, "Pengertian")
    assert forum.startswith("12. Forum Smart City adalah")
    assert council.startswith("11. Dewan Smart City adalah")
    forum, council = cells(answer, "Ketentuan")
    assert "Forum Smart City" in forum
    assert "Dewan Smart City" not in forum
    assert "Dewan Smart City" in council
    assert "Forum Smart City" not in council


def test_a_table_that_sets_the_terms_beside_each_other_gives_the_rows(sample):
    answer = ask("Tim Koordinasi SPBE sama Dewan Smart City bedanya apa?", sample)
    assert [row.aspect for row in answer.comparison.rows][1:4] == ["Ketua", "Urusan", "Rapat"]
    assert cells(answer, "Rapat") == ("Paling sedikit 1 kali dalam 3 bulan", "Paling sedikit 2 kali dalam 1 tahun")


def test_a_term_of_a_repealed_text_is_described_by_that_text_and_the_answer_says_so(sample):
    answer = ask("Apa perbedaan Tim Pengembangan e-Government dengan Tim Koordinasi SPBE?", sample)
    old, _ = cells(answer, "Ketentuan")
    assert "Tim Pengembangan e-Government" in old
    assert any("Nomor 34 Tahun 2016 sudah dicabut" in note for note in answer.notes)


def test_definitions_of_one_document_are_preferred(sample):
    answer = ask("Apa beda Arsitektur SPBE dan Peta Rencana SPBE?", sample)
    row = answer.comparison.rows[0]
    cited = {c.marker: c.document_id for c in answer.citations}
    assert {cited[m] for m in (*row.left.markers, *row.right.markers)} == {"perbup-arunika-12-2021"}


def test_only_the_topic_of_two_terms_is_compared_where_one_is_given(base):
    _, table = compare_terms(base, Sides(Side("Tim Koordinasi SPBE", ()), Side("Dewan Smart City", ()), "tugas"))
    (row,) = table.rows
    assert row.aspect == "Tugas"
    assert "Tim Koordinasi SPBE mempunyai tugas" in row.left.text
    assert "Dewan Smart City mempunyai tugas" in row.right.text


def test_two_terms_chosen_on_the_screen_are_compared_as_terms(sample):
    offered = comparing.terms(sample)
    answer = comparing.compare_sides(sample, offered, "tim koordinasi spbe", "dewan smart city")
    assert [row.aspect for row in answer.comparison.rows][:2] == ["Pengertian", "Ketua"]


def test_a_number_is_no_definition(base):
    assert not base.definitions("masa kerja Tim Koordinasi SPBE")


def test_that_there_is_a_difference_says_nothing_of_it(sample):
    answer = ask("Apa beda master plan TIK dan master plan smart city?", sample)
    assert "Rencana Induk TIK berisi penerapan pemerintahan elektronik" in answer.citations[0].quote


def test_terms_named_in_english_are_compared_by_their_indonesian_definitions(sample):
    answer = ask("What is the difference between the SPBE architecture and the SPBE roadmap?", sample)
    assert answer.kind == "comparison"
    architecture, roadmap = cells(answer, "Pengertian")
    assert architecture.startswith("12. Arsitektur SPBE Daerah adalah")
    assert roadmap.startswith("13. Peta Rencana SPBE Daerah adalah")


def test_the_end_of_the_first_name_gives_way_to_a_shorter_second(base):
    left, right = named(base, Sides(Side("domain arsitektur", ()), Side("referensi", ())))
    assert (left.name, right.name) == ("domain arsitektur", "referensi")  # "domain referensi" is said nowhere
    _, right = named(base, Sides(Side("jalur SPBE", ()), Side("smart city", ())))
    assert right.name == "smart city"
    _, right = named(base, Sides(Side("Arsitektur SPBE Daerah", ()), Side("nasional", ())))
    assert right.name == "Arsitektur SPBE nasional"


def test_what_follows_a_term_is_no_part_of_it(base):
    _left, right = named(base, Sides(Side("Koordinator SPBE", ()), Side("Tim Koordinasi SPBE dalam perbup, yang mana ketuanya", ())))
    assert right.name == "Tim Koordinasi SPBE"


def test_a_term_that_nothing_says_is_not_found(base):
    _, table = compare_terms(base, Sides(Side("Dewan Smart City", ()), Side("sertifikat halal", ())))
    assert all(row.right.text == "tidak ditemukan" and not row.right.markers for row in table.rows)


def test_words_of_a_name_all_over_a_text_are_no_name(base):
    assert says_name(base, "informasi berkala", "mengumumkan informasi secara berkala")
    assert not says_name(base, "informasi berkala", "dokumentasi dan informasi hukum kepada anggota, serta pemantauan secara berkala")
    assert says_name(base, "Rencana Induk TIK", "Master plan TIK disusun Diskominfo")


def test_a_concept_is_a_term_even_where_a_title_says_its_words(base):
    documents = base.library.documents()
    assert not sides("Apa beda smart city dan e-government?", documents).documents
    assert sides("Apa beda masterplan smart city dan rencana induk TIK?", documents).documents


def test_a_part_of_an_english_term_is_not_the_term(sample):
    assert ask("What is a data centre?", sample).kind == "definition"
    assert ask("What is the price of a data centre?", sample).kind != "definition"
