"""Pasal: one clause of one document, where it stands, its Penjelasan, what it refers to and what refers to it."""

from __future__ import annotations

import streamlit as st

from answer.values import Answer
from index.database import BaseError
from index.library import Library
from ingest.values import Clause, PolicyDocument
from ui import answers, exports
from ui.drawing import badge, escaped, plain
from ui.filters import naming
from ui.links import listen
from ui.outline import label, outline, outline_html
from ui.references import changed_by, document_referred_by, links_html, referred_by, refers_to
from ui.session import choose
from ui.state import library
from ui.texts import t

FAILURES = (BaseError, OSError)
PLACES = ("pasal", "diktum")


def screen() -> None:
    try:
        base = library()
        documents = [d for d in base.documents() if base.clauses(d.document_id)]
        st.title(t("clause"), anchor=False)
        if not documents:
            plain(t("empty"), "notice calm")
            return
        listen(on_act)
        document = chosen_document(base, documents)
        clause = chosen_clause(base, document)
        draw(base, document, clause)
    except FAILURES as error:
        plain(str(error), "notice stop")


def chosen_document(base: Library, documents: list[PolicyDocument]) -> PolicyDocument:
    """The document selected above; the address may name one (`?d=`), the first regulation stands for none."""
    ids = [d.document_id for d in documents]
    names = {d.document_id: naming(d) for d in documents}
    if st.session_state.get("clause-document") not in ids:
        first = next((d.document_id for d in documents if d.kind == "regulation"), ids[0])
        asked = st.query_params.get("d", "")
        open_clause(asked if asked in ids else first, st.query_params.get("c", "") if asked in ids else "")
    key = f"clause-select-{st.session_state['clause-opened']}"
    now = ids.index(st.session_state["clause-document"])
    with st.container(key="clause-head"):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        left.selectbox(t("document"), ids, now, key=key, format_func=names.get, on_change=lambda: open_clause(st.session_state[key], ""))
        with right.form("clause-typed", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(t("reference"), key="clause-wanted", placeholder="Pasal 12 ayat (2)", max_chars=300)
            st.form_submit_button(t("go"), on_click=find, args=(base,))
    return documents[now]


def open_clause(document_id: str, eid: str) -> None:
    """Makes a clause the one on the screen; each opening has its own selection box, so that it shows what is open."""
    if st.session_state.get("clause-document") != document_id:
        st.session_state["clause-opened"] = st.session_state.get("clause-opened", 0) + 1
    st.session_state["clause-document"], st.session_state["clause-eid"], st.session_state["clause-missing"] = document_id, eid, ""
    choose(1)


def find(base: Library) -> None:
    """Opens what was typed, in the document chosen or in the one that is named with it; says what exists where there is no such clause."""
    from answer.lookup import find_clause, what_exists
    from answer.naming import named_documents
    from answer.references import find_reference

    typed = st.session_state.get("clause-wanted", "").strip()
    if not typed:
        return
    reference = find_reference(typed) or find_reference(f"Pasal {typed}")
    named = named_documents(typed, base.documents()).documents
    document_id = named[0] if named else st.session_state["clause-document"]
    if reference is None:
        st.session_state["clause-missing"] = t("not_a_place")
        return
    clause = find_clause(base.clauses(document_id), reference)
    if clause is None:
        st.session_state["clause-missing"] = what_exists(base, document_id, reference)
        return
    open_clause(document_id, clause.eid)


def chosen_clause(base: Library, document: PolicyDocument) -> Clause | None:
    clauses = base.clauses(document.document_id)
    wanted = st.session_state.get("clause-eid", "")
    found = next((c for c in clauses if c.eid == wanted), None)
    return (
        found or next((c for c in clauses if c.kind in PLACES and not c.eid.startswith("elucidation")), None) or first_part(base, document)
    )


def first_part(base: Library, document: PolicyDocument) -> Clause | None:
    """What a document without Pasal begins with."""
    nodes = outline(base.clauses(document.document_id))
    while nodes and nodes[0].below:
        nodes = nodes[0].below
    return nodes[0].clause if nodes else None


def draw(base: Library, document: PolicyDocument, clause: Clause | None) -> None:
    if missing := st.session_state.get("clause-missing"):
        plain(missing, "notice stop")
    if clause is None:
        plain(t("no_pasal"), "notice calm")
        return
    st.query_params["d"], st.query_params["c"] = document.document_id, clause.eid
    tree, shown = st.columns([2, 7], gap="small")
    with tree, st.container(key="outline", height=620, border=True):
        st.html(outline_html(outline(base.clauses(document.document_id)), clause))
    with shown:
        with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
            st.html(heading(base, document, clause), width="content")
            neighbours(base, clause)
        answer = told(base, document, clause)
        answers.draw(base, answer)
        st.html(related(base, clause))
        exports.buttons(base, answer)


def on_act(verb: str, what: str) -> None:
    if verb == "clause":
        open_clause(st.session_state["clause-document"], what)
    elif verb == "go":
        document_id, _, eid = what.partition("#")
        open_clause(document_id, eid)
    else:
        answers.on_act(verb, what)


def told(base: Library, document: PolicyDocument, clause: Clause) -> Answer:
    """The clause as an answer: its words, its Penjelasan, its newer wording, each cited."""
    from answer.ask import prepared
    from answer.compose import clause_answer

    ready = prepared(base)
    ready.refresh()
    draft = clause_answer(ready, [clause])
    return Answer(f"{clause.locator} {naming(document)}", "clause", draft.text, tuple(draft.citations), (), notes=tuple(draft.notes))


def heading(base: Library, document: PolicyDocument, clause: Clause) -> str:
    """Where the clause stands: the parts above it, those that can be read by themselves as links."""
    above = [c for eid in clause.parents if (c := base.clause(document.document_id, eid))]
    path = " › ".join(step(c) for c in above)
    crumbs = f'<div class="crumbs">{path}</div>' if path else ""
    status = badge(base.status(document.document_id).status) if document.kind == "regulation" else ""
    name = f'<div class="caption">{escaped(naming(document))} {status}</div>'
    return f'{crumbs}<h2 id="klausa" tabindex="-1">{escaped(clause.locator)}</h2>{name}'


def step(clause: Clause) -> str:
    if clause.kind not in ("pasal", "ayat", "diktum", "huruf"):
        return escaped(label(clause))
    return f'<button type="button" class="act" data-act="clause:{escaped(clause.eid)}" data-to="klausa">{escaped(clause.locator)}</button>'


def neighbours(base: Library, clause: Clause) -> None:
    """To the Pasal before and after."""
    clauses = base.clauses(clause.document_id)
    body = clause.eid.startswith("elucidation")
    same = [c for c in clauses if c.kind in PLACES and c.eid.startswith("elucidation") == body]
    at = next((i for i, c in enumerate(same) if c.eid == clause.eid or c.eid in clause.parents), None)
    if at is None:
        return
    before, after = t("earlier_later").split("|")
    with st.container(key="clause-steps", horizontal=True, gap="xsmall", width="content"):
        back = same[at - 1].eid if at else ""
        on = same[at + 1].eid if at + 1 < len(same) else ""
        st.button(before, disabled=not back, on_click=open_clause, args=(clause.document_id, back), key="clause-back")
        st.button(after, disabled=not on, on_click=open_clause, args=(clause.document_id, on), key="clause-on")


def related(base: Library, clause: Clause) -> str:
    parts = [
        links_html(t("refers_to"), refers_to(base, clause)),
        links_html(t("referred_by"), referred_by(base, clause)),
        links_html(t("changed_by"), changed_by(base, clause)),
    ]
    whole = document_referred_by(base, clause.document_id)
    if whole:
        parts.append(links_html(t("document_referred_by"), whole))
    return "".join(parts)
