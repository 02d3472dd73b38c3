"""The best candidates read together with the question by our own model (answer/reader.py), as one more feature of the linear rerank."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from answer.reader import Reader, Reading
from answer.rerank import Ranked, weights

DEPTH = 8  # candidates that it reads
STEEP = 4.0  # logits that make the feature fall from 1/2 to about 1/4


def reread(question: str, ranked: Sequence[Ranked], reader: Reader | None) -> list[Ranked]:
    """The DEPTH best with their readings, in their new order, then the others, whose feature is the lowest of those. Unchanged without a reader."""
    if reader is None or not ranked:
        return list(ranked)
    top = ranked[:DEPTH]
    readings = reader.read(question, [(r.candidate.passage.context, r.candidate.passage.text) for r in top])
    lowest = min(squashed(reading.relevance) for reading in readings)
    changed = [rescored(r, squashed(reading.relevance), reading) for r, reading in zip(top, readings, strict=True)]
    return sorted([*changed, *(rescored(r, lowest) for r in ranked[DEPTH:])], key=lambda r: (-r.score, r.candidate.rid))


def rescored(ranked: Ranked, read: float, reading: Reading | None = None) -> Ranked:
    return replace(ranked, score=ranked.score + weights()["read"] * read, features={**ranked.features, "read": read}, reading=reading)


def squashed(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit / STEEP))))
