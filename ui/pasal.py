"""Pasal: one clause of one document, with its Penjelasan and status."""

from __future__ import annotations

import streamlit as st

from index.values import Filters
from ui.state import library
from ui.tanya import cited, page_viewer, refused
from ui.texts import t


def screen() -> None:
    from answer.ask import ask

    st.title(t("clause"))
    base = library()
    regulations = [d for d in base.documents() if d.kind == "regulation"]
    if not regulations:
        st.info(t("empty"))
        return
    document = st.selectbox(t("document"), regulations, format_func=lambda d: f"{d.name} tentang {d.title}")
    pasal = [c.locator for c in base.clauses(document.document_id) if c.kind in ("pasal", "diktum") and not c.eid.startswith("elucidation")]
    if not pasal:
        st.info(t("no_pasal"))
        return
    left, right = st.columns(2)
    picked = left.selectbox(t("clause"), pasal)
    typed = right.text_input(t("reference"), placeholder="Pasal 12 ayat (2)")
    answer = ask(typed or picked, base, Filters(documents=(document.document_id,)))
    if answer.kind == "refusal":
        refused(base, answer)
        return
    one, two = st.columns([3, 2], gap="medium")
    with one:
        cited(answer)
    with two:
        page_viewer(base, answer)
