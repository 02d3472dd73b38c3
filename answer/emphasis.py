"""Which stretch of a quote answers the question."""

from __future__ import annotations

import re
from collections.abc import Callable

from answer.question import Question
from index.stemming import query_stems, stems

UNIT = re.compile(r"[^\n]+?(?:(?<=[a-z)]{2})[.;](?=\s|$)|:(?=\n)|(?=\n)|$)", re.DOTALL)
SHORT = 240  # characters of a quote that is marked only where it holds an amount
MOST = 0.6  # of a quote; a mark that covers more of it marks nothing
Spans = tuple[tuple[int, int], ...]


def answering(question: Question, weight: Callable[[str], float], said: str = "") -> Callable[[str], Spans]:
    """A function from a quote to the stretches that answer: `said`, what the reader takes for the answer, where the quote has it; else the amounts
    asked for in its best sentence, else that sentence.

    `weight`: how telling a stem is. A list that is asked for as a whole is not marked.
    """
    asked = {stem: weight(stem) for stem in query_stems(question.text)}
    marks, says = question.marks, question.answer_pattern

    def spans(quote: str) -> Spans:
        if question.asks("list") or question.asks("comparison"):
            return ()
        if said and (at := quote.find(said)) >= 0:
            return ((at, at + len(said)),)
        units = [(m.start(), m.end()) for m in UNIT.finditer(quote) if m[0].strip()]
        if not units:
            return ()

        def worth(unit: tuple[int, int]) -> float:
            text = quote[slice(*unit)]
            have = set(stems(text))
            return sum(w for stem, w in asked.items() if stem in have) + 0.5 * bool(says and says.search(text)) + bool(marks and marks.search(text))

        start, end = max(units, key=worth)
        if marks and (found := tuple((start + m.start(), start + m.end()) for m in marks.finditer(quote[start:end]))):
            return found
        return ((start, end),) if len(quote) > SHORT and end - start < MOST * len(quote) and marks is None else ()

    return spans
