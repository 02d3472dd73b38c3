"""Bandingkan: two documents or kinds of document, aspect by aspect."""

from __future__ import annotations

import streamlit as st

from ui.state import library
from ui.tanya import cited, page_viewer
from ui.texts import t


def screen() -> None:
    from answer.ask import ask

    st.title(t("compare"))
    base = library()
    names = [f"{d.name} {d.title}" if d.number else d.title for d in base.documents()]
    if len(names) < 2:
        st.info(t("empty"))
        return
    with st.form("compare"):
        left = st.selectbox(t("left"), names, index=None, accept_new_options=True)
        right = st.selectbox(t("right"), names, index=None, accept_new_options=True)
        sent = st.form_submit_button(t("compare_submit"), type="primary")
    if sent and left and right:
        st.session_state["compared"] = (left, right)
    if not (pair := st.session_state.get("compared")):
        return
    answer = ask(f"apa beda {pair[0]} dengan {pair[1]}", base)
    if not answer.comparison:
        st.warning(t("not_comparable"))
        return
    one, two = st.columns([3, 2], gap="medium")
    with one:
        cited(answer)
    with two:
        page_viewer(base, answer)
