"""Drafts and reasons become answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answer.compose import Draft
from answer.question import Question
from answer.values import Answer
from index.values import Hit


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


def quoted_first(draft: Draft, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those first that the answer quotes; as many as there were."""
    known = {p.passage_id for p in draft.passages}
    best = max((hit.score for hit in hits), default=1.0)
    first = [Hit(p, best, 0, "rerank") for p in dict.fromkeys(draft.passages)]
    ordered = [*first, *(hit for hit in hits if hit.passage.passage_id not in known)][: max(len(hits), 1)]
    return [replace(hit, rank=rank) for rank, hit in enumerate(ordered, 1)]
