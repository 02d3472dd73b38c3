"""Losslessness: whatever the marks, clauses and furniture together give every character of every page back, and runs are verbatim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import regulation
from ingest.furniture import mark_furniture
from ingest.lines import all_lines
from ingest.structure import KINDS, Mark, build
from tests.lawtext import typeset

PIECES = st.sampled_from(
    ("Pasal 1", "Pasal 2.", "BAB I", "(1) Setiap orang", "a. peme-", "rintah daerah;", "- 3 -", "Menimbang : a. bahwa", "MEMUTUSKAN:", "perlu", "undang-", "undang", "LAMPIRAN", "1.", "é ﬁ — “kutip”")
)  # fmt: skip
PAGES = st.lists(st.lists(PIECES, max_size=8).map("\n".join), min_size=1, max_size=4).map("\f".join)


def given_back(pages, lines, clauses):
    """The pages with every character that stands in no run and in no furniture line replaced by NUL; joints of lines left out."""
    rest = {page.number: ["\0" if c != "\n" and c != " " else c for c in page.text] for page in pages}
    text = {page.number: page.text for page in pages}
    for line in lines:
        if line.furniture:
            rest[line.page][line.start : line.end] = text[line.page][line.start : line.end]
    for clause in clauses:
        for run in clause.runs:
            assert clause.text[run.start : run.start + run.length] == text[run.page][run.page_start : run.page_start + run.length]
            rest[run.page][run.page_start : run.page_start + run.length] = text[run.page][run.page_start : run.page_start + run.length]
    return {number: "".join(letters) for number, letters in rest.items()}


def same_but_hyphens(back, pages):
    for page in pages:
        for said, got in zip(page.text, back[page.number], strict=True):
            assert got == said or (got == "\0" and said == "-")


@settings(deadline=None, max_examples=200)
@given(PAGES, st.data())
def test_any_marks_lose_nothing(text, data):
    pages = typeset(text)
    lines = all_lines(pages)
    lines = [replace(line, furniture=data.draw(st.booleans())) if line.text == "- 3 -" else line for line in lines]
    places = [(i, at) for i, line in enumerate(lines) for at in (0, len(line.text) // 2)]
    chosen = sorted(set(data.draw(st.lists(st.sampled_from(places), max_size=8)))) if places else []
    kinds = st.sampled_from(sorted(KINDS))
    marks = [Mark(i, data.draw(kinds), data.draw(st.integers(0, 9)), str(n % 3), at=at) for n, (i, at) in enumerate(chosen)]
    clauses = build("uji", lines, marks)
    same_but_hyphens(given_back(pages, lines, clauses), pages)
    assert len({clause.eid for clause in clauses}) == len(clauses)
    order = [clause.eid for clause in clauses]
    assert all(parent in order[:k] for k, clause in enumerate(clauses) for parent in clause.parents)


@settings(deadline=None, max_examples=200)
@given(PAGES)
def test_the_grammar_of_regulations_takes_any_lines_and_loses_nothing(text):
    pages = typeset(text)
    lines = mark_furniture(all_lines(pages), pages)
    if not any(not line.furniture for line in lines):
        return
    marks, _, _ = regulation.marks(lines)
    clauses = build("uji", lines, marks)
    assert clauses
    same_but_hyphens(given_back(pages, lines, clauses), pages)


def test_marks_out_of_order_are_refused():
    lines = all_lines(typeset("Pasal 1\nPasal 2"))
    with pytest.raises(ValueError, match="order"):
        build("uji", lines, [Mark(1, "pasal", 1, "2"), Mark(0, "pasal", 1, "1")])
