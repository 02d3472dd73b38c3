"""What all visitors share: the base, opened once, and the model, warmed in the background."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass

import streamlit as st

from index.library import Library
from index.location import base_folder


@dataclass(slots=True)
class Warming:
    """`done` is set when the model answers quickly; `error` says in words why it cannot."""

    done: threading.Event
    error: str = ""


@st.cache_resource(show_spinner=False)
def library() -> Library:
    return Library(base_folder())


@st.cache_resource(show_spinner=False)
def warming() -> Warming:
    """Starts to load the model and the indexes; returns at once."""
    state = Warming(threading.Event())

    def warm() -> None:
        try:
            from answer.ask import ask

            ask("pemanasan model", library())
        except Exception as error:  # shown to the user instead of dying unseen in a thread
            state.error = str(error)
        finally:
            state.done.set()

    threading.Thread(target=warm, daemon=True).start()
    return state


def read_only() -> bool:
    return os.environ.get("RUJUKAN_READ_ONLY", "") not in ("", "0")
