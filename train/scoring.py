"""What a trained network says of pairs."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from answer.reader import Reading, best_span
from train.batches import Reader, by_length, collate
from train.candidates import Asked
from train.network import Network
from train.values import Pair


@torch.no_grad()
def judged(network: Network, reader: Reader, pairs: Sequence[Pair], bfloat16: bool = False) -> list[Reading]:
    """In the order of the pairs. `bfloat16`: of the products of matrices."""
    rows = [reader(pair) for pair in pairs]
    found: list[Reading | None] = [None] * len(rows)
    for numbers in by_length(rows):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            scores = network(collate([rows[i] for i in numbers])).in_full()
        for k, i in enumerate(numbers):
            span, margin = best_span(torch.stack((scores.start[k], scores.end[k]), -1).numpy(), rows[i].row)
            found[i] = Reading(scores.relevance[k].item(), scores.answers[k].item(), span, margin)
    return found


def in_int8(network: Network) -> Network:
    """The linear layers' weights in int8, what goes through them too as it comes (torch's dynamic quantisation)."""
    return torch.ao.quantization.quantize_dynamic(network, {torch.nn.Linear}, dtype=torch.qint8)


@dataclass(frozen=True, slots=True)
class Scores:
    """Per question and each of its first candidates; `cpu_seconds` a question."""

    relevance: list[list[float]]
    answers: list[list[float]]
    cpu_seconds: float


def score_candidates(network: Network, reader: Reader, asked: Sequence[Asked], depth: int, bfloat16: bool = False) -> Scores:
    pairs = [Pair(a.text, c.passage, False) for a in asked for c in a.candidates[:depth]]
    begun = time.process_time()
    found = iter(judged(network, reader, pairs, bfloat16))
    seconds = (time.process_time() - begun) / max(1, len(asked))
    rows = [[next(found) for _ in a.candidates[:depth]] for a in asked]
    relevance, answers = ([[round(getattr(j, name), 3) for j in row] for row in rows] for name in ("relevance", "answers"))
    return Scores(relevance, answers, round(seconds, 2))


def save_scores(scores: Scores, path: Path) -> None:
    path.write_text(json.dumps(asdict(scores)), encoding="utf-8")


def load_scores(path: Path) -> Scores:
    return Scores(**json.loads(path.read_text(encoding="utf-8")))
