"""The page of a citation beside the answer: its words marked, the pages around it, larger on demand, and the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from answer.values import Citation
from index.library import Library
from ui.drawing import escaped, plain
from ui.pictures import PagePicture, address
from ui.server import document_address
from ui.texts import t

ZOOMS = (100, 150, 220)  # per cent of the width at hand
SCALES = {100: 1.7, 150: 2.2, 220: 3.0}  # pixels per point
ABOVE = 0.06  # of the page shown above the first mark


@dataclass(frozen=True, slots=True)
class View:
    """What the script of the page has to scroll to: `top` 0..1 of the picture called `key`."""

    key: str
    top: float


def viewer(library: Library, citations: Sequence[Citation]) -> View | None:
    """Draws the page of the chosen citation. None where there is no picture."""
    if not citations:
        return None
    chosen = next((c for c in citations if c.marker == st.session_state.get("marker", 1)), citations[0])
    document, path = library.document(chosen.document_id), library.file_path(chosen.document_id)
    with st.container(key="viewer"):
        if document is None or path is None:
            plain(t("file_gone"), "notice calm")
            return None
        if path.suffix != ".pdf":
            text_page(library, chosen, path.suffix)
            return None
        number = leafed(chosen, document.pages)
        controls(chosen, number, document.pages)
        return paper(library, citations, chosen, number, str(path))


def leafed(chosen: Citation, pages: int) -> int:
    """The page to show: that of the citation, and as far from it as one has leafed."""
    spot = (chosen.document_id, chosen.eid, chosen.marker, chosen.page)
    if st.session_state.get("spot") != spot:  # another citation: its own page first
        st.session_state["spot"], st.session_state["leaf"] = spot, 0
    return min(max(1, chosen.page + st.session_state.get("leaf", 0)), pages)


def leaf(by: int | None) -> None:
    st.session_state["leaf"] = 0 if by is None else st.session_state.get("leaf", 0) + by


def controls(chosen: Citation, number: int, pages: int) -> None:
    with st.container(key="tools", horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        st.button(t("previous"), disabled=number <= 1, on_click=leaf, args=(-1,), key="leaf-back")
        st.button(t("next"), disabled=number >= pages, on_click=leaf, args=(1,), key="leaf-on")
        st.selectbox(
            t("zoom"), ZOOMS, key="zoom", width=120, label_visibility="collapsed",
            format_func=lambda z: t("zoom_fit") if z == 100 else f"{z} %",
        )  # fmt: skip
        if number != chosen.page:
            st.button(t("back_to_quote"), on_click=leaf, args=(None,), key="leaf-home")


def paper(library: Library, citations: Sequence[Citation], chosen: Citation, number: int, path: str) -> View:
    page = library.page(chosen.document_id, number)
    boxes = tuple((b.x0, b.y0, b.x1, b.y1) for c in citations if c.document_id == chosen.document_id for b in c.boxes if b.page == number)
    own = [b.y0 for b in chosen.boxes if b.page == number]
    zoom = st.session_state.get("zoom", 100)
    picture = PagePicture(path, number, boxes, SCALES[zoom])
    label = f" ({t('printed_page')} {page.label})" if page and page.label else ""
    name = f"[{chosen.marker}] {chosen.file}, {t('page').lower()} {number} / {library.document(chosen.document_id).pages}{label}"
    size = f' width="{page.width:.0f}" height="{page.height:.0f}"' if page else ""
    st.html(
        f'<div class="paper" tabindex="0" role="region" aria-label="{escaped(t("picture_of"))} {number}" data-view="{picture.key}">'
        f'<img src="{address(picture)}" alt="{escaped(name)}"{size} style="width:{zoom}%"></div>'
        f'<div class="caption">{escaped(name)}</div>'
        f'<div class="acts">{open_link(chosen, ".pdf", number)}</div>'
    )
    return View(picture.key, max(0.0, min(own) / page.height - ABOVE) if own and page else 0.0)


def open_link(citation: Citation, suffix: str, page: int) -> str:
    words = t("open_pdf") if suffix == ".pdf" else t("save_file")
    return f'<a href="{escaped(document_address(citation.document_id, suffix, page))}" target="_blank" rel="noopener">{escaped(words)}</a>'


def text_page(library: Library, chosen: Citation, suffix: str) -> None:
    """What stands for the picture of a page in a file that has none."""
    page = library.page(chosen.document_id, chosen.page)
    plain(t("no_page_picture"), "notice calm")
    text = page.text if page else chosen.quote
    at = text.find(chosen.quote)
    shown = (
        escaped(text) if at < 0 else f"{escaped(text[:at])}<mark>{escaped(chosen.quote)}</mark>{escaped(text[at + len(chosen.quote) :])}"
    )
    st.html(
        f'<div class="paper" tabindex="0" role="region" aria-label="{escaped(t("page"))} {chosen.page}" style="color:#111;padding:.8rem">'
        f'<div class="quote">{shown}</div></div><div class="acts">{open_link(chosen, suffix, chosen.page)}</div>'
    )
