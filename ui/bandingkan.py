"""Bandingkan: two documents, two kinds of document, two terms, or two versions of one regulation, beside each other."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from answer.values import Answer
from index.database import BaseError
from index.library import Library
from ui import answers, comparing, exports, versions
from ui.drawing import plain
from ui.links import listen
from ui.session import choose
from ui.state import library
from ui.texts import t

FAILURES = (BaseError, OSError)
MODES: dict[str, Callable[[Library], None]] = {
    "by_documents": lambda base: sides(base, comparing.documents(base)),
    "by_kinds": lambda base: sides(base, comparing.kinds(base)),
    "by_terms": lambda base: sides(base, comparing.terms(base)),
    "by_versions": versions.draw,
}


def screen() -> None:
    st.title(t("compare"), anchor=False)
    try:
        base = library()
        if len(base.documents()) < 2:
            plain(t("empty"), "notice calm")
            return
        listen(answers.on_act)
        mode = st.radio(t("what_compare"), MODES, key="compare-mode", format_func=t, horizontal=True)
        MODES[mode](base)
    except FAILURES as error:
        plain(str(error), "notice stop")


def sides(base: Library, offered: comparing.Offer) -> None:
    """Two selections out of `offered` and the table of what is chosen."""
    with st.form(f"compare-{offered.kind}", border=False), st.container(horizontal=True, vertical_alignment="bottom", key="compare-form"):
        left = st.selectbox(t("left"), offered.names, index=None, placeholder=t("choose"), format_func=offered.names.get)
        right = st.selectbox(t("right"), offered.names, index=None, placeholder=t("choose"), format_func=offered.names.get)
        topic = st.text_input(t("topic"), placeholder=t("topic_hint"), max_chars=200)
        sent = st.form_submit_button(t("compare_submit"), type="primary")
    if sent:
        st.session_state["compared"] = (offered.kind, left, right, topic.strip())
        choose(1)
    kind, left, right, topic = st.session_state.get("compared", ("", None, None, ""))
    if kind != offered.kind or left not in offered.names or right not in offered.names:
        return
    if left == right:
        plain(t("same_sides"), "notice")
        return
    show(base, compared(base, offered, left, right, topic))


def compared(base: Library, offered: comparing.Offer, left: str, right: str, topic: str) -> Answer:
    """Made once for a pair as long as the base stays as it is."""
    key = (offered.kind, left, right, topic, base.generation())
    kept = st.session_state.get("comparison")
    if kept is None or kept[0] != key:
        with st.spinner(t("comparing")):
            kept = st.session_state["comparison"] = (key, comparing.compare_sides(base, offered, left, right, topic))
    return kept[1]


def show(base: Library, answer: Answer) -> None:
    if not answer.citations:
        plain(t("nothing_to_compare"), "notice")
        return
    answers.draw(base, answer)
    with st.container(key="below"):
        exports.buttons(base, answer)
