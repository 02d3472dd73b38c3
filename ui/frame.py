"""What stands around every screen: language and title of the page, the state of the model."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from ui.state import Warming
from ui.texts import t

HERE = Path(__file__).parent
LANGUAGES = {"id": "Indonesia", "en": "English"}
POLL = 1.0  # seconds between two looks at a model that is still warming

# Streamlit has no translations; these are its own words, as they stand on our screens.
BUILT_IN = {
    "Skip to main content": "Langsung ke isi",
    "Upload": "Pilih berkas",
    "Drag and drop files here": "Letakkan berkas di sini",
    "Drag and drop file here": "Letakkan berkas di sini",
    "Browse files": "Pilih berkas",
    "file upload": "pilih berkas",
    "Add files": "Tambah berkas",
    "Choose options": "Pilih",
    "Choose an option": "Pilih",
    "No results": "Tidak ada",
    "No options to select": "Tidak ada pilihan",
    "Select all": "Pilih semua",
    "Clear all": "Kosongkan",
    "Clear value": "Kosongkan",
    "Open": "Buka",
    "Close": "Tutup",
    "Sidebar": "Bilah samping",
    "App pages": "Layar",
    "Collapse sidebar": "Tutup bilah samping",
    "Expand sidebar": "Buka bilah samping",
    "Main menu": "Menu utama",
    "Link to heading": "Tautan ke judul ini",
    "System": "Mengikuti sistem",
    "Light": "Terang",
    "Dark": "Gelap",
    "Print": "Cetak",
    "Record screen": "Rekam layar",
    "Fullscreen": "Layar penuh",
    "Close fullscreen": "Keluar dari layar penuh",
    "Copy to clipboard": "Salin",
    "Copied": "Tersalin",
    "Remove file": "Buang berkas",
    "Press Enter to submit form": "Tekan Enter untuk mengirim",
    "Press Enter to apply": "Tekan Enter",
    "Running...": "Memproses …",
    "Stop": "Hentikan",
    "Loading...": "Memuat …",
}


def dress(language: str) -> None:
    """The page's language, the house's style, Streamlit's own words. Only our own constants go into the script."""
    words = BUILT_IN if language == "id" else {ours: own for own, ours in BUILT_IN.items()}  # back again after a switch
    head = f"const LANGUAGE={json.dumps(language)},WORDS={json.dumps(words, ensure_ascii=False)};"
    st.html(HERE / "frame.css")
    with st.sidebar.container(key="frame"):
        script = (HERE / "frame.js").read_text(encoding="utf-8")
        st.html(f"<script>{{{head}{script}}}</script>", unsafe_allow_javascript=True)


def choose_language() -> str:
    """ "id" or "en", by the visitor's choice; `?lang=en` in the address is a first choice."""
    if "language" not in st.session_state:
        st.session_state["language"] = "en" if st.query_params.get("lang") == "en" else "id"
    return st.sidebar.radio(t("language"), LANGUAGES, key="language", format_func=LANGUAGES.get, horizontal=True)


def model_state(state: Warming) -> None:
    """Whether the model is ready, in the sidebar; looks again by itself until it is."""
    if state.done.is_set():
        show_state(state)
        return

    @st.fragment(run_every=POLL)
    def watch() -> None:
        show_state(state)
        if state.done.is_set():
            st.rerun()

    watch()


def show_state(state: Warming) -> None:
    if state.error:
        st.caption(t("model_failed"))
    elif state.done.is_set():
        st.caption(t("model_ready"))
    else:
        st.caption(t("model_warming"))
