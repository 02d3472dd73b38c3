"""Pairs become tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from train.values import Pair

QUESTION_TOKENS, CONTEXT_TOKENS, TOKENS = 32, 16, 160
START, PAD, END = 0, 1, 2  # ids of <s>, <pad>, </s>


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair as ids: the question up to `split_at`, the passage after it, its body in [body:body_end]. `span`: the tokens of the answer (0, 0: none).

    `offsets`: characters of each token of the body.
    """

    ids: list[int]
    split_at: int
    body: int
    body_end: int
    span: tuple[int, int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """(n, tokens) each; `side` is 0 for the question, 1 for the passage, 2 for padding; `span` (n, 2) token numbers."""

    ids: Tensor
    positions: Tensor
    side: Tensor
    real: Tensor
    body: Tensor
    span: Tensor


class Reader:
    """Question and passage in one row. `apart`: each as the embedding model knows it alone; else as the pair of a cross-encoder."""

    def __init__(self, folder: Path, apart: bool, tokens: int = TOKENS):
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.apart, self.tokens = apart, tokens

    def __call__(self, pair: Pair) -> Encoded:
        asked = self.tokenizer.encode(f"query: {pair.question}", add_special_tokens=False).ids[:QUESTION_TOKENS]
        front = self.tokenizer.encode(f"passage: {pair.passage.context}".strip(), add_special_tokens=False).ids[:CONTEXT_TOKENS]
        body = self.tokenizer.encode(pair.passage.body, add_special_tokens=False)
        room = self.tokens - len(asked) - len(front) - 4
        ids = [START, *asked, END, START if self.apart else END, *front, *body.ids[:room], END]
        at = len(asked) + 2
        first = at + 1 + len(front)
        return Encoded(ids, at, first, first + min(room, len(body.ids)), self.span(pair, body, first, room), body.offsets[:room])

    def span(self, pair: Pair, body, first: int, room: int) -> tuple[int, int]:
        if pair.span is None:
            return (0, 0)
        a, b = pair.span
        inside = [i for i, (x, y) in enumerate(body.offsets[:room]) if x < b and y > a]
        return (first + inside[0], first + inside[-1]) if inside else (0, 0)


def collate(rows: Sequence[Encoded]) -> Batch:
    """A passage that begins with <s> counts its positions anew."""
    width = max(len(row.ids) for row in rows)
    ids = torch.full((len(rows), width), PAD)
    positions, side = torch.zeros_like(ids), torch.full_like(ids, 2)
    body = torch.zeros(len(rows), width, dtype=torch.bool)
    for i, row in enumerate(rows):
        n, at = len(row.ids), row.split_at
        ids[i, :n] = torch.tensor(row.ids)
        positions[i, :at], positions[i, at:n] = torch.arange(at), torch.arange(n - at) + (0 if row.ids[at] == START else at)
        side[i, :at], side[i, at:n] = 0, 1
        body[i, row.body : row.body_end] = True
    return Batch(ids, positions, side, ids != PAD, body, torch.tensor([row.span for row in rows]))


def by_length(rows: Sequence[Encoded], tokens: int = 4096) -> Iterator[list[int]]:
    """Numbers of rows in batches of like length, each of at most about `tokens` tokens."""
    order, batch = sorted(range(len(rows)), key=lambda i: len(rows[i].ids)), []
    for i in order:
        if batch and (len(batch) + 1) * len(rows[i].ids) > tokens:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
