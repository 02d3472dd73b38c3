"""Buttons that give an answer as a file, made only when it is wanted, and the print view."""

from __future__ import annotations

import streamlit as st

from answer.values import Answer
from index.library import Library
from ui.drawing import escaped
from ui.export_docx import note
from ui.texts import t

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def buttons(base: Library, answer: Answer) -> None:
    with st.container(key="exports", horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(t("as_docx"), lambda: note(answer), "nota-rujukan.docx", DOCX, key="docx", on_click="ignore")
        st.html(f'<button type="button" class="act" data-act="print">{escaped(t("print"))}</button>', width="content")


def version_buttons(base: Library, left: str, right: str, rows, citations) -> None:
    """The same for two versions beside each other."""
