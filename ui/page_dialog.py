"""The page of a citation in a window of its own, the quote marked and in view."""

from __future__ import annotations

import streamlit as st

from answer.values import Citation
from index.library import Library
from ui.drawing import escaped
from ui.pictures import PagePicture, address
from ui.texts import t


def page_button(base: Library, citation: Citation, key: str) -> None:
    if st.button(f"{t('see_page')} {citation.page}", key=key):
        open_page(base, citation)


def open_page(base: Library, citation: Citation) -> None:
    @st.dialog(t("see_page"), width="medium")
    def window() -> None:
        path = base.file_path(citation.document_id)
        st.text(t("page_of").format(file=citation.file, page=citation.page))
        if path is None or path.suffix != ".pdf":
            st.info(t("no_picture"))
        else:
            st.html(sheet(base, citation, str(path)))

    window()


def sheet(base: Library, citation: Citation, path: str) -> str:
    """The picture with a spot where the quote begins, which the page's script brings into view."""
    page = base.page(citation.document_id, citation.page)
    boxes = tuple((b.x0, b.y0, b.x1, b.y1) for b in citation.boxes if b.page == citation.page)
    words = escaped(t("page_of").format(file=citation.file, page=citation.page))
    size = f'width="{page.width:.0f}" height="{page.height:.0f}"' if page else ""
    down = 100 * min(box[1] for box in boxes) / page.height if boxes and page else 0
    picture = address(PagePicture(path, citation.page, boxes))
    return f'<div class="sheet"><img src="{picture}" alt="{words}" {size}><span class="spot" style="top:{down:.1f}%"></span></div>'
