"""What one visitor has asked: the question now, what it goes on from, and the questions before. Pure but for `st.session_state`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from answer.question import understand
from answer.values import Answer
from index.library import Library
from index.values import Filters
from ingest.values import PolicyDocument

HISTORY = 12
LONGEST_CONTEXT = 300


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the one it may go on from."""

    question: str
    context: str | None = None


def goes_on(turn: Turn, documents: Sequence[PolicyDocument]) -> bool:
    """Whether the answer really reads the question together with its context."""
    if not turn.context:
        return False
    return understand(turn.question, documents, turn.context) != understand(turn.question, documents)


def next_turn(before: Turn | None, question: str, documents: Sequence[PolicyDocument]) -> Turn:
    """The question after `before`; a chain of follow-ups keeps what it began with."""
    if before is None or before.question == question:
        return replace(before, question=question) if before else Turn(question)
    context = f"{before.question} ({before.context})" if goes_on(before, documents) else before.question
    return Turn(question, context[:LONGEST_CONTEXT])


def remembered(history: Sequence[Turn], turn: Turn) -> list[Turn]:
    """The history with `turn` last, each question once."""
    return [*(t for t in history if t.question != turn.question), turn][-HISTORY:]


def current() -> Turn | None:
    return st.session_state.get("turn")


def history() -> list[Turn]:
    return st.session_state.get("history", [])


def go_to(turn: Turn | None) -> None:
    """Makes `turn` the question of the screen, its first citation chosen."""
    st.session_state["turn"] = turn
    st.session_state["question"] = turn.question if turn else ""
    if turn:
        st.session_state["history"] = remembered(history(), turn)
    choose(1)


def choose(marker: int) -> None:
    """The citation whose page is shown."""
    st.session_state["marker"], st.session_state["leaf"] = marker, 0


def answered(base: Library, turn: Turn, filters: Filters) -> Answer:
    """The answer, made once for a question as long as the base stays as it is. Raises BaseError, OSError."""
    from answer.ask import ask

    key = (turn, filters, base.generation())
    kept = st.session_state.get("answer")
    if kept is None or kept[0] != key:
        kept = st.session_state["answer"] = (key, ask(turn.question, base, filters, context=turn.context))
    return kept[1]
