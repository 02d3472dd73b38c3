"""Pieces of screens: quotes, citation cards, the page picture. Document text is always escaped, never read as HTML or Markdown."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from answer.values import Answer, Citation, Comparison
from index.library import Library
from ui.texts import t

STATUS_COLOURS = {"berlaku": "#14663a", "diubah": "#8a5a00", "dicabut": "#a11d1d", "tidak diketahui": "#4a5665"}
SCALES = (1.2, 1.53, 2.2)
STYLE = """<style>
.quote{white-space:pre-wrap;border-left:4px solid #0b5a8a;padding:.35rem .8rem;margin:.2rem 0;line-height:1.5}
.quote mark{background:#ffe45c;color:#111;padding:0 .1em}
.badge{color:#fff;border-radius:.6rem;padding:.1rem .5rem;font-size:.8rem}
.cells{width:100%;border-collapse:collapse}.cells th,.cells td{border:1px solid #8a97a6;padding:.45rem;vertical-align:top;text-align:left}
.cells td{white-space:pre-wrap}
</style>"""


def emphasised(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Escaped text with the stretches that answer the question marked."""
    parts, at = [], 0
    for start, end in spans:
        parts += [html.escape(text[at:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, html.escape(text[at:])])


def badge(status: str) -> str:
    return f'<span class="badge" style="background:{STATUS_COLOURS.get(status, "#4a5665")}">{html.escape(status)}</span>'


def place(citation: Citation) -> str:
    label = f" ({t('printed')} {citation.page_label})" if citation.page_label and citation.page_label != str(citation.page) else ""
    return f"{citation.locator}, {t('page').lower()} {citation.page}{label}"


def legal_citation(citation: Citation) -> str:
    return f"{citation.locator} {citation.title}, hlm. {citation.page_label or citation.page}"


def card(citation: Citation, key: str) -> None:
    with st.container(border=True):
        ocr = f" · {t('ocr')}" if citation.ocr else ""
        st.html(
            f"{STYLE}<div><strong>[{citation.marker}] {html.escape(citation.title)}</strong><br>{html.escape(place(citation))} "
            f'{badge(citation.status.status)}{html.escape(ocr)}</div><div class="quote">{emphasised(citation.quote, citation.emphasis)}</div>'
        )
        left, right = st.columns(2)
        if left.button(f"{t('show_page')} [{citation.marker}]", key=f"{key}-page-{citation.marker}", width="stretch"):
            show(citation.marker)
        with right.popover(f"{t('citation')} [{citation.marker}]", width="stretch"):
            st.code(legal_citation(citation), language=None, wrap_lines=True)


def show(marker: int) -> None:
    st.session_state["marker"], st.session_state["offset"] = marker, 0


def comparison_table(table: Comparison) -> None:
    def cell(text: str, markers: Sequence[int]) -> str:
        return html.escape(text) + "".join(f" <strong>[{m}]</strong>" for m in markers)

    rows = "".join(
        f"<tr><th scope='row'>{html.escape(r.aspect)}</th><td>{cell(r.left.text, r.left.markers)}</td><td>{cell(r.right.text, r.right.markers)}</td></tr>"
        for r in table.rows
    )
    head = f"<tr><th scope='col'>{t('aspect')}</th><th scope='col'>{html.escape(table.left)}</th><th scope='col'>{html.escape(table.right)}</th></tr>"
    st.html(f"{STYLE}<table class='cells'><thead>{head}</thead><tbody>{rows}</tbody></table>")


@st.cache_data(show_spinner=False, max_entries=64)
def picture(path: str, number: int, boxes: tuple[tuple[float, float, float, float], ...], scale: float) -> bytes:
    from ingest.picture import render_page

    return render_page(path, number, boxes, scale)


def page_viewer(library: Library, answer: Answer) -> None:
    """The page of the chosen citation, its quote marked, with the pages beside it."""
    chosen = next((c for c in answer.citations if c.marker == st.session_state.get("marker", 1)), answer.citations[0])
    document, path = library.document(chosen.document_id), library.file_path(chosen.document_id)
    if document is None or path is None or path.suffix != ".pdf":
        st.info(t("no_picture"))
        return
    spot = (answer.query, chosen.document_id, chosen.eid, chosen.marker)
    if st.session_state.get("spot") != spot:  # another citation: its own page first, however far one had leafed before
        st.session_state["spot"], st.session_state["offset"] = spot, 0
    offset = st.session_state["offset"]
    number = min(max(1, chosen.page + offset), document.pages)
    back, forward, zoom = st.columns(3)
    if back.button(t("previous"), disabled=number <= 1, width="stretch"):
        st.session_state["offset"] = offset - 1
        st.rerun()
    if forward.button(t("next"), disabled=number >= document.pages, width="stretch"):
        st.session_state["offset"] = offset + 1
        st.rerun()
    scale = SCALES[
        zoom.selectbox(t("zoom"), range(3), 1, format_func=lambda i: ("80 %", "100 %", "150 %")[i], label_visibility="collapsed")
    ]
    boxes = tuple(
        (b.x0, b.y0, b.x1, b.y1) for c in answer.citations if c.document_id == chosen.document_id for b in c.boxes if b.page == number
    )
    caption = f"[{chosen.marker}] {document.file}, {t('page').lower()} {number} / {document.pages}"
    st.image(picture(str(path), number, boxes, scale), caption=caption, alt=caption, width="stretch")
    st.download_button(t("download"), path.read_bytes(), document.file, "application/pdf", width="stretch")
