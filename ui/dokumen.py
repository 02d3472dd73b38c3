"""Dokumen: what is in the base and how well it was read; adding, removing, reading again, fetching."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from index.library import Library
from ingest.values import PolicyDocument
from ui import dokumen_changes
from ui.dokumen_fetch import fetch_section
from ui.dokumen_table import Row, bars, complaints, documents_by_year, pages_by_form, pages_by_reading, rows, table
from ui.state import library, read_only
from ui.texts import t

PER_PAGE = 50


def screen() -> None:
    st.title(t("documents"))
    base = library()
    found = rows(base)
    dokumen_changes.news(base)
    if read_only():
        st.info(t("read_only_why"))
    if not found:
        st.info(t("library_empty_read_only") if read_only() else t("library_empty"))
        if not read_only():
            adding(base)
        return
    documents = [row.document for row in found]
    sick = sum(not row.healthy for row in found)
    st.write(t("library_summary").format(documents=len(found), pages=sum(d.pages for d in documents), sick=sick))
    views = ("list", "statistics") if read_only() else ("list", "add", "remove", "statistics")
    view = st.segmented_control(t("view"), views, default="list", required=True, key="documents-view", format_func=lambda v: t(f"view_{v}"))
    if view == "list":
        list_section(found)
        details(base, found)
    elif view == "add":
        adding(base)
    elif view == "remove":
        dokumen_changes.remove_section(base, found)
    else:
        statistics(documents)


def adding(base: Library) -> None:
    dokumen_changes.add_section(base)
    fetch_section(base)


def list_section(found: Sequence[Row]) -> None:
    """The table, narrowed by words and by what is wrong."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(t("find_document"), key="find-document").lower().split()
        only_sick = st.checkbox(t("only_sick"), key="only-sick")
    shown = [row for row in found if all(w in searched(row) for w in words) and not (only_sick and row.healthy)]
    if not shown:
        st.info(t("nothing_found"))
        return
    pages = -(-len(shown) // PER_PAGE)
    number = st.pagination(pages, key=f"documents-page-{pages}") if pages > 1 else 1
    st.html(table(shown[(number - 1) * PER_PAGE : number * PER_PAGE]))


def searched(row: Row) -> str:
    document = row.document
    return f"{document.name} {document.title} {document.file} {document.region or ''} {row.status.status}".lower()


def details(base: Library, found: Sequence[Row]) -> None:
    """One document: where it comes from and every doubt about its reading, in full."""
    with st.expander(t("details")):
        by_id = {row.document.document_id: row for row in found}
        name = lambda key: f"{by_id[key].document.name} ({by_id[key].document.file})"  # noqa: E731
        row = by_id[st.selectbox(t("document"), list(by_id), format_func=name, key="details-of")]
        document = row.document
        by = ", ".join(name for _, name in row.status.by)
        facts = [
            (t("about"), document.title),
            (t("status"), row.status.status + (f" ({by})" if by else "")),
            (t("issuer"), " · ".join(filter(None, (document.issuer, document.region)))),
            (t("enacted"), document.enacted or ""),
            (t("file"), document.file),
            ("ID", document.document_id),
        ]
        lines = "".join(f"<li>{html.escape(label)}: {html.escape(value)}</li>" for label, value in facts if value)
        doubts = "".join(f"<li>{html.escape(text)}</li>" for text in [*complaints(row), *row.doubts])
        st.html(
            f"<ul>{lines}</ul>"
            + (f"<strong>{html.escape(t('to_check'))}</strong><ul>{doubts}</ul>" if doubts else f"<p>{html.escape(t('healthy'))}</p>")
        )
        with st.container(horizontal=True):
            path = base.file_path(document.document_id)
            if path:
                st.download_button(t("download"), path.read_bytes, document.file, key="download-original")
            if not read_only():
                dokumen_changes.read_again_button(base, document)


def statistics(documents: Sequence[PolicyDocument]) -> None:
    charts = (
        (t("pages_by_form"), pages_by_form(documents), t("pages")),
        (t("pages_by_reading"), pages_by_reading(documents), t("pages")),
        (t("documents_by_year"), documents_by_year(documents), t("documents_unit")),
    )
    for column, chart in zip(st.columns(3, gap="large"), charts, strict=True):
        with column:
            st.html(bars(*chart))
