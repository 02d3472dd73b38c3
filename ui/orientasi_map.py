"""The first step of Orientasi: the picture of relations, and the same as a table with the place of each."""

from __future__ import annotations

import html

import streamlit as st

from answer.orientation import Link, Work
from answer.starters import called
from index.library import Library
from ui import progress
from ui.library_path import LearningPath
from ui.relation_map import DARK, LIGHT, dot
from ui.texts import t

FEW = 24  # relations up to which plain references are drawn without asking
COLUMNS = ("who", "does", "to_whom", "where")
VERBS = ("mengubah", "mencabut", "melaksanakan", "merujuk")


def map_step(base: Library, path: LearningPath) -> None:
    pages = sum(work.pages for work in path.works)
    st.write(t("map_intro").format(works=len(path.works), pages=pages))
    linked = [work for work in path.works if any(work.key in (link.source, link.target) for link in path.links)]
    if not linked:
        st.info(t("map_none"))
    else:
        shown = chosen_links(path, linked)
        draw(path, shown)
        as_text(base, path, shown)
    left_out(path, linked)
    progress.checkbox("map", t("map_done"))


def chosen_links(path: LearningPath, linked: list[Work]) -> list[Link]:
    """All relations, or those of one work, with or without plain references."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    by_key = {work.key: work for work in linked}
    focus = left.selectbox(
        t("map_focus"), [None, *by_key], format_func=lambda key: by_key[key].name if key else t("map_whole"), key="map-focus"
    )
    plain = right.checkbox(t("map_references"), value=len(path.links) <= FEW, key="map-references") if focus is None else True
    of_focus = [link for link in path.links if focus in (None, link.source, link.target)]
    return [link for link in of_focus if plain or link.verb != "merujuk"]


def draw(path: LearningPath, shown: list[Link]) -> None:
    dark = st.context.theme.type == "dark"
    keys = {key for link in shown for key in (link.source, link.target)}
    works = [work for work in path.works if work.key in keys]
    legend(dark)
    st.graphviz_chart(dot(works, shown, dark), width="stretch", alt=t("map_alt").format(n=len(works)))


def legend(dark: bool) -> None:
    colours = DARK if dark else LIGHT
    style = {"mengubah": "3px solid", "mencabut": "3px dashed", "melaksanakan": "2px solid", "merujuk": "2px dotted"}
    items = (
        f"<span style='white-space:nowrap;margin-right:1.4rem'><span style='display:inline-block;width:2.2rem;vertical-align:middle;"
        f"border-top:{style[verb]} {colours[verb]}'></span> {html.escape(t(f'verb_{verb}'))}</span>"
        for verb in VERBS
    )
    st.html(f"<div>{''.join(items)}</div>")


def as_text(base: Library, path: LearningPath, shown: list[Link]) -> None:
    by_key = {work.key: work for work in path.works}
    rows = []
    for link in sorted(shown, key=lambda x: (VERBS.index(x.verb), x.source, x.target)):
        cells = (called(by_key[link.source].first), t(f"verb_{link.verb}"), called(by_key[link.target].first), place_of(base, link))
        named = zip(COLUMNS, cells, strict=True)
        rows.append("<tr>" + "".join(f"<td data-label='{html.escape(t(key))}'>{html.escape(cell)}</td>" for key, cell in named) + "</tr>")
    head = "".join(f"<th scope='col'>{html.escape(t(key))}</th>" for key in COLUMNS)
    with st.expander(t("map_as_text")):
        st.html(f"<table class='library'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>")


def place_of(base: Library, link: Link) -> str:
    clause = base.clause(link.document_id, link.evidence)
    return f"{clause.locator}, {t('page').lower()} {clause.first_page}" if clause else ""


def left_out(path: LearningPath, linked: list[Work]) -> None:
    alone = [work for work in path.works if work not in linked]
    if alone:
        with st.expander(f"{t('map_alone')} ({len(alone)})"):
            st.html(
                "<ul>"
                + "".join(f"<li>{html.escape(work.name)}{html.escape(f': {work.title}' if work.title else '')}</li>" for work in alone)
                + "</ul>"
            )
    if path.outside:
        with st.expander(t("map_outside")):
            notes = (f"<li>{html.escape(name)} ({html.escape(t('map_outside_note').format(n=count))})</li>" for name, count in path.outside)
            st.html(f"<ul>{''.join(notes)}</ul>")
