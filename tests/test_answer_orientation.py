"""The reading order, the glossary and the first questions: made bases for the rules, the sample documents for the whole."""

import pytest

from answer.ask import ask, prepared
from answer.glossary import citation, glossary, key_terms
from answer.orientation import Reason, links, reading_order, works
from answer.starters import Candidate, called, candidates, starters
from tests.bases import library, reading


def regulation(form, number, year, texts=("Isi.",), relations=(), region=None, title="Judul"):
    key = f"{form.lower()}-{number}-{year}"
    return reading(key, texts, relations=relations, form=form, number=str(number), year=year, region=region, title=title)


@pytest.fixture
def made(tmp_path):
    """A law, two that implement it, one that amends, one that repeals, one that says nothing of the others."""
    base = library(tmp_path)
    for one in (
        regulation("Permenkominfo", 5, 2020, relations=[("melaksanakan", "uu-11-2008"), ("merujuk", "uu-11-2008")]),
        regulation("Permenkominfo", 10, 2021, relations=[("mengubah", "permenkominfo-5-2020#pasal_1"), ("melaksanakan", "permenkominfo-5-2020")]),
        regulation("PP", 9, 2020, relations=[("melaksanakan", "uu-11-2008"), ("mencabut", "pp-1-1999"), ("melaksanakan", "uu-99-2099")]),
        regulation("PP", 1, 1999),
        regulation("UU", 11, 2008),
        regulation("UU", 40, 1999),
    ):
        base.add(one, f"/{one.document.document_id}.pdf")
    return base


def order(base):
    among = works(base)
    return reading_order(among, links(base, among))


def test_what_is_built_upon_comes_first_and_what_is_repealed_last(made):
    steps = order(made)
    assert [s.work.key for s in steps] == ["uu-11-2008", "pp-9-2020", "permenkominfo-5-2020", "permenkominfo-10-2021", "uu-40-1999", "pp-1-1999"]
    assert [s.part for s in steps] == ["core", "core", "core", "core", "alone", "history"]


def test_each_step_says_why_it_stands_there(made):
    why = {s.work.key: [(r.kind, [w.key for w in r.works]) for r in s.reasons] for s in order(made)}
    assert why["uu-11-2008"] == [("basis", ["pp-9-2020", "permenkominfo-5-2020"])]
    assert why["permenkominfo-10-2021"] == [("amends", ["permenkominfo-5-2020"])]
    assert why["pp-9-2020"] == [("implements", ["uu-11-2008"]), ("replaces", ["pp-1-1999"])]
    assert why["pp-1-1999"] == [("repealed", ["pp-9-2020"])]
    assert why["uu-40-1999"] == [("alone", [])]


def test_the_strongest_relation_of_a_pair_is_kept_with_its_evidence(made):
    found = {(link.source, link.target): link for link in links(made, works(made))}
    assert found["permenkominfo-10-2021", "permenkominfo-5-2020"].verb == "mengubah"
    assert found["permenkominfo-5-2020", "uu-11-2008"].verb == "melaksanakan"
    assert ("pp-9-2020", "uu-99-2099") not in found
    assert made.clause("pp-9-2020", found["pp-9-2020", "pp-1-1999"].evidence) is not None


def test_works_that_implement_each_other_do_not_stop_the_order(tmp_path):
    base = library(tmp_path)
    for key, other in (("pp-1-2001", "pp-2-2002"), ("pp-2-2002", "pp-1-2001")):
        form, number, year = key.split("-")
        base.add(regulation(form.upper(), number, int(year), relations=[("melaksanakan", other)]), f"/{key}.pdf")
    assert [s.work.key for s in order(base)] == ["pp-1-2001", "pp-2-2002"]


def test_chapters_of_one_work_are_one_step(tmp_path):
    base = library(tmp_path)
    for part in ("bab1", "bab2"):
        base.add(reading(f"rencana-{part}", [f"Isi {part}."], work="Rencana Induk Kota", title=f"Rencana Induk Kota: {part}"), f"/{part}.pdf")
    (step,) = order(base)
    assert step.work.name == "Rencana Induk Kota"
    assert len(step.work.documents) == 2
    assert step.work.pages == 2


def test_a_guide_for_newcomers_is_read_first(sample):
    steps = order(sample)
    assert steps[0].work.key == "buku-panduan-orientasi-pegawai-baru"
    assert steps[0].reasons == (Reason("intro"),)
    keys = [s.work.key for s in steps]
    assert keys.index("perda-kabupaten-arunika-5-2020") < keys.index("perbup-arunika-12-2021") < keys.index("perbup-arunika-27-2023")
    assert keys[-1] == "perbup-arunika-34-2016"


def test_the_glossary_puts_definitions_of_one_term_together(sample):
    base = prepared(sample)
    entries = {entry.term: entry for entry in glossary(base)}
    plan = entries["Rencana Induk Teknologi Informasi dan Komunikasi"]
    assert plan.short == "Rencana Induk TIK"
    assert "Rencana Induk TIK" not in entries
    assert plan.wordings >= 2
    assert plan.definitions[0].passage.document_id == "perbup-arunika-12-2021"
    assert not [term for term in entries if "?" in term or term.startswith("Yang ")]


def test_a_definition_is_cited_verbatim(sample):
    base = prepared(sample)
    for entry in glossary(base):
        for definition in entry.definitions:
            cited = citation(base, definition)
            assert cited.quote in definition.passage.text
            assert cited.page >= definition.passage.first_page


def test_key_terms_are_what_the_base_is_about(sample):
    base = prepared(sample)
    names = [entry.short or entry.term for entry in key_terms(base, glossary(base), 8)]
    assert "SPBE" in names
    assert "Masterplan Smart City" in names
    assert not {"Bupati", "Daerah", "Pemerintah Daerah", "Bappeda"} & set(names)


def test_ten_first_questions_are_answered_from_the_place_they_were_made_of(sample):
    base = prepared(sample)
    among = works(sample)
    known = links(sample, among)
    steps, terms = reading_order(among, known), key_terms(base, glossary(base), 12)
    found = starters(base, steps, known, terms)
    made_of = {c.question: c for c in candidates(sample, steps, known, terms)}
    assert len({s.question for s in found}) == 10
    for starter in found:
        assert starter.answer.level == "answered"
        assert made_of[starter.question].meets(ask(starter.question, sample))
    kinds = {s.answer.kind for s in found}
    assert {"definition", "comparison", "clause", "answer"} <= kinds


def test_an_answer_from_elsewhere_is_no_starter(sample):
    elsewhere = Candidate("Apa itu SPBE?", ("masterplan-smart-city-arunika-2022-2031",), ("bab_1",))
    assert not elsewhere.meets(ask(elsewhere.question, sample))


def test_a_base_without_terms_or_relations_still_has_an_order(tmp_path):
    base = library(tmp_path)
    base.add(reading("catatan", ["Isi tanpa hubungan."], title="Catatan"), "/catatan.pdf")
    (step,) = order(base)
    assert (step.part, step.reasons) == ("alone", (Reason("alone"),))
    assert called(step.work.first) == "Catatan"
    assert glossary(prepared(base)) == []
