"""What visitors think of answers: one JSON line each, in the folder of the base, nowhere else."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import streamlit as st

from answer.values import Answer
from index.library import Library
from ui.drawing import plain
from ui.texts import t

FILE_NAME = "penilaian.jsonl"
LONGEST_REASON = 1000


def record(answer: Answer, good: bool, reason: str, now: datetime.datetime) -> dict:
    """One rating: enough to ask the question again and see what was cited."""
    return {
        "time": now.isoformat(timespec="seconds"),
        "question": answer.query,
        "kind": answer.kind,
        "level": answer.level,
        "good": good,
        "reason": reason.strip()[:LONGEST_REASON],
        "refused_because": answer.refused_because,
        "citations": [{"document_id": c.document_id, "eid": c.eid, "page": c.page} for c in answer.citations],
    }


def save(folder: Path, rating: dict) -> None:
    """Adds a line; whole, whoever else is writing. Raises OSError."""
    line = (json.dumps(rating, ensure_ascii=False) + "\n").encode()
    handle = os.open(folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)


def saved(folder: Path) -> bytes:
    """All ratings as JSONL; empty where there are none."""
    path = folder / FILE_NAME
    return path.read_bytes() if path.is_file() else b""


def rate(base: Library, answer: Answer) -> None:
    """Thumbs, a reason, and the word that it was kept."""
    with st.container(key="rating", horizontal=True, vertical_alignment="center"):
        st.html(f'<span class="noprint">{t("helpful")}</span>', width="content")
        thumb = st.feedback("thumbs", key=f"thumb-{hash(answer.query)}")
    if thumb is None:
        return
    with st.form(f"rating-{hash(answer.query)}", border=False):
        reason = st.text_input(t("reason"), max_chars=LONGEST_REASON)
        sent = st.form_submit_button(t("send_reason"))
    if sent:
        try:
            save(base.folder, record(answer, thumb == 1, reason, datetime.datetime.now().astimezone()))
        except OSError as error:
            plain(f"{t('not_saved')}: {error.strerror or error}", "notice stop")
            return
        plain(t("thanks"), "notice calm")


def download(base: Library) -> None:
    """The ratings as a file, in the sidebar, where there are any."""
    if (base.folder / FILE_NAME).is_file():
        st.sidebar.download_button(
            t("export_feedback"), lambda: saved(base.folder), FILE_NAME, "application/jsonl", key="ratings", on_click="ignore"
        )
