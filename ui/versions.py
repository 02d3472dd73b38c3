"""Two versions of one regulation, Pasal by Pasal, the changed words marked by more than colour."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from answer.values import Citation
from answer.versions import VersionRow, Words, compare_versions, versions_of
from index.library import Library
from ui import exports
from ui.answers import sources
from ui.drawing import escaped, marker, plain
from ui.filters import naming
from ui.links import bring
from ui.session import choose
from ui.texts import t


def draw(base: Library) -> None:
    pairs = kept("version-pairs", base.generation(), lambda: versions_of(base))
    if not pairs:
        plain(t("no_versions"), "notice calm")
        return
    documents = {d.document_id: d for d in base.documents()}
    names = {document_id: d.name for document_id, d in documents.items()}
    older, newer = st.selectbox(
        t("pair"),
        pairs,
        key="version-pair",
        format_func=lambda p: f"{names[p[0]]} → {naming(documents[p[1]])}",
        on_change=choose,
        args=(1,),
    )
    rows = kept("version-rows", (older, newer, base.generation()), lambda: compare_versions(older, newer, base))
    if not rows:
        plain(t("no_rows"), "notice")
        return
    only = any(r.state == "sama" for r in rows) and st.toggle(t("only_changes"), value=True, key="only-changes")
    shown, citations = numbered([r for r in rows if not only or r.state != "sama"])
    plain(counts(rows))
    with st.container(key="answer"):
        st.html(f'<div class="caption">{escaped(t("legend"))}</div>{table(shown, names[older], names[newer])}')
        view = sources(base, citations)
    bring(view, f"{older} {newer}")
    with st.container(key="below"):
        exports.version_buttons(base, names[older], names[newer], shown, citations)


def kept(name: str, key: object, make):
    """A value of this visitor, made again only when `key` changes."""
    found = st.session_state.get(name)
    if found is None or found[0] != key:
        found = st.session_state[name] = (key, make())
    return found[1]


def numbered(rows: Sequence[VersionRow]) -> tuple[list[VersionRow], tuple[Citation, ...]]:
    """The rows with their citations numbered through, and these citations."""
    from dataclasses import replace

    citations: list[Citation] = []

    def number(citation: Citation | None) -> Citation | None:
        if citation is not None:
            citation = replace(citation, marker=len(citations) + 1)
            citations.append(citation)
        return citation

    return [replace(row, left=number(row.left), right=number(row.right)) for row in rows], tuple(citations)


def counts(rows: Sequence[VersionRow]) -> str:
    """ "3 berubah, 1 baru, 12 sama": how many Pasal of each state."""
    found = {state: sum(r.state == state for r in rows) for state in ("berubah", "baru", "dihapus", "sama")}
    return ", ".join(f"{n} {t(f'state_{state}')}" for state, n in found.items() if n)


def table(rows: Sequence[VersionRow], left: str, right: str) -> str:
    head = "".join(f"<th scope='col'>{escaped(words)}</th>" for words in (t("clause"), left, right))
    body = "".join(
        f"<tr><th scope='row'>{escaped(r.num)}<br><span class='state'>{escaped(t(f'state_{r.state}'))}</span></th>"
        f"<td>{side(r.left, r.left_words, 'del')}</td><td>{side(r.right, r.right_words, 'ins')}</td></tr>"
        for r in rows
    )
    return (
        f'<div class="cells-frame" tabindex="0" role="region" aria-label="{escaped(t("by_versions"))}"><table class="cells">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def side(citation: Citation | None, words: Sequence[Words], tag: str) -> str:
    if citation is None:
        return f'<span class="none">{escaped(t("not_there"))}</span>'
    text = "".join(f"<{tag}>{escaped(w.text)}</{tag}>" if w.changed else escaped(w.text) for w in words)
    return f"{text} {marker(citation.marker)}"
