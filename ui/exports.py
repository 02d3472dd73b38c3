"""Buttons that give an answer as a file, made only when it is wanted, and the print view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from answer.values import Answer, Citation
from answer.versions import VersionRow
from index.library import Library
from ui.drawing import escaped
from ui.notes import Note, note_of, note_of_versions
from ui.texts import t

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def buttons(base: Library, answer: Answer) -> None:
    """The files of an answer or a comparison."""
    offer(lambda: note_of(base, answer), "nota-rujukan")


def version_buttons(base: Library, left: str, right: str, rows: Sequence[VersionRow], citations: Sequence[Citation]) -> None:
    """The files of two versions beside each other."""
    offer(lambda: note_of_versions(base, left, right, rows, citations), "nota-versi")


def offer(make: Callable[[], Note], name: str) -> None:
    from ui.export_docx import docx
    from ui.export_markdown import markdown
    from ui.export_pdf import pdf

    with st.container(key="exports", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<strong class="noprint">{escaped(t("export"))}</strong>', width="content")
        st.download_button(t("as_docx"), lambda: docx(make()), f"{name}.docx", DOCX, key="docx", on_click="ignore")
        st.download_button(t("as_pdf"), lambda: pdf(make()), f"{name}.pdf", "application/pdf", key="pdf", on_click="ignore")
        st.download_button(t("as_markdown"), lambda: markdown(make()), f"{name}.md", "text/markdown", key="markdown", on_click="ignore")
        st.html(f'<button type="button" class="act" data-act="print">{escaped(t("print"))}</button>', width="content")
