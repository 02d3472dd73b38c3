"""An answer on the screen: its text with markers, its sources, the page beside them, or why there is none and what is nearest."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from answer.values import Answer, Citation
from index.library import Library
from index.values import Filters, Hit
from ui.citing import legal_citation
from ui.drawing import answer_html, answer_parts, badge, comparison_html, escaped, place, plain
from ui.filters import said, searched
from ui.links import bring
from ui.session import choose
from ui.texts import t
from ui.viewer import open_link, viewer

NEAREST = 5
NOTES_SEEN = 3
SHOWN = 600  # characters of a nearest passage


def on_act(verb: str, what: str) -> None:
    if verb == "marker" and what.isdigit():
        choose(int(what))


def draw(base: Library, answer: Answer, filters: Filters = Filters(), clauses: bool = False) -> None:
    """An answer with its sources and the page of the chosen one. `clauses`: whether a source leads on to the screen Pasal."""
    citations = answer.citations or nearest(base, answer.hits[:NEAREST])
    st.html(f'<h2 class="printonly">{escaped(answer.query)}</h2>')
    with st.container(key="answer"):
        if answer.kind == "refusal":
            refusal(base, answer, filters)
        else:
            text(answer)
        view = sources(base, citations, answer.kind == "refusal", clauses)
    bring(view, answer.query)


def text(answer: Answer) -> None:
    parts = answer_parts(answer)
    if answer.level == "related" and parts and isinstance(parts[0], str):
        plain(parts.pop(0), "notice")
    if answer.notes:
        st.html(notices(answer.notes))
    if answer.comparison:
        in_cells = {m for row in answer.comparison.rows for side in (row.left, row.right) for m in side.markers}
        st.html(answer_html(c for c in answer.citations if c.marker not in in_cells) + comparison_html(answer.comparison))
        return
    st.html(answer_html(parts))


def notices(notes: Sequence[str]) -> str:
    """Warnings in one box; the first are seen at once, the others are opened."""
    seen = "".join(f"<div>{escaped(note)}</div>" for note in notes[:NOTES_SEEN])
    rest = "".join(f"<div>{escaped(note)}</div>" for note in notes[NOTES_SEEN:])
    more = f"<details><summary>{escaped(t('more_notes').format(count=len(notes) - NOTES_SEEN))}</summary>{rest}</details>" if rest else ""
    return f'<div class="notice">{seen}{more}</div>'


def refusal(base: Library, answer: Answer, filters: Filters) -> None:
    plain(f"{t('refused')}: {answer.refused_because}", "notice stop")
    documents, passages = searched(base, filters)
    counts = t("searched_counts").format(documents=f"{documents:,}".replace(",", "."), passages=f"{passages:,}".replace(",", "."))
    words = said(filters, base.documents())
    plain(f"{t('searched')}: {counts}, {t('with_filters').format(filters=words) if words else t('no_filters')}.", "notice calm")
    if answer.hits:
        st.html(f'<h2 class="role">{escaped(t("nearest"))}</h2>')
    else:
        plain(t("no_nearest"))


def nearest(base: Library, hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The passages of hits as citations, so that their pages can be looked at; one each, on the page where it begins."""
    from answer.quote import cite, passage_group

    found: list[Citation] = []
    for hit in hits:
        passage = hit.passage
        group = passage_group(base, passage)
        if group:
            found += cite(base, group, passage.start, passage.end, base.status(passage.document_id), len(found) + 1)[:1]
    return tuple(found)


def sources(base: Library, citations: Sequence[Citation], with_quotes: bool = False, clauses: bool = False):
    """A card for each citation; the page picture follows the chosen one (beside all of them where the screen is wide)."""
    chosen = st.session_state.get("marker", 1)
    if all(c.marker != chosen for c in citations):
        chosen = 1
    view = None
    if citations and not with_quotes:
        st.html(f'<h2 class="role">{escaped(t("sources"))}</h2>')
    for citation in citations:
        st.html(card(base, citation, citation.marker == chosen, with_quotes, clauses))
        if citation.marker == chosen:
            view = viewer(base, citations)
    return view


def card(base: Library, citation: Citation, chosen: bool, with_quote: bool, clauses: bool) -> str:
    """One source: which document, where in it, its status, and what can be done with it."""
    ocr = f" · {escaped(t('ocr'))}" if citation.ocr else ""
    quote = citation.quote if len(citation.quote) <= SHOWN else citation.quote[:SHOWN].rsplit(" ", 1)[0] + " …"
    body = f'<div class="quote">{escaped(quote)}</div>' if with_quote else ""
    return (
        f'<div class="source{" chosen" if chosen else ""}" id="sumber-{citation.marker}" tabindex="-1">'
        f"<div><strong>[{citation.marker}] {escaped(citation.title)}</strong></div>"
        f'<div class="where">{escaped(place(citation))} {badge(citation.status.status)}{ocr}</div>{body}'
        f'<div class="acts">{acts(base, citation, chosen, clauses)}</div></div>'
    )


def acts(base: Library, citation: Citation, chosen: bool, clauses: bool) -> str:
    """Show its page, copy it as a legal citation, open the file there, go to its clause."""
    number, path = citation.marker, base.file_path(citation.document_id)
    copied = escaped(legal_citation(citation, base.document(citation.document_id)))
    show = f'data-act="marker:{number}" data-to="sumber-{number}" aria-pressed="{str(chosen).lower()}"'
    copy = f'data-act="copy" data-text="{copied}" data-done="{escaped(t("copied"))}" title="{copied}"'
    clause = f'data-act="open:{escaped(citation.document_id)}#{escaped(citation.eid)}"'
    made = [
        f'<button type="button" {show}>{escaped(t("show_page"))} [{number}]</button>',
        f'<button type="button" {copy}>{escaped(t("citation"))} [{number}]</button>',
        open_link(citation, path.suffix, citation.page) if path else "",
        f'<button type="button" {clause}>{escaped(t("see_clause"))}</button>' if clauses else "",
    ]
    return "".join(made)
