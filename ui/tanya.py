"""Tanya: a question, its cited answer, and the page behind each citation."""

from __future__ import annotations

import html
from dataclasses import replace

import streamlit as st

from answer.values import Answer
from index.database import BaseError
from index.library import Library
from index.values import Filters
from ui.drawing import STYLE, card, comparison_table, page_viewer, show
from ui.state import library, warming
from ui.texts import EXAMPLES, t

HISTORY = 12
NEAREST = 5


def screen() -> None:
    st.title(t("title"))
    st.write(t("tagline"))
    base = library()
    state = warming()
    if not base.documents():
        st.info(t("empty"))
        return
    if not state.done.is_set():
        st.write(t("warming"))
    if "question" not in st.session_state:
        st.session_state["question"] = st.query_params.get("q", "")
    with st.form("ask", border=False):
        question = st.text_input(t("question"), key="question", placeholder=t("placeholder"))
        past = st.session_state.get("history", [])
        follows = st.checkbox(t("follows"), key="follows") if past else False
        asked = st.form_submit_button(t("submit"), type="primary")
    examples()
    filters = chosen_filters(base)
    if asked:
        show(1)
        st.session_state["context"] = next((q for q in reversed(past) if q != question), None) if follows else None
    if question.strip():
        st.query_params["q"] = question
        draw(base, question, filters)


def examples() -> None:
    with st.expander(t("examples"), expanded=not st.session_state.get("question")):
        for column, (role, questions) in zip(st.columns(len(EXAMPLES)), EXAMPLES.items(), strict=True):
            column.markdown(f"**{t(role)}**")
            for question in questions:
                column.button(question, key=f"example-{question}", on_click=choose, args=(question,), width="stretch")


def choose(question: str) -> None:
    st.session_state["question"], st.session_state["context"] = question, None
    show(1)


def chosen_filters(base: Library) -> Filters:
    documents = base.documents()
    with st.sidebar:
        st.subheader(t("filters"))
        forms = st.multiselect(t("form"), sorted({d.form for d in documents if d.form}), placeholder=t("choose"))
        years = st.multiselect(t("year"), sorted({d.year for d in documents if d.year}), placeholder=t("choose"))
        ids = st.multiselect(t("document"), [d.document_id for d in documents], placeholder=t("choose"))
        past = st.session_state.get("history", [])
        if past:
            st.subheader(t("history"))
            for i, question in enumerate(reversed(past)):
                st.button(question, key=f"history-{i}", on_click=choose, args=(question,), width="stretch")
    return Filters(documents=tuple(ids) or None, forms=tuple(forms) or None, years=tuple(years) or None)


def draw(base: Library, question: str, filters: Filters) -> None:
    from answer.ask import ask

    history = st.session_state.setdefault("history", [])
    try:
        with st.spinner(t("working")):
            answer = ask(question, base, filters, context=st.session_state.get("context"))
    except (BaseError, OSError) as error:
        st.error(str(error))
        return
    if question not in history:
        st.session_state["history"] = [*history, question][-HISTORY:]
    if answer.kind == "refusal":
        refused(base, answer)
        return
    left, right = st.columns([5, 4], gap="medium")
    with left:
        cited(answer)
    with right:
        page_viewer(base, answer)


def refused(base: Library, answer: Answer) -> None:
    st.warning(f"{t('refused')}: {answer.refused_because}")
    st.header(t("nearest"))
    for hit in answer.hits[:NEAREST]:
        document = base.document(hit.passage.document_id)
        name = document.name if document else hit.passage.document_id
        place = f"{name}, {hit.passage.locator}, {t('page').lower()} {hit.passage.first_page}"
        st.html(f"{STYLE}<div>{html.escape(place)}</div><div class='quote'>{html.escape(hit.passage.text[:400])}</div>")


def cited(answer: Answer) -> None:
    if answer.level == "related":
        st.warning(t("related"))
    for note in answer.notes:
        st.warning(note.replace("*", "\\*"))
    rest = list(answer.citations)
    if answer.comparison:
        in_cells = {m for row in answer.comparison.rows for side in (row.left, row.right) for m in side.markers}
        for citation in [c for c in rest if c.marker not in in_cells]:  # the sentence that states the difference itself
            card(citation, "answer")
            rest.remove(citation)
        comparison_table(answer.comparison)
        st.subheader(t("sources"))
    for citation in rest:
        card(citation, "answer")
    export(answer)
    st.write(f"{t('took')}: {answer.took_ms:.0f} ms")


def export(answer: Answer) -> None:
    from ui.export_docx import note

    name = "nota-rujukan.docx"
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    st.download_button(t("docx"), note(replace(answer)), name, mime)
