"""Dokumen: what is in the base and how well it was read; adding and removing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from index.database import BaseError
from index.library import Library
from index.status import status
from ui.state import library, read_only
from ui.texts import t


def screen() -> None:
    st.title(t("documents"))
    base = library()
    documents = base.documents()
    if documents:
        st.dataframe([row(base, d) for d in documents], hide_index=True, width="stretch")
    else:
        st.info(t("empty"))
    if read_only():
        st.caption(t("read_only"))
        return
    add(base)
    if documents:
        remove(base)


def row(base: Library, document) -> dict:
    health = document.health
    return {
        "Dokumen": document.name,
        "Tentang": document.title,
        "Status": status(base, document.document_id).status,
        "Halaman": document.pages,
        "OCR": health.ocr_pages,
        "Tidak terbaca": len(health.unreadable_pages),
        "Pasal": health.pasal_count,
        "Pasal hilang": ", ".join(health.pasal_gaps),
        "Peringatan": len(base.warnings(document.document_id)),
        "ID": document.document_id,
    }


def add(base: Library) -> None:
    from index.intake import take_in

    with st.form("add", clear_on_submit=True):
        uploads = st.file_uploader(t("add"), type="pdf", accept_multiple_files=True)
        sent = st.form_submit_button(t("add_submit"), type="primary")
    if not sent or not uploads:
        return
    bar = st.progress(0.0)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / Path(upload.name).name for upload in uploads]
        for path, upload in zip(paths, uploads, strict=True):
            path.write_bytes(upload.getvalue())
        try:
            report = take_in(base, paths, lambda path, stage, done, count: bar.progress(done / max(1, count), f"{path.name}: {stage}"))
        except (BaseError, OSError) as error:
            st.error(str(error))
            return
    bar.empty()
    for document_id in report.read:
        st.success(document_id)
    for file, reason, page in report.refused:
        where = f", {t('page').lower()} {page}" if page else ""
        st.error(f"{file}{where}: {reason}")


def remove(base: Library) -> None:
    with st.form("remove"):
        chosen = st.multiselect(t("remove"), [d.document_id for d in base.documents()])
        if st.form_submit_button(t("remove")) and chosen:
            for document_id in chosen:
                base.remove(document_id)
            base.checkpoint()
            st.success(t("removed"))
