"""Fetching official documents of the catalogue: the only act of the front end that uses the internet, and only when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from index.library import Library
from ingest import catalogue
from ingest.catalogue import Entry
from ingest.fetch import Fetched, fetch
from ui.dokumen_changes import News, taken_in, tell
from ui.plain import plain
from ui.texts import t

FOLDER = "unduhan"


def fetch_section(base: Library) -> None:
    have = {document.document_id for document in base.documents()}
    entries = {entry.key: entry for entry in catalogue.load() if entry.key not in have}
    with st.container(border=True):
        st.header(t("fetch").format(n=len(entries)))
        if not entries:
            st.write(t("fetch_nothing"))
            return
        hosts = sorted({urlsplit(entry.pdf).hostname or "" for entry in entries.values()})
        st.write(plain(t("fetch_note").format(hosts=", ".join(hosts))))
        with st.form("fetch", border=False, clear_on_submit=True):
            label = lambda key: f"{entries[key].name} tentang {entries[key].about}"  # noqa: E731
            chosen = st.multiselect(t("fetch_choose"), list(entries), format_func=label, placeholder=t("choose"))
            sent = st.form_submit_button(t("fetch_submit"))
        if sent and chosen:
            results = downloaded([entries[key] for key in chosen], base.folder / FOLDER)
            paths = [result.path for result in results if result.path]
            tell([*said_of(results), *(taken_in(base, paths) if paths else [])])


def downloaded(entries: Sequence[Entry], folder: Path) -> list[Fetched]:
    """One after another behind a bar that says how much has come."""
    bar = st.progress(0.0, t("fetching"))
    order = [entry.key for entry in entries]

    def show(entry: Entry, done: int, total: int | None) -> None:
        of = f" / {total / 1e6:.1f}" if total else ""
        share = (order.index(entry.key) + (done / total if total else 0)) / len(order)
        bar.progress(min(1.0, share), plain(f"{entry.name}: {done / 1e6:.1f}{of} MB"))

    return fetch(entries, folder, progress=show)


def said_of(results: Sequence[Fetched]) -> list[News]:
    """What came is said by its reading; here only what did not, or is not what the catalogue knows."""
    found: list[News] = []
    for result in results:
        if result.state == "gagal":
            found.append(("error", t("fetch_failed").format(name=result.entry.name, reason=in_words(result.reason))))
        elif result.state == "berbeda":
            found.append(("warning", t("fetch_other").format(name=result.entry.name, reason=result.reason)))
    return found


def in_words(reason: str) -> str:
    """What the network layer says in English and numbers, as a user would say it."""
    return t("no_connection") if "Errno" in reason or "timed out" in reason else reason
