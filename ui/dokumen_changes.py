"""The parts of Dokumen that change the base. What was done is said after the screen is drawn anew, with the undo beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st

from index.changes import Removed, put_back, read_again, take_out
from index.database import BaseError
from index.library import Library
from ingest.values import IngestError, IngestReport, PolicyDocument
from ui.dokumen_table import Row
from ui.plain import plain
from ui.texts import t

AT_ONCE = 10  # documents removed at once: nobody empties a base by a slip
News = tuple[str, str]  # "success", "info", "warning" or "error"; the sentence


def tell(news: Iterable[News]) -> None:
    """Keeps what is to be said until the screen shows the base as it now is."""
    st.session_state["library_news"] = list(news)
    st.rerun()


def news(base: Library) -> None:
    for kind, sentence in st.session_state.pop("library_news", []):
        getattr(st, kind)(plain(sentence))
    removed: list[Removed] = st.session_state.get("removed", [])
    if removed and st.button(t("undo").format(n=len(removed)), key="undo"):
        undo(base, removed)


def undo(base: Library, removed: Sequence[Removed]) -> None:
    try:
        for one in removed:
            put_back(base, one)
    except (BaseError, OSError) as error:
        tell([("error", str(error))])
    st.session_state["removed"] = []
    tell([("success", t("put_back").format(name=one.document.name)) for one in removed])


def add_section(base: Library) -> None:
    from index.intake import SUFFIXES

    with st.form("add", clear_on_submit=True):
        uploads = st.file_uploader(t("add"), type=sorted(s.removeprefix(".") for s in SUFFIXES), accept_multiple_files=True)
        sent = st.form_submit_button(t("add_submit"), type="primary")
    if sent and not uploads:
        st.warning(t("choose_files_first"))
    if sent and uploads:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / Path(upload.name).name for upload in uploads]
            for path, upload in zip(paths, uploads, strict=True):
                path.write_bytes(upload.getvalue())
            tell(taken_in(base, paths))


def taken_in(base: Library, paths: Sequence[Path]) -> list[News]:
    """Reads files into the base behind a bar; one sentence a file on what became of it."""
    from index.intake import take_in

    done: list[Path] = []
    bar = st.progress(0.0, t("reading"))

    def show(path: Path, stage: str, page: int, pages: int) -> None:
        share = (len(done) + page / max(1, pages)) / len(paths)
        bar.progress(min(1.0, share), plain(t("reading_page").format(file=path.name, stage=stage, page=page, pages=pages)))

    try:
        report = take_in(base, paths, show, done.append)
    except (BaseError, OSError) as error:
        return [("error", str(error))]
    return said_of(base, report)


def said_of(base: Library, report: IngestReport) -> list[News]:
    doubts = [document_id for document_id, _ in report.warnings]
    found: list[News] = []
    for document_id in report.read:
        document = base.document(document_id)
        sentence = t("taken_in").format(name=document.name, file=document.file, pages=document.pages, ocr=document.health.ocr_pages)
        count = doubts.count(document_id)
        found.append(("warning", f"{sentence} {t('with_doubts').format(n=count)}") if count else ("success", sentence))
    for document_id in report.unchanged:
        document = base.document(document_id)
        found.append(("info", t("unchanged").format(file=document.file, name=document.name)))
    for document_id, twin in report.duplicates:
        names = [document.name if (document := base.document(key)) else key for key in (document_id, twin)]
        found.append(("warning", t("same_as").format(name=names[0], twin=names[1])))
    for file, reason, page in report.refused:
        where = f", {t('page').lower()} {page}" if page else ""
        found.append(("error", t("refused_file").format(file=f"{file}{where}", reason=reason)))
    return found


def remove_section(base: Library, found: Sequence[Row]) -> None:
    names = {row.document.document_id: f"{row.document.name} ({row.document.file})" for row in found}
    with st.form("remove", clear_on_submit=True):
        chosen = st.multiselect(t("remove"), list(names), format_func=names.get, placeholder=t("choose"), max_selections=AT_ONCE)
        st.caption(t("remove_note"))
        sent = st.form_submit_button(t("remove_submit"))
    if not sent or not chosen:
        return
    try:
        removed = [gone for document_id in chosen if (gone := take_out(base, document_id))]
    except (BaseError, OSError) as error:
        tell([("error", str(error))])
    st.session_state["removed"] = removed
    tell([("success", t("removed_one").format(name=gone.document.name)) for gone in removed])


def read_again_button(base: Library, document: PolicyDocument) -> None:
    if not st.button(t("read_again"), key="read-again", help=t("read_again_help")):
        return
    bar = st.progress(0.0, t("reading"))

    def show(path: Path, stage: str, page: int, pages: int) -> None:
        bar.progress(page / max(1, pages), plain(t("reading_page").format(file=path.name, stage=stage, page=page, pages=pages)))

    try:
        added = read_again(base, document.document_id, show)
    except IngestError as error:
        tell([("error", t("refused_file").format(file=document.file, reason=error.reason))])
    except (BaseError, OSError) as error:
        tell([("error", str(error))])
    else:
        tell([("success", t("read_again_done").format(name=base.document(added.document_id).name))])
