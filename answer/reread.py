"""The best candidates read together with the question by our own model (answer/reader.py), as one more feature of the linear rerank."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from answer.reader import Reader, Reading
from answer.rerank import Ranked, weights

DEPTH = 8  # candidates that it reads


def reread(question: str, ranked: Sequence[Ranked], reader: Reader | None) -> list[Ranked]:
    """The DEPTH best with their readings, in their new order, then the others, whose feature is the lowest of those. Unchanged without a reader."""
    if reader is None or not ranked:
        return list(ranked)
    top = ranked[:DEPTH]
    readings = reader.read(question, [(r.candidate.passage.context, r.candidate.passage.text) for r in top])
    share = shares([reading.relevance for reading in readings])
    changed = [rescored(r, part, reading) for r, part, reading in zip(top, share, readings, strict=True)]
    return sorted([*changed, *(rescored(r, min(share)) for r in ranked[DEPTH:])], key=lambda r: (-r.score, r.candidate.rid))


def rescored(ranked: Ranked, read: float, reading: Reading | None = None) -> Ranked:
    return replace(ranked, score=ranked.score + weights()["read"] * read, features={**ranked.features, "read": read}, reading=reading)


def shares(logits: Sequence[float]) -> list[float]:
    """Of each in the sum of all (softmax): what the reader's training makes of them.

    >>> [round(share, 2) for share in shares([2.0, 0.0, 0.0])]
    [0.79, 0.11, 0.11]
    """
    highest = max(logits)
    parts = [math.exp(logit - highest) for logit in logits]
    return [part / sum(parts) for part in parts]
