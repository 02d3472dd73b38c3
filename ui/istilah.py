"""Istilah: every definition of the base, side by side where documents differ."""

from __future__ import annotations

import html

import streamlit as st

from ui.drawing import STYLE
from ui.state import library
from ui.texts import t

SHOWN = 40


def screen() -> None:
    from answer.ask import prepared

    st.title(t("terms"))
    base = prepared(library())
    base.refresh()
    wanted = st.text_input(t("find_term")).strip().lower()
    terms = [x for x in base.terms() if wanted in f"{x.term} {x.short}".lower()]
    st.write(f"{len(terms)} {t('terms').lower()}")
    for entry in sorted(terms, key=lambda x: x.term.lower())[:SHOWN]:
        document = base.library.document(entry.passage.document_id)
        short = f" ({entry.short})" if entry.short else ""
        place = f"{document.name}, {entry.passage.locator}, {t('page').lower()} {entry.passage.first_page}"
        st.html(
            f"{STYLE}<div><strong>{html.escape(entry.term + short)}</strong></div>"
            f"<div class='quote'>{html.escape(entry.passage.text)}</div><div>{html.escape(place)}</div>"
        )
