"""Istilah: every defined term of the base, each document's own definition with its place, side by side where they differ."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from answer.base import Prepared
from answer.glossary import Entry, citation, wording
from answer.values import Citation
from ui.drawing import badge, place
from ui.library_path import entries
from ui.page_dialog import open_page
from ui.state import library
from ui.texts import t

PER_PAGE = 15
ALL, OTHER = "all", "#"
SIDE_BY_SIDE = 3  # definitions in one row


def screen() -> None:
    from answer.ask import prepared

    st.title(t("terms"))
    st.write(t("glossary_intro"))
    library_ = library()
    base = prepared(library_)
    found = entries(library_, str(library_.folder), library_.generation())
    if not found:
        st.info(t("no_terms") if library_.documents() else t("empty"))
        return
    wanted = st.text_input(t("find_term"), key="term", placeholder=t("find_term_example")).strip().lower()
    differing = st.toggle(t("only_differing"), key="term-differing")
    matching = [e for e in found if matches(e, wanted) and (e.wordings > 1 or not differing)]
    shown = of_letter(matching) if not wanted else sorted(matching, key=lambda e: closeness(e, wanted))
    st.text(t("terms_found").format(n=len(shown), all=len(found)))
    for entry in one_page(shown, (wanted, differing, st.session_state.get("letter"))):
        draw(base, entry)


def matches(entry: Entry, wanted: str) -> bool:
    """In the name or the abbreviation; in a definition only for words long enough to mean something."""
    if wanted in f"{entry.term} {entry.short}".lower():
        return True
    return len(wanted) > 3 and any(wanted in definition.passage.text.lower() for definition in entry.definitions)


def closeness(entry: Entry, wanted: str) -> tuple[int, str]:
    names = (entry.term.lower(), entry.short.lower())
    rank = 0 if wanted in names else 1 if any(name.startswith(wanted) for name in names) else 2 if wanted in " ".join(names) else 3
    return rank, entry.term.lower()


def initial(entry: Entry) -> str:
    first = entry.term[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def of_letter(found: Sequence[Entry]) -> list[Entry]:
    """Those of the chosen letter; only letters that have terms can be chosen."""
    counts = Counter(initial(entry) for entry in found)
    letters = [ALL, *sorted(counts)]
    if st.session_state.get("letter") not in letters:
        st.session_state["letter"] = ALL
    chosen = st.segmented_control(
        t("letter"), letters, required=True, key="letter", format_func=lambda x: t("all_letters") if x == ALL else x
    )
    return [entry for entry in found if chosen in (ALL, initial(entry))]


def one_page(found: Sequence[Entry], asked: object) -> list[Entry]:
    """The terms of the chosen page; another question begins at its first page."""
    pages = max(1, -(-len(found) // PER_PAGE))
    if st.session_state.get("terms-asked") != asked:
        st.session_state["terms-asked"], st.session_state["terms-page"] = asked, 1
    if pages == 1:
        return list(found)
    number = st.pagination(pages, key="terms-page")
    return list(found[(number - 1) * PER_PAGE : number * PER_PAGE])


def draw(base: Prepared, entry: Entry) -> None:
    """A card: the name, then each wording once with all documents that use it."""
    groups: dict[str, list[Citation]] = {}
    for definition in entry.definitions:
        if cited := citation(base, definition):
            groups.setdefault(wording(definition), []).append(cited)
    with st.container(border=True):
        short = f" ({entry.short})" if entry.short else ""
        note = f"<div><small>{html.escape(t('differ').format(n=len(groups)))}</small></div>" if len(groups) > 1 else ""
        st.html(f"<h2 class='term'>{html.escape(entry.term + short)}</h2>{note}")
        alike = list(groups.values())
        for start in range(0, len(alike), SIDE_BY_SIDE):
            row = alike[start : start + SIDE_BY_SIDE]
            for column, cited in zip(st.columns(len(row)), row, strict=True):
                with column:
                    definition_card(base, entry, cited)


def definition_card(base: Prepared, entry: Entry, same: Sequence[Citation]) -> None:
    sources = "".join(f"<div>{html.escape(c.title)}, {html.escape(place(c))} {badge(c.status.status)}</div>" for c in same)
    st.html(f"<div class='quote'>{html.escape(same[0].quote)}</div>{sources}")
    first = same[0]
    if st.button(f"{t('see_page')} {same[0].page}", key=f"term-{entry.key}-{first.document_id}-{first.eid}"):
        open_page(base.library, first)
