"""What the screen Bandingkan offers to compare, and the comparison itself, made by answer/."""

from __future__ import annotations

from dataclasses import dataclass

from answer.comparison import compare
from answer.sides import Side, Sides
from answer.values import Answer
from index.library import Library
from ui.filters import naming
from ui.texts import t


@dataclass(frozen=True, slots=True)
class Offer:
    """`names`: what is shown of each choice; `said`: how the table calls it; `documents`: what it stands for, nothing for a term."""

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
    """The terms that the base defines."""
    from answer.ask import prepared
    from answer.glossary import glossary

    entries = glossary(prepared(base))
    names = {e.key: f"{e.term} ({e.short})" if e.short else e.term for e in entries}
    said = {e.key: e.term for e in entries}
    return Offer("terms", names, said, dict.fromkeys(names, ()))


def compare_sides(base: Library, offered: Offer, left: str, right: str, topic: str = "") -> Answer:
    """`topic`: what of both is compared; all of it where it is empty."""
    from answer.ask import prepared

    ready = prepared(base)
    ready.refresh()
    one, two = (Side(offered.said[key], offered.documents[key]) for key in (left, right))
    draft, table = compare(ready, Sides(one, two, " ".join(topic.split())))
    query = f"Apa beda {topic + ' ' if topic else ''}{one.name} dengan {two.name}?"
    return Answer(query, "comparison", draft.text, tuple(draft.citations), (), comparison=table, notes=tuple(draft.notes))
