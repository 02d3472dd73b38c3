"""Drafts and reasons become answers."""

from __future__ import annotations

from collections.abc import Sequence

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
