"""What a newcomer has ticked off, kept in a small file of the base; in the session where the base is read-only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from ui.state import library, read_only

FILE_NAME = "orientasi.json"


def path() -> Path:
    return library().folder / FILE_NAME


def kept_locally() -> bool:
    return not read_only()


def done() -> set[str]:
    """Keys of what is ticked; nothing where the file is missing or not ours."""
    if not kept_locally():
        return st.session_state.setdefault("orientation_done", set())
    try:
        stored = json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return st.session_state.setdefault("orientation_done", set())
    return {key for key in stored if isinstance(key, str)} if isinstance(stored, list) else set()


def tick(key: str, ticked: bool) -> None:
    save(done() | {key} if ticked else done() - {key})


def reset() -> None:
    save(())


def save(keys: Iterable[str]) -> None:
    """To the file, whole or not at all; a folder that cannot be written leaves it to the session."""
    kept = set(keys)
    st.session_state["orientation_done"] = kept
    if not kept_locally():
        return
    try:
        scratch = path().with_suffix(".tmp")
        scratch.write_text(json.dumps(sorted(kept), ensure_ascii=False, indent=1), encoding="utf-8")
        scratch.replace(path())
    except OSError:
        return


def checkbox(key: str, label: str) -> None:
    """A box that keeps its state in the file."""
    widget = f"done-{key}"
    st.session_state[widget] = key in done()
    st.checkbox(label, key=widget, on_change=lambda: tick(key, st.session_state[widget]))
