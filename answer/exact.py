"""Exact references: the clause that a question names comes whole, or is refused with what exists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.base import Prepared
from answer.compose import STATUS_WORDS, clause_answer, names
from answer.lookup import find_clause, nearest_pasal, what_exists
from answer.missing import missing_documents, unknown_document
from answer.outcome import made, refusal
from answer.question import Question
from answer.references import Reference
from answer.titles import name_parts, title_stems
from answer.values import Answer
from index.values import Filters, Hit, Passage
from ingest.values import Clause, PolicyDocument

LOOSE = 0.66  # share of the words beside a place that a title must have
FILLING = frozenset(["atur", "putus", "isi", "bunyi", "nomor", "tahun", "lihat", "tampil", "surat", "dokumen"])  # stems that name no document
LONGEST_LOOKUP = 160  # characters beside the place; a longer question asks for more than the clause


def exact(base: Prepared, question: Question, filters: Filters, k: int) -> Answer | None:
    """The clause that the question names; None where it names no document (then the words decide)."""
    wanted = question.named.documents or filters.documents or question.titled
    if not wanted:
        if question.named.missing:
            return refusal(question.text, missing_documents(question, base.library.documents()), exact_hits(base, question, filters, k))
        return unnamed(base, question, filters, k)
    if len(question.text) - (question.reference.end - question.reference.start) > LONGEST_LOOKUP:
        return None
    for document_id in dict.fromkeys([*wanted, *(changing for w in wanted for changing in amending(base, w))]):
        if named := clauses_named(base, document_id, question.reference):
            draft = clause_answer(base, named)
            for gone in missing_places(base, document_id, question.reference):
                draft.add_note(what_exists(base.library, document_id, gone))
            return made(question, "clause", draft, exact_hits(base, question, filters, k, document_id, named[0].eid))
    reason = what_exists(base.library, wanted[0], question.reference)
    if (known := base.status(wanted[0])).status in STATUS_WORDS and known.by:  # the Pasal may be one that an amendment inserts
        reason += f" Dokumen ini {STATUS_WORDS[known.status]} {names(known)}."
    near = nearest_pasal(base.library.clauses(wanted[0]), question.reference)
    return refusal(question.text, reason, exact_hits(base, question, filters, k, wanted[0], near.eid if near else None))


def amending(base: Prepared, document_id: str) -> list[str]:
    """Documents of the base that amend this one: they may have a Pasal that they insert into it."""
    known = base.status(document_id)
    return [changing for changing, _ in known.by if known.status == "diubah" and base.library.document(changing)]


def clauses_named(base: Prepared, document_id: str, reference: Reference) -> list[Clause]:
    """The clause that a reference names and those it also names; none where the first does not exist."""
    clauses = base.library.clauses(document_id)
    found = [find_clause(clauses, place) for place in (reference, *reference.also)]
    return [clause for clause in found if clause] if found[0] else []


def missing_places(base: Prepared, document_id: str, reference: Reference) -> list[Reference]:
    clauses = base.library.clauses(document_id)
    return [place for place in reference.also if find_clause(clauses, place) is None]


def unnamed(base: Prepared, question: Question, filters: Filters, k: int) -> Answer | None:
    """A place without its document: taken where one document is meant by words of its title, or alone has it; else refused with what to add."""
    reference, documents = question.reference, base.library.documents()
    having = [d for d in documents if find_clause(base.library.clauses(d.document_id), reference)]
    rest = question.text[: reference.start] + " " + question.text[reference.end :]
    if meant := by_loose_title(rest, having):
        return exact(base, replace(question, named=replace(question.named, documents=(meant,))), filters, k)
    if question.forms and reference.pasal and len(question.text) < LONGEST_LOOKUP:
        return refusal(question.text, unknown_document(question, documents), exact_hits(base, question, filters, k))
    if len([w for w in re.findall(r"\w+", rest) if len(w) > 3]) > 2:
        return None
    if len(having) == 1:
        return exact(base, replace(question, named=replace(question.named, documents=(having[0].document_id,))), filters, k)
    names = [d.name for d in having]
    shown = ", ".join(names[:5]) + (f" dan {len(names) - 5} lainnya" if len(names) > 5 else "")
    reason = f"sebutkan dokumennya: {reference.name} ada di {shown}." if names else f"tidak ada dokumen di dalam basis yang memiliki {reference.name}."
    hits = [passage for d in having for passage in first_passage(base, d.document_id, reference)]
    return refusal(question.text, reason, ranked_hits([*hits, *(h.passage for h in exact_hits(base, question, filters, k))], k))


def by_loose_title(text: str, documents: Sequence[PolicyDocument]) -> str | None:
    """The one document whose title has two or more telling words of a text, and all of them but at most one in three."""
    asked = [part for part in name_parts(text) if part - FILLING]
    scored = [(sum(bool(part & title_stems(d)) for part in asked), d.document_id) for d in documents]
    best = max((score for score, _ in scored), default=0)
    chosen = [document_id for score, document_id in scored if score == best]
    return chosen[0] if len(chosen) == 1 and best >= 2 and best >= LOOSE * len(asked) else None


def first_passage(base: Prepared, document_id: str, reference: Reference) -> list[Passage]:
    """The passage in which the named place of a document begins."""
    clause = find_clause(base.library.clauses(document_id), reference)
    inside = [p for p in base.library.passages(document_id) if clause and any(c == clause.eid or c.startswith(f"{clause.eid}__") for c in p.clause_ids)]
    return inside[:1]


def ranked_hits(passages: Sequence[Passage], k: int) -> list[Hit]:
    kept = list({p.passage_id: p for p in passages}.values())[:k]
    return [Hit(passage, 1.0 / rank, rank, "lookup") for rank, passage in enumerate(kept, 1)]


def exact_hits(
    base: Prepared, question: Question, filters: Filters, k: int, document_id: str | None = None, eid: str | None = None
) -> list[Hit]:
    """Passages of the named clause first, then its neighbours in the document, then others by keywords; needs no model."""
    passages = base.library.passages(document_id) if document_id else []
    inside = [p for p in passages if eid and any(c == eid or c.startswith(f"{eid}__") for c in p.clause_ids)]
    at = passages.index(inside[0]) if inside else 0
    near = sorted((p for p in passages if p not in inside), key=lambda p: abs(passages.index(p) - at))
    chosen = [*inside, *near][:k]
    if len(chosen) < k:
        scored = base.library.keyword.search(base.searcher.synonyms.terms(question.text), 3 * k, base.library.allowed(filters))
        others = base.library.passages_by_rid([rid for rid, _ in scored]) if scored else {}
        known = {p.passage_id for p in chosen}
        chosen += [others[rid] for rid, _ in scored if rid in others and others[rid].passage_id not in known][: k - len(chosen)]
    return ranked_hits(chosen, k)
