"""Orientasi: a path for new staff. How the documents hang together, key terms, first questions, a reading order."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from answer.glossary import citation
from answer.orientation import Reason, Step, Work
from answer.starters import COUNT, Starter, called
from index.library import Library
from ui import progress
from ui.drawing import badge, emphasised, place
from ui.drawing import plain as shown_as_is
from ui.library_path import LearningPath, learning_path, questions
from ui.orientasi_map import map_step
from ui.page_dialog import page_button
from ui.pasal import open_clause
from ui.plain import plain
from ui.session import Turn, go_to
from ui.state import library
from ui.texts import t

STEPS = ("map", "terms", "questions", "reading")
SHOWN_CITATIONS = 3
READ_FIRST = 9  # works of the reading order that are shown at once
NAMED = 4  # works that a reason names


def screen() -> None:
    st.title(t("orientation"))
    st.write(t("orientation_intro"))
    base = library()
    if not base.documents():
        st.info(t("empty"))
        return
    where = (base, str(base.folder), base.generation())
    path = learning_path(*where)
    asked = questions(*where)
    show_progress(path, asked.result() if asked.done() and not asked.exception() else [])
    step = st.segmented_control(t("step"), STEPS, default="map", required=True, key="step", format_func=lambda s: t(f"step_{s}"))
    if step == "map":
        map_step(base, path)
    elif step == "terms":
        terms_step(base, path)
    elif step == "questions":
        with st.spinner(t("questions_working")):
            failed = asked.exception()
        if failed:
            shown_as_is(f"{t('model_failed')}: {failed}", "notice stop")
        else:
            questions_step(asked.result())
    else:
        reading_step(path)
    reset()


def show_progress(path: LearningPath, asked: Sequence[Starter]) -> None:
    keys = {"map", *(f"term-{e.key}" for e in path.terms), *(f"read-{s.work.key}" for s in path.steps if s.part in ("intro", "core"))}
    keys |= {f"ask-{s.question}" for s in asked} or {f"ask-{n}" for n in range(COUNT)}  # until they are made
    ticked = len(progress.done() & keys)
    st.progress(ticked / len(keys), t("progress").format(done=ticked, all=len(keys)))


def reset() -> None:
    st.divider()
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.caption(t("progress_kept") if progress.kept_locally() else t("progress_not_kept"))
    with right.popover(t("progress_reset"), width="stretch"):
        st.button(t("progress_reset_sure"), on_click=progress.reset)


def terms_step(base: Library, path: LearningPath) -> None:
    from answer.ask import prepared

    st.write(t("terms_intro"))
    if not path.terms:
        st.info(t("no_terms"))
    for entry in path.terms:
        cited = citation(prepared(base), entry.definitions[0])
        short = f" ({entry.short})" if entry.short else ""
        with st.container(border=True):
            body = f"<div class='quote'>{html.escape(cited.quote)}</div>" if cited else ""
            source = f"<div>{html.escape(cited.title)}, {html.escape(place(cited))} {badge(cited.status.status)}</div>" if cited else ""
            st.html(f"<strong>{html.escape(entry.term + short)}</strong>{body}{source}")
            with st.container(horizontal=True, vertical_alignment="center"):
                progress.checkbox(f"term-{entry.key}", t("understood"))
                if cited:
                    page_button(base, cited, f"term-page-{entry.key}")


def questions_step(found: Sequence[Starter]) -> None:
    st.write(t("questions_intro"))
    if not found:
        st.info(t("no_questions"))
    for number, starter in enumerate(found, 1):
        key = f"ask-{starter.question}"
        tick = " ✓" if key in progress.done() else ""
        with st.expander(f"{number}. {plain(starter.question)}{tick}", expanded=number == 1):
            st.html("".join(quoted(c) for c in starter.answer.citations[:SHOWN_CITATIONS]))
            if (more := len(starter.answer.citations) - SHOWN_CITATIONS) > 0:
                st.caption(t("more_citations").format(n=more))
            with st.container(horizontal=True, vertical_alignment="center"):
                progress.checkbox(key, t("understood"))
                ask_link(starter.question, t("open_in_ask"), f"ask-{number}")


def quoted(c) -> str:
    where = f"{html.escape(c.title)}, {html.escape(place(c))} {badge(c.status.status)}"
    return f"<div class='quote'>{emphasised(c.quote, c.emphasis)} <strong>[{c.marker}]</strong></div><div>[{c.marker}] {where}</div>"


def ask_link(question: str, label: str, key: str) -> None:
    """Opens Tanya with this question."""
    if st.button(label, key=f"open-{key}"):
        go_to(Turn(question))
        st.switch_page(st.session_state["pages"]["ask"], query_params={"q": question})


def document_link(document_id: str, label: str) -> None:
    """Opens Pasal at this document: its outline, its clauses, its pages."""
    if st.button(label, key=f"read-{document_id}"):
        open_clause(document_id, "")
        st.switch_page(st.session_state["pages"]["clause"], query_params={"d": document_id})


def reading_step(path: LearningPath) -> None:
    st.write(t("reading_intro"))
    for number, step in enumerate(path.steps[:READ_FIRST], 1):
        reading(number, step)
    rest = path.steps[READ_FIRST:]
    if rest:
        with st.expander(t("reading_more").format(n=len(rest))):
            for number, step in enumerate(rest, READ_FIRST + 1):
                reading(number, step)


def reading(number: int, step: Step) -> None:
    work = step.work
    about = f"<div>{html.escape(work.title)}</div>" if work.title else ""
    why = "".join(f"<li>{html.escape(reason_text(reason))}</li>" for reason in step.reasons)
    kind = f"{t(f'level_{work.level}')} · {work.pages} {t('pages')}"
    with st.container(border=True):
        st.html(f"<strong>{number}. {html.escape(work.name)}</strong>{about}<div><small>{html.escape(kind)}</small></div><ul>{why}</ul>")
        with st.container(horizontal=True, vertical_alignment="center"):
            progress.checkbox(f"read-{work.key}", t("read_it"))
            for document in work.documents:
                part = f": {document.file}" if len(work.documents) > 1 else ""
                document_link(document.document_id, t("open_document") + plain(part))


def reason_text(reason: Reason) -> str:
    names = listed(reason.works)
    by = t("by").format(names=names) if reason.works else ""
    return t(f"why_{reason.kind}").format(names=names, by=by)


def listed(works: Sequence[Work]) -> str:
    named = [called(work.first) for work in works[:NAMED]]
    if len(works) > NAMED:
        named.append(t("and_more").format(n=len(works) - NAMED))
    return t("and").join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else "".join(named)
