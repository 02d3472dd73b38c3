"""What the screen Bandingkan offers to compare, and the comparison itself, made by answer/."""

from __future__ import annotations

from dataclasses import dataclass

from answer.compare import Side, compare
from answer.values import Answer
from index.library import Library
from ui.filters import naming
from ui.texts import t


@dataclass(frozen=True, slots=True)
class Offer:
    """`names`: what is shown of each choice; `documents`: where its words are looked for; `said`: how the table calls it."""

    kind: str
    names: dict[str, str]
    said: dict[str, str]
    documents: dict[str, tuple[str, ...]]


def documents(base: Library) -> Offer:
    found = base.documents()
    said = {d.document_id: d.name if d.number else d.title for d in found}
    return Offer("documents", {d.document_id: naming(d) for d in found}, said, {d.document_id: (d.document_id,) for d in found})


def kinds(base: Library) -> Offer:
    """Plans and training material by kind, regulations by form too."""
    groups: dict[str, list[str]] = {}
    for document in base.documents():
        groups.setdefault(f"kind_{document.kind}", []).append(document.document_id)
        if document.form:
            groups.setdefault(document.form, []).append(document.document_id)
    names = {key: f"{t(key) if key.startswith('kind_') else key} ({len(ids)})" for key, ids in groups.items()}
    said = {key: t(key) if key.startswith("kind_") else key for key in groups}
    return Offer("kinds", names, said, {key: tuple(ids) for key, ids in groups.items()})


def terms(base: Library) -> Offer:
    """The terms that the base defines, each looked for in the documents that define it."""
    from answer.ask import prepared

    ready = prepared(base)
    ready.refresh()
    where: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for term in ready.terms():
        key = term.term.lower()
        names.setdefault(key, f"{term.term} ({term.short})" if term.short else term.term)
        where[key] = tuple(dict.fromkeys([*where.get(key, ()), term.passage.document_id]))
    said = dict(sorted(names.items()))
    return Offer("terms", said, said, where)


def compare_sides(base: Library, offered: Offer, left: str, right: str) -> Answer:
    from answer.ask import prepared

    ready = prepared(base)
    ready.refresh()
    one, two = (Side(offered.said[key], offered.documents[key]) for key in (left, right))
    draft, table = compare(ready, one, two)
    query = f"Apa beda {one.name} dengan {two.name}?"
    return Answer(query, "comparison", draft.text, tuple(draft.citations), (), comparison=table, notes=tuple(draft.notes))
