"""What a clause refers to, what refers to it, and what changed it, as the base has recorded it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.library import Library
from ingest.values import Clause, Relation
from ui.drawing import escaped
from ui.texts import t


@dataclass(frozen=True, slots=True)
class Link:
    """`document_id` is None where the base does not have it; `eid` is "" for a whole document; `said`: how it is shown."""

    said: str
    document_id: str | None
    eid: str = ""


def refers_to(base: Library, clause: Clause) -> tuple[Link, ...]:
    """What a clause and all below it name."""
    inside = {c.eid for c in base.subtree(clause.document_id, clause.eid)}
    found = [r for r in base.relations_of(clause.document_id) if r.evidence in inside]
    return unique(target(base, r) for r in found)


def target(base: Library, relation: Relation) -> Link:
    key, _, place = relation.target.partition("#")
    document_id = key or relation.source
    document = base.document(document_id)
    clause = placed(base.clauses(document_id), place) if document and place else None
    pasal = f"Pasal {place.removeprefix('pasal_')}" if place else ""
    name = "" if not key else document.name if document else relation.target_title or key
    return Link(" ".join(filter(None, (pasal, name))), document_id if document else None, clause.eid if clause else "")


def placed(clauses: Sequence[Clause], place: str) -> Clause | None:
    """The clause of the body whose citable place is `place` ("pasal_5")."""
    having = (c for c in clauses if not c.eid.startswith("elucidation") and c.citable_id.endswith(f"#{place}"))
    return min(having, key=lambda c: len(c.parents), default=None)


def referred_by(base: Library, clause: Clause) -> tuple[Link, ...]:
    """Clauses of the base that name this Pasal, those of its own document first."""
    pasal = own_pasal(clause)
    if not pasal:
        return ()
    place = f"pasal_{pasal}"
    own = [r for r in base.relations_of(clause.document_id) if r.target == f"#{place}" and r.verb == "merujuk"]
    others = [r for r in base.relations_to(clause.document_id) if r.target == f"{clause.document_id}#{place}" and r.verb == "merujuk"]
    inside = {clause.eid, *(c.eid for c in base.subtree(clause.document_id, clause.eid))}
    return unique(
        source(base, r, r.source != clause.document_id)
        for r in [*own, *others]
        if r.source != clause.document_id or r.evidence not in inside
    )


def document_referred_by(base: Library, document_id: str) -> tuple[Link, ...]:
    """Documents of the base that name this one at all."""
    sources = sorted({r.source for r in base.relations_to(document_id) if r.source != document_id})
    return tuple(Link(d.name, d.document_id) for s in sources if (d := base.document(s)))


def source(base: Library, relation: Relation, with_name: bool) -> Link:
    evidence = base.clause(relation.source, relation.evidence)
    document = base.document(relation.source)
    place = evidence.locator if evidence else ""
    return Link(f"{place} {document.name}".strip() if with_name and document else place, relation.source, relation.evidence)


def changed_by(base: Library, clause: Clause) -> tuple[Link, ...]:
    """The clauses of other documents that change this Pasal, or the documents that change all of it."""
    pasal = own_pasal(clause)
    relations = [r for r in base.relations_to(clause.document_id) if r.verb == "mengubah"]
    exact = [r for r in relations if pasal and r.target == f"{clause.document_id}#pasal_{pasal}"]
    return unique(source(base, r, True) for r in exact)


def own_pasal(clause: Clause) -> str:
    """The number of the Pasal that a clause is or lies in; "" in the elucidation and outside of Pasal."""
    if clause.eid.startswith("elucidation"):
        return ""
    last = next((part for part in reversed(clause.eid.split("__")) if part.startswith("pasal_")), "")
    return last.removeprefix("pasal_").split("~")[0]


def unique(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(link for link in links if link.said))


def links_html(heading: str, links: Sequence[Link]) -> str:
    """A heading and its links; what the base does not have is words only."""
    items = f"<span>{escaped(t('none_known'))}</span>" if not links else "".join(link_html(link) for link in links)
    return f'<div class="links"><strong>{escaped(heading)}</strong><div class="acts">{items}</div></div>'


def link_html(link: Link) -> str:
    if link.document_id is None:
        return f"<span>{escaped(link.said)} ({escaped(t('not_in_base'))})</span>"
    return f'<button type="button" data-act="go:{escaped(link.document_id)}#{escaped(link.eid)}" data-to="klausa">{escaped(link.said)}</button>'
