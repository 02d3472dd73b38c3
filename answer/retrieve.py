"""Candidates of a question, reranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answer.base import Prepared
from answer.compounds import compounds
from answer.question import OtherWords, Question
from answer.ranker import reranked
from answer.rerank import Ranked, rerank
from answer.reread import reread
from answer.spoken import written
from answer.vocabulary import official_words
from index.stemming import STOP_WORDS, query_stems, stem, words
from index.values import Filters

LAST = 10.0  # off the score of what stands last


def with_synonyms(base: Prepared, question: Question) -> Question:
    """The question, told which other names the base has for what it names, and how it writes compounds and the verbs that are spoken there."""
    named = [
        OtherWords(frozenset(map(stem, said)), tuple(frozenset(map(stem, words(name))) for name in others))
        for said, others in base.searcher.synonyms.named(question.text)
    ]
    joined = dict(compounds(question.text, base.frequency))
    named += [OtherWords(frozenset(map(stem, said)), (frozenset(query_stems(to)),)) for said, to in joined.items()]
    verbs = {w: verb for w in spoken(base, question) if (verb := written(w, base.frequency))}
    meant = {w: " ".join([verb, *(to for _, to in official_words(verb, english=False))]) for w, verb in verbs.items()}
    named += [OtherWords(frozenset((stem(w),)), tuple(frozenset((s,)) for s in query_stems(to))) for w, to in meant.items()]
    return replace(question, other_words=(*question.other_words, *named), extra=(*question.extra, *joined.values(), *meant.values()))


def spoken(base: Prepared, question: Question) -> list[str]:
    """Words of a question that neither the base nor our tables know."""
    known = {stemmed for other in question.other_words for stemmed in other.said}
    new = [w for w in words(question.text) if w not in STOP_WORDS and not w[0].isdigit() and not base.frequency(stem(w))]
    return [] if question.english else [w for w in new if stem(w) not in known]


def retrieve(base: Prepared, question: Question, filters: Filters) -> list[Ranked]:
    """Candidates of the whole base and, where the question names documents, those of these documents, reranked together."""
    with_status = lambda document_id: base.status(document_id).status  # noqa: E731
    found = base.searcher.candidates(question.sought, filters=filters, extra=question.extra, with_status=with_status)
    if question.named.documents and not filters.documents:
        inside = base.searcher.candidates(question.sought, filters=replace(filters, documents=question.named.documents), extra=question.extra)
        found = list({c.rid: c for c in [*inside, *found]}.values())
    ranked = reranked(question.text, reread(question.bare, rerank(question, found, base.base()), base.reader()))
    of_place = [r for r in ranked if not is_foreign(r, question)]
    return of_place + [replace(r, score=r.score - LAST) for r in ranked if is_foreign(r, question)]


def answering(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those that may answer: not of another place and, where the question names documents, of these."""
    of_place = [r for r in ranked if not is_foreign(r, question)]
    return [r for r in of_place if r.candidate.passage.document_id in question.named.documents] or of_place


def is_foreign(ranked: Ranked, question: Question) -> bool:
    """Whether a candidate is of another place than the question means, and does not speak of it: it never answers, and stands last."""
    passage = ranked.candidate.passage
    return passage.document_id in question.foreign and not speaks_of_place(passage.text, question)


def speaks_of_place(text: str, question: Question) -> bool:
    """Whether a document of another place speaks of the place that the question means."""
    said = set(words(text))
    named = (*question.places.known, *question.places.unknown) if question.places else ()
    return any(said.issuperset(words(place)) for place in named)
