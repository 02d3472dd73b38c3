"""`ask`: a question and a base become an answer."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from answer.base import Prepared
from answer.compare import compare, sides
from answer.compose import CITED, Draft, clause_answer, overview, passages_answer
from answer.lookup import find_clause, what_exists
from answer.question import OtherWords, Question, understand
from answer.quote import passage_group
from answer.ranker import reranked
from answer.references import Reference
from answer.refuse import judge
from answer.rerank import Ranked, rerank
from answer.values import Answer
from index.library import Library
from index.stemming import stem, words
from index.values import Filters, Hit
from ingest.values import Clause

HITS = 10
DEFINITIONS = 4
LIST_CITED = 2
DEFINED = re.compile(
    r"\b(?:apa(?:kah)?\s+(?:itu|yang\s+dimaksud(?:\s+dengan)?|arti(?:nya)?|pengertian|definisi|maksud)(?:\s+dari)?|pengertian|definisi|arti|kepanjangan|"
    r"what\s+is(?:\s+meant\s+by)?|definition\s+of)\s+(?:the\s+|an?\s+)?(?P<term>[^?.,]+)|^(?P<before>[^?.,]{2,60}?)\s+(?:itu\s+apa|adalah\s+apa|singkatan\s+dari\s+apa)\b",
    re.IGNORECASE,
)
TERM_TAIL = re.compile(r"\s+(?:menurut|dalam|di|pada|itu|sebenarnya|sih|according|in|under)\b.*$", re.IGNORECASE)
_prepared: dict[str, Prepared] = {}


def prepared(library: Library) -> Prepared:
    """The library made ready, once per folder and library."""
    key = str(library.folder.resolve())
    found = _prepared.get(key)
    if found is None or found.library is not library:
        found = _prepared[key] = Prepared(library)
    return found


def ask(question: str, library: Library, filters: Filters = Filters(), context: str | None = None, k: int = HITS) -> Answer:
    """`context`: the question before. Hits come best first, k of them where the base holds as many, on a refusal too."""
    begun = time.perf_counter()
    base = prepared(library)
    documents = library.documents()
    if not documents:
        answer = refusal(question, "basis masih kosong. Tambahkan dokumen dahulu: python -m ingest BERKAS.", ())
    else:
        answer = route(base, understand(question, documents, context), filters, k)
    return replace(answer, query=question, took_ms=round(1000 * (time.perf_counter() - begun), 1))


def refusal(query: str, reason: str, hits: Sequence[Hit]) -> Answer:
    return Answer(
        query,
        "refusal",
        f"Tidak dapat dijawab dari dokumen di dalam basis: {reason}",
        (),
        tuple(hits),
        refused_because=reason,
        level="refused",
    )


def made(question: Question, kind: str, draft: Draft, hits: Sequence[Hit], **more) -> Answer:
    return Answer(question.text, kind, draft.text, tuple(draft.citations), tuple(hits), notes=tuple(draft.notes), **more)


def route(base: Prepared, question: Question, filters: Filters, k: int) -> Answer:
    if not question.text:
        return refusal(question.text, "pertanyaannya kosong.", ())
    base.refresh()
    if question.reference and (answer := exact(base, question, filters, k)):
        return answer
    question = with_synonyms(base, question)
    ranked = retrieve(base, question, filters)
    hits = hits_of(ranked, k)
    if answer := comparison(base, question, hits):
        return answer
    verdict = judge(question, ranked, base.frequency)
    if verdict.level == "refused":
        return refusal(question.text, verdict.reason or "", hits)
    for attempt in (definition, summary):
        if answer := attempt(base, question, hits):
            return answer
    draft = passages_answer(base, question, ranked, LIST_CITED if question.asks("list") else CITED)
    if verdict.level == "related":
        draft.parts.insert(0, "Tidak ditemukan jawaban yang pasti. Bagian berikut mungkin terkait; periksa sendiri sebelum dikutip:")
    return made(question, "answer", draft, hits, level=verdict.level)


def with_synonyms(base: Prepared, question: Question) -> Question:
    """The question, told which other names the base has for what it names."""
    named = [
        OtherWords(frozenset(map(stem, said)), tuple(frozenset(map(stem, words(name))) for name in others))
        for said, others in base.searcher.synonyms.named(question.text)
    ]
    return replace(question, other_words=(*question.other_words, *named))


def retrieve(base: Prepared, question: Question, filters: Filters) -> list[Ranked]:
    """Candidates of the whole base and, where the question names documents, those of these documents, reranked together."""
    with_status = lambda document_id: base.status(document_id).status  # noqa: E731
    found = base.searcher.candidates(question.text, filters=filters, extra=question.extra, with_status=with_status)
    if question.named.documents and not filters.documents:
        inside = base.searcher.candidates(question.text, filters=replace(filters, documents=question.named.documents), extra=question.extra)
        found = list({c.rid: c for c in [*inside, *found]}.values())
    return reranked(question.text, rerank(question, found, base.base()))


def hits_of(ranked: Sequence[Ranked], k: int) -> list[Hit]:
    return [Hit(r.candidate.passage, r.score, rank, "rerank") for rank, r in enumerate(ranked[:k], 1)]


def exact(base: Prepared, question: Question, filters: Filters, k: int) -> Answer | None:
    """The clause that the question names; None where it names no document (then the words decide)."""
    wanted = question.named.documents or (filters.documents or ())
    if not wanted:
        if question.named.missing:
            return refusal(
                question.text, f"{' dan '.join(question.named.missing)} tidak ada di dalam basis.", exact_hits(base, question, filters, k)
            )
        return unnamed(base, question, filters, k)
    if len(question.text) - (question.reference.end - question.reference.start) > 160:
        return None
    for document_id in dict.fromkeys([*wanted, *(changing for w in wanted for changing in amending(base, w))]):
        if named := clauses_named(base, document_id, question.reference):
            draft = clause_answer(base, named)
            for gone in missing_places(base, document_id, question.reference):
                draft.add_note(what_exists(base.library, document_id, gone))
            return made(question, "clause", draft, exact_hits(base, question, filters, k, document_id, named[0].eid))
    reason = what_exists(base.library, wanted[0], question.reference)
    return refusal(question.text, reason, exact_hits(base, question, filters, k, wanted[0]))


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
    """A Pasal without its document: refused with what to add, unless words beside it say what is meant."""
    rest = question.text[: question.reference.start] + question.text[question.reference.end :]
    if len([w for w in re.findall(r"\w+", rest) if len(w) > 3]) > 2:
        return None
    having = [d.name for d in base.library.documents() if find_clause(base.library.clauses(d.document_id), question.reference)]
    if len(having) == 1:
        return exact(
            base,
            replace(
                question,
                named=replace(question.named, documents=(next(d.document_id for d in base.library.documents() if d.name == having[0]),)),
            ),
            filters,
            k,
        )
    shown = ", ".join(having[:5]) + (f" dan {len(having) - 5} lainnya" if len(having) > 5 else "")
    reason = (
        f"sebutkan dokumennya: {question.reference.name} ada di {shown}."
        if having
        else f"tidak ada dokumen di dalam basis yang memiliki {question.reference.name}."
    )
    return refusal(question.text, reason, exact_hits(base, question, filters, k))


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
    return [Hit(passage, 1.0 / rank, rank, "lookup") for rank, passage in enumerate(chosen, 1)]


def comparison(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    found = sides(question.text, base.library.documents()) if question.asks("comparison") else None
    if found is None or not all(side.documents for side in found):
        return None
    draft, table = compare(base, *found)
    return made(question, "comparison", draft, hits, comparison=table) if draft.citations else None


def definition(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    """Each document's own definition of the term, the text in force first."""
    match = DEFINED.search(question.text) if question.asks("definition") or DEFINED.search(question.text) else None
    if match is None:
        return None
    term = TERM_TAIL.sub("", (match["term"] or match["before"] or "").strip())
    found = base.definitions(term)
    if question.named.documents:
        found = [t for t in found if t.passage.document_id in question.named.documents] or found
    found.sort(key=lambda t: base.status(t.passage.document_id).status == "dicabut")
    if not found:
        return None
    draft, seen = Draft(), set()
    for entry in found:
        key = "".join(entry.passage.text.lower().split())[-200:]
        if key in seen or len(seen) == DEFINITIONS:
            continue
        seen.add(key)
        draft.quote(base, passage_group(base.library, entry.passage), entry.passage.start, entry.passage.end)
    return made(question, "definition", draft, hits)


def summary(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    if not question.asks("overview") or len(question.named.documents) != 1:
        return None
    draft = overview(base, question.named.documents[0])
    return made(question, "answer", draft, hits) if draft.citations else None
