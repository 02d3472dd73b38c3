"""Tanya: a question, its cited answer, and the page behind each citation."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from index.database import BaseError
from index.library import Library
from index.values import Filters
from ui import answers, exports, feedback, filters, pasal
from ui.drawing import plain
from ui.examples import Examples, examples
from ui.links import listen
from ui.plain import plain as literal
from ui.session import Turn, answered, current, go_to, goes_on, history, next_turn
from ui.state import library, warming
from ui.texts import t

KEY_TERMS = 2
FAILURES = (BaseError, OSError)


def screen() -> None:
    try:
        base = library()
        documents = base.documents()
    except FAILURES as error:
        plain(str(error), "notice stop")
        return
    if not documents:
        st.title(t("title"))
        plain(t("empty"), "notice calm")
        return
    if page := st.session_state.pop("go", None):  # a link of our HTML leads to another screen
        st.switch_page(st.session_state["pages"][page])
    follow_address()
    listen(on_act)
    head(base)
    restricted = filters.chosen(documents)
    past()
    turn = current()
    if turn is None:
        begin(base)
    else:
        st.query_params["q"] = st.session_state["written"] = turn.question
        told(base, turn, restricted)
    feedback.download(base)


def follow_address() -> None:
    """Asks what the address asks (`?q=`), unless it is what this screen wrote there itself."""
    asked = st.query_params.get("q", "").strip()
    if asked and asked != st.session_state.get("written"):
        go_to(Turn(asked))


def on_act(verb: str, what: str) -> None:
    if verb == "open":
        document_id, _, eid = what.partition("#")
        pasal.open_clause(document_id, eid)
        st.session_state["go"] = "clause"
    else:
        answers.on_act(verb, what)


def begin_anew() -> None:
    """Back to the examples; the history stays."""
    go_to(None)
    st.query_params.pop("q", None)


def head(base: Library) -> None:
    """The question box, as low as a line once there is an answer."""
    with st.container(key="head"):
        if current() is None:
            st.title(t("title"), anchor=False)
            st.write(t("tagline"))
            if not warming().done.is_set():
                plain(t("warming"), "notice calm")
        else:
            st.html(f'<h1 class="sr">{t("ask")}</h1>')
        with st.form("ask", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(t("question"), key="question", placeholder=t("placeholder"), label_visibility="collapsed", max_chars=2000)
            st.form_submit_button(t("submit"), type="primary", on_click=submit, args=(base,))


def submit(base: Library) -> None:
    question = st.session_state.get("question", "").strip()
    if question:
        go_to(next_turn(current(), question, base.documents()))


def begin(base: Library) -> None:
    """Examples by role, before anything was asked."""
    for column, (role, questions) in zip(st.columns(3), known_examples(base.generation()).items(), strict=True):
        with column:
            st.html(f'<h2 class="role">{t(role)}</h2>')
            for i, question in enumerate(questions):
                st.button(literal(question), key=f"example-{role}-{i}", on_click=go_to, args=(Turn(question),), width="stretch", wrap=True)


@st.cache_data(show_spinner=False, max_entries=2)
def known_examples(generation: int) -> Examples:
    from answer.ask import prepared
    from answer.glossary import glossary, key_terms

    base = prepared(library())
    return examples(base.library, [entry.term for entry in key_terms(base, glossary(base), KEY_TERMS)])


def past() -> None:
    """The questions of this session."""
    if current():
        st.sidebar.button(t("new_question"), on_click=begin_anew, key="new-question", width="stretch")
    before = [turn for turn in history() if turn != current()]
    if before:
        with st.sidebar.expander(t("history"), expanded=False):
            for i, turn in enumerate(reversed(before)):
                st.button(literal(turn.question), key=f"history-{i}", on_click=go_to, args=(turn,), width="stretch", wrap=True)


def told(base: Library, turn: Turn, restricted: Filters) -> None:
    with st.container(key="above"):
        goes_on_from(base, turn)
        if words := filters.said(restricted, base.documents()):
            with st.container(horizontal=True, vertical_alignment="center"):
                plain(f"{t('active_filters')}: {words}")
                st.button(t("clear_filters"), on_click=filters.clear, key="clear-filters")
    try:
        with st.spinner(t("working")):
            answer = answered(base, turn, restricted)
        answers.draw(base, answer, restricted, clauses=True)
    except FAILURES as error:
        plain(str(error), "notice stop")
        return
    with st.container(key="below"):
        exports.buttons(base, answer)
        feedback.rate(base, answer)
        plain(f"{t('took')}: {answer.took_ms:.0f} ms", "caption noprint")


def goes_on_from(base: Library, turn: Turn) -> None:
    """Says what a follow-up is read together with, and lets it go."""
    if not goes_on(turn, base.documents()):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        plain(f"{t('reading_as')}: “{turn.context}”")
        st.button(t("drop_context"), on_click=go_to, args=(replace(turn, context=None),), key="drop-context")
