"""Asks every question of a set and measures the answers, ours and the baselines'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answer.ask import ask, prepared
from answer.quote import stands
from answer.values import Answer
from eval.baselines import Searcher, tutorial
from eval.metrics import Outcome, hit_rank, letters, measure
from eval.questionset import Question
from index.candidates import fuse
from index.library import Library
from index.values import Hit


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one pipeline on one set of questions; `broken`: citations whose quote does not stand on its page, must be none."""

    name: str
    outcomes: tuple[Outcome, ...]
    broken: tuple[str, ...] = ()


def file_names(library: Library) -> dict[str, str]:
    return {document.document_id: document.file for document in library.documents()}


def rujukan(library: Library, questions: Sequence[Question], reads: bool = True) -> Run:
    """`reads`: with the reader (answer/reader.py)."""
    files, base = file_names(library), prepared(library)
    with base.reading(reads):
        ask("pemanasan", library)
        answers = [ask(question.text, library) for question in questions]
    outcomes = tuple(measure(question, answer, files) for question, answer in zip(questions, answers, strict=True))
    return Run("rujukan" if reads else "tanpa pembaca", outcomes, tuple(broken_quotes(library, questions, answers)))


def retrieval_only(name: str, search: Searcher, questions: Sequence[Question], files: dict[str, str]) -> Run:
    """A pipeline that only finds: measured on its hits."""
    outcomes = []
    for question in questions:
        rank = hit_rank(question, search(question.text, 10), files) if question.answerable else None
        outcomes.append(Outcome(question, rank, None, None, None, None, None, False, None, None, 0.0))
    return Run(name, tuple(outcomes))


def one_sided(library: Library, keyword_share: float, name: str) -> Searcher:
    """Our own index with the weight on one side."""

    def search(query: str, k: int) -> list[Hit]:
        ranked = fuse(prepared(library).searcher.candidates(query), keyword_share)
        return [Hit(c.passage, score, rank, name) for rank, (c, score) in enumerate(ranked[:k], 1)]

    return search


def baselines(library: Library, questions: Sequence[Question], files: Sequence[Path]) -> list[Run]:
    names = file_names(library)
    runs = [
        retrieval_only("kata kunci saja", one_sided(library, 1.0, "keyword"), questions, names),
        retrieval_only("vektor saja", one_sided(library, 0.0, "dense"), questions, names),
    ]
    if files:
        search = tutorial(tuple(files), library.spec.source)
        runs.append(retrieval_only("tutorial Haystack", search, questions, {path.name: path.name for path in files}))
    return runs


def broken_quotes(library: Library, questions: Sequence[Question], answers: Sequence[Answer]) -> Iterator[str]:
    for question, answer in zip(questions, answers, strict=True):
        for citation in answer.citations:
            page = library.page(citation.document_id, citation.page)
            if page is None or not stands(citation.quote, page) or not letters(citation.quote):
                yield f"{question.question_id}: [{citation.marker}] {citation.document_id} halaman {citation.page}"
