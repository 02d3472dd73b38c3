"""The outline of a document as a tree that opens by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.values import Clause
from ui.drawing import escaped
from ui.texts import t

BRANCHES = ("bab", "bagian", "paragraf", "section", "annex", "elucidation", "elucidation_articles")
LEAVES = ("pasal", "diktum", "considerans", "legal_basis", "elucidation_general", "slide")
SHORT = {
    "considerans": "Menimbang",
    "legal_basis": "Mengingat",
    "elucidation": "Penjelasan",
    "elucidation_general": "Penjelasan Umum",
    "elucidation_articles": "Pasal demi Pasal",
}


@dataclass(frozen=True, slots=True)
class Node:
    clause: Clause
    below: tuple[Node, ...] = ()


def outline(clauses: Sequence[Clause]) -> tuple[Node, ...]:
    """The parts of a document that one chooses among: BAB, Bagian, Pasal; sections of a plan. Pasal within a Pasal (of an amending act) count."""
    children: dict[str, list[Clause]] = {}
    known = {c.eid: c for c in clauses if c.kind in (*BRANCHES, *LEAVES)}
    for clause in known.values():
        above = next((eid for eid in reversed(clause.parents) if eid in known), "")
        children.setdefault(above, []).append(clause)

    def nodes(eid: str) -> tuple[Node, ...]:
        return tuple(Node(c, nodes(c.eid)) for c in children.get(eid, ()))

    return nodes("")


def label(clause: Clause) -> str:
    """
    >>> label(Clause("a", "bab_2", "bab", "II", "ASAS DAN TUJUAN", "", "BAB II", 1, 1))
    'BAB II ASAS DAN TUJUAN'
    """
    if clause.kind in SHORT:
        return SHORT[clause.kind]
    own = {
        "bab": f"BAB {clause.num}",
        "bagian": f"Bagian {clause.num}",
        "paragraf": f"Paragraf {clause.num}",
        "pasal": f"Pasal {clause.num}",
    }
    name = own.get(clause.kind) or (clause.num if clause.kind == "section" else clause.locator)
    return f"{name} {clause.heading}".strip() if clause.kind != "annex" else clause.locator


def outline_html(nodes: Sequence[Node], chosen: Clause | None) -> str:
    """Nested lists that open where the chosen clause is; its entry says so to screen readers too."""
    path = {chosen.eid, *chosen.parents} if chosen else set()
    return f'<nav class="tree" aria-label="{escaped(t("tree"))}">{"".join(branch(node, path, nearest_entry(nodes, chosen)) for node in nodes)}</nav>'


def nearest_entry(nodes: Sequence[Node], chosen: Clause | None) -> str:
    """The eid of the entry that the chosen clause is or lies in; "" where there is none."""
    if chosen is None:
        return ""
    path = (*chosen.parents, chosen.eid)
    found = ""
    while inside := next((node for node in nodes if node.clause.eid in path), None):
        found, nodes = inside.clause.eid, inside.below
    return found


def branch(node: Node, path: set[str], current: str) -> str:
    clause = node.clause
    if not node.below:
        return entry(clause, label(clause), current)
    opened = " open" if clause.eid in path else ""
    whole = entry(clause, t("this_part"), current) if clause.kind in ("section", "annex", "pasal", "diktum") else ""
    return f"<details{opened}><summary>{escaped(label(clause))}</summary>{whole}{''.join(branch(n, path, current) for n in node.below)}</details>"


def entry(clause: Clause, words: str, current: str) -> str:
    mark = ' aria-current="true"' if clause.eid == current else ""
    return f'<button type="button" data-act="clause:{escaped(clause.eid)}" data-to="klausa"{mark}>{escaped(words)}</button>'
