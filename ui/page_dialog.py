"""The page of a citation in a window of its own, the quote marked."""

from __future__ import annotations

import streamlit as st

from answer.values import Citation
from index.library import Library
from ui.drawing import picture
from ui.texts import t

SCALE = 1.53


def page_button(base: Library, citation: Citation, key: str) -> None:
    if st.button(f"{t('see_page')} {citation.page}", key=key):
        open_page(base, citation)


def open_page(base: Library, citation: Citation) -> None:
    @st.dialog(t("see_page"), width="large")
    def window() -> None:
        path = base.file_path(citation.document_id)
        if path is None or path.suffix != ".pdf":
            st.info(t("no_picture"))
            return
        boxes = tuple((b.x0, b.y0, b.x1, b.y1) for b in citation.boxes if b.page == citation.page)
        words = t("page_of").format(file=citation.file, page=citation.page)
        st.image(picture(str(path), citation.page, boxes, SCALE), alt=words, width="stretch")
        st.text(words)

    window()
