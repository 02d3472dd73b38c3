"""`ask`: a question and a base become an answer."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from answer.base import Prepared
from answer.changes import asked_versions, changes
from answer.compare import compare
from answer.compose import CITED, Draft, overview, passages_answer
from answer.exact import exact
from answer.outcome import made, refusal
from answer.question import Question, understand
from answer.refuse import judge
from answer.rerank import Ranked
from answer.retrieve import retrieve, with_synonyms
from answer.sides import sides
from answer.standing import standing
from answer.values import Answer, Comparison
from index.library import Library
from index.values import Filters, Hit

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
    for attempt in (in_force, definition, summary):
        if answer := attempt(base, question, hits):
            return answer
    draft = passages_answer(base, question, ranked, LIST_CITED if question.asks("list") else CITED)
    if verdict.level == "related":
        draft.parts.insert(0, "Tidak ditemukan jawaban yang pasti. Bagian berikut mungkin terkait; periksa sendiri sebelum dikutip:")
    return made(question, "answer", draft, quoted_first(draft, hits), level=verdict.level)


def hits_of(ranked: Sequence[Ranked], k: int) -> list[Hit]:
    return [Hit(r.candidate.passage, r.score, rank, "rerank") for rank, r in enumerate(ranked[:k], 1)]


def comparison(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    """Two versions Pasal by Pasal, or two sides aspect by aspect."""
    found = sides(question.text, base.library.documents()) if question.asks("comparison") else None
    pair = asked_versions(base, question) if found is None or not found.topic else None
    compared = changes(base, *pair) if pair else None
    if compared is None and found:
        compared = compare(base, found)
    if compared is None or not spoken_of(compared[1], one_side=bool(found and found.documents)):
        return None
    draft, table = compared
    return made(question, "comparison", draft, quoted_first(draft, hits), comparison=table)


def spoken_of(table: Comparison, one_side: bool) -> bool:
    """Whether a table says something of each side; of one of them where both are documents of the base."""
    sides_said = [any(cell.markers for cell in side) for side in ([r.left for r in table.rows], [r.right for r in table.rows])]
    return any(sides_said) if one_side else all(sides_said)


def quoted_first(draft: Draft, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those first that the answer quotes; as many as there were."""
    known = {p.passage_id for p in draft.passages}
    best = max((hit.score for hit in hits), default=1.0)
    first = [Hit(p, best, 0, "rerank") for p in dict.fromkeys(draft.passages)]
    ordered = [*first, *(hit for hit in hits if hit.passage.passage_id not in known)][: max(len(hits), 1)]
    return [replace(hit, rank=rank) for rank, hit in enumerate(ordered, 1)]


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
        draft.quote_passage(base, entry.passage)
    return made(question, "definition", draft, quoted_first(draft, hits))


def in_force(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    draft = standing(base, question)
    return made(question, "answer", draft, hits) if draft else None


def summary(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    if not question.asks("overview") or len(question.named.documents) != 1:
        return None
    draft = overview(base, question.named.documents[0])
    return made(question, "answer", draft, hits) if draft.citations else None
