"""The frame of all screens: navigation, language, the state of the model."""

from __future__ import annotations

import streamlit as st

from index.database import BaseError
from ui import bandingkan, dokumen, istilah, orientasi, pasal, tanya
from ui.drawing import plain
from ui.frame import choose_language, dress, model_state
from ui.state import warming
from ui.style import style
from ui.texts import t

SCREENS = {"ask": tanya, "compare": bandingkan, "clause": pasal, "terms": istilah, "orientation": orientasi, "documents": dokumen}


def icon():
    """A small picture of our own: an icon by name would make the browser ask a font server."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (64, 64), "#0b5a8a")
    ImageDraw.Draw(picture).rounded_rectangle((14, 10, 50, 54), radius=4, fill="white")
    return picture


def main() -> None:
    st.set_page_config(page_title=t("title"), page_icon=icon(), layout="wide")
    language = choose_language()
    pages = [st.Page(module.screen, title=t(key), url_path=key, default=key == "ask") for key, module in SCREENS.items()]
    st.session_state["pages"] = dict(zip(SCREENS, pages, strict=True))  # for links from one screen to another
    page = st.navigation(pages)
    st.set_page_config(page_title=f"{page.title} · {t('title')}")
    dress(language)
    state = warming()
    with st.sidebar:
        model_state(state)
    if state.error:
        plain(state.error, "notice stop")
    style()
    try:
        page.run()
    except (BaseError, OSError) as error:  # a base that is broken, busy or gone is a sentence, whatever screen meets it
        plain(str(error), "notice stop")
