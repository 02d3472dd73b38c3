"""What a trained network says of pairs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from train.batches import Encoded, Reader, by_length, collate
from train.candidates import Asked
from train.network import Network
from train.values import Pair

LONGEST = 40  # tokens of an answer


@dataclass(frozen=True, slots=True)
class Judged:
    """Logits of relevance and answerability; the likeliest answer's characters in the passage's body, and how far it lies above "no answer"."""

    relevance: float
    answers: float
    span: tuple[int, int] | None
    margin: float


@torch.no_grad()
def judged(network: Network, reader: Reader, pairs: Sequence[Pair]) -> list[Judged]:
    """In the order of the pairs."""
    rows = [reader(pair) for pair in pairs]
    found: list[Judged | None] = [None] * len(rows)
    for numbers in by_length(rows):
        scores = network(collate([rows[i] for i in numbers]))
        for k, i in enumerate(numbers):
            span, margin = best_span(scores.start[k], scores.end[k], rows[i])
            found[i] = Judged(scores.relevance[k].item(), scores.answers[k].item(), span, margin)
    return found


def best_span(start: Tensor, end: Tensor, row: Encoded) -> tuple[tuple[int, int] | None, float]:
    """Characters of the likeliest answer of at most LONGEST tokens, and its score above that of "no answer"."""
    first, last = row.body, row.body_end
    if last <= first:
        return None, -1e4
    table = start[first:last, None] + end[None, first:last]
    table = table.masked_fill(~torch.ones_like(table).triu().tril(LONGEST - 1).bool(), -1e4)
    a, b = divmod(int(table.argmax()), last - first)
    return (row.offsets[a][0], row.offsets[b][1]), float(table.max() - start[0] - end[0])


def score_candidates(network: Network, reader: Reader, asked: Sequence[Asked], depth: int) -> dict[str, list[list[float]]]:
    """Per question and each of its `depth` best candidates: "relevance", "answers" and "margin"."""
    pairs = [Pair(a.text, c.passage, False) for a in asked for c in a.candidates[:depth]]
    found = iter(judged(network, reader, pairs))
    rows = [[next(found) for _ in a.candidates[:depth]] for a in asked]
    return {name: [[getattr(j, name) for j in row] for row in rows] for name in ("relevance", "answers", "margin")}


def save_scores(scores: dict[str, list[list[float]]], path: Path) -> None:
    rounded = {name: [[round(v, 3) for v in row] for row in rows] for name, rows in scores.items()}
    path.write_text(json.dumps(rounded), encoding="utf-8")
