"""The questions about the sample documents point at words that stand on the page they name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from corpus import layout_regulation
from corpus.build import HERE, layout_of, sources
from corpus.regulation_text import read_regulation
from eval.metrics import letters
from eval.questionset import load_questions

FILES = sorted((HERE.parent / "eval" / "questions").glob("sample-*.jsonl"))
KINDS = {
    "clause", "lookup", "definition", "list", "number", "duration", "date", "who", "procedure", "yesno", "overview", "compare",
    "unanswerable",
}  # fmt: skip
ROLES = {"official", "newcomer", "mentor"}


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory):
    """File name -> its pages' text; a scan's pages are laid out anew, before they become pictures."""
    folder = tmp_path_factory.mktemp("clean")

    @cache
    def texts(file: str) -> list[str]:
        pdf, source = HERE / file, sources()[file.removesuffix(".pdf")]
        if layout_of(source) == "scan":
            pdf = folder / file
            layout_regulation.lay_out(read_regulation(source.read_text(encoding="utf-8")), pdf)
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()

    return texts


def places(row: dict) -> Iterator[dict]:
    yield from [row, *row.get("also", [])] if row["doc"] else []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_snippet_begins_on_its_page(path: Path, pages) -> None:
    wrong = []
    for row in rows(path):
        for place in places(row):
            texts = pages(place["doc"])
            here, words = letters(texts[place["page"] - 1]), letters(place["answer_snippet"])
            if words not in here:
                wrong.append((row["id"], place["doc"], [n for n, text in enumerate(texts, 1) if words in letters(text)]))
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_pasal_named_is_in_the_document(path: Path, pages) -> None:
    for row in rows(path):
        for place in places(row):
            for number in re.findall(r"Pasal (\d+[A-Z]?|I{1,2})\b", place["pasal"] or ""):
                heading = re.compile(rf"^\s*Pasal {number}\.?\s*$", re.MULTILINE)
                assert any(heading.search(text) for text in pages(place["doc"])), (row["id"], number)


def test_questions_are_well_formed() -> None:
    everything = [row for path in FILES for row in rows(path)]
    assert len({row["id"] for row in everything}) == len(everything)
    assert len({row["q"].lower() for row in everything}) == len(everything)
    assert {row["kind"] for row in everything} <= KINDS
    assert {row["role"] for row in everything} == ROLES
    assert all((row["kind"] == "unanswerable") == (row["doc"] is None) for row in everything)


def test_the_evaluation_reads_them() -> None:
    questions = [question for path in FILES for question in load_questions(path)]
    assert sum(question.answerable for question in questions) >= 70
    assert sum(not question.answerable for question in questions) >= 15
    assert all(len(question.gold) >= 2 for question in questions if question.kind == "compare")
