"""`ask`: a question and a base become an answer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from answer.base import Prepared
from answer.changes import asked_versions, changes
from answer.comparison import compare
from answer.compose import CITED, passages_answer
from answer.define import definition
from answer.exact import exact
from answer.outcome import made, quoted_first, refusal
from answer.overview import overview
from answer.question import Question, understand
from answer.refuse import judge
from answer.rerank import Ranked
from answer.retrieve import answering, retrieve, with_synonyms
from answer.sides import sides
from answer.spelling import corrected
from answer.standing import standing
from answer.values import Answer, Comparison
from index.library import Library
from index.values import Filters, Hit

HITS = 10
LIST_CITED = 2
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
        answer = answer_to(base, question, context, filters, k)
    return replace(answer, query=question, took_ms=round(1000 * (time.perf_counter() - begun), 1))


def answer_to(base: Prepared, text: str, context: str | None, filters: Filters, k: int) -> Answer:
    """Understood, put right where it has slips of spelling, and answered; what was put right is said first."""
    base.refresh()
    documents = base.library.documents()
    question = understand(text, documents, context)
    better = question.text if question.english else corrected(question.text, base.knows, base.vocabulary)
    if better == question.text:
        return route(base, question, filters, k)
    answer = route(base, understand(better, documents, context if question.text == text else None), filters, k)
    said = f"Menampilkan hasil untuk: {better}"
    return replace(answer, text=f"{said}\n\n{answer.text}", notes=(said, *answer.notes))


def route(base: Prepared, question: Question, filters: Filters, k: int) -> Answer:
    if not question.text:
        return refusal(question.text, "pertanyaannya kosong.", ())
    if question.reference and (answer := exact(base, question, filters, k)):
        return answer
    question = with_synonyms(base, question)
    found = retrieve(base, question, filters)
    hits = hits_of(found, k)
    ranked = answering(question, found)
    if answer := comparison(base, question, hits):
        return answer
    if not question.named.missing and not question.asks("comparison") and (answer := definition(base, question, hits)):
        return answer
    if answer := in_force(base, question, hits) or summary(base, question, hits):
        return answer
    verdict = judge(question, ranked, base.frequency, base.library.documents(), base.limits)
    if verdict.level == "refused":
        return refusal(question.text, verdict.reason or "", hits)
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
    """Whether a table says something of both sides in one row; of one of them where both are documents of the base."""
    said = [(bool(row.left.markers), bool(row.right.markers)) for row in table.rows]
    return any(map(any, said)) if one_side else any(map(all, said))


def in_force(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    draft = standing(base, question)
    return made(question, "answer", draft, hits) if draft else None


def summary(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    if not question.asks("overview") or len(question.named.documents) != 1:
        return None
    draft = overview(base, question.named.documents[0])
    return made(question, "answer", draft, hits) if draft.citations else None
