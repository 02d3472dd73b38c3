"""Pairs become tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from answer.pairs import PAD, QUESTION_TOKENS, START, Row, encoded, joined, row_of
from train.values import Pair

CONTEXT_TOKENS, TOKENS = 16, 160


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair as a row of ids. `span`: the tokens of the answer in it (0, 0: none)."""

    row: Row
    span: tuple[int, int]


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
        question, passage = pair.question, pair.passage
        row = self.row_apart(pair) if self.apart else row_of(self.tokenizer, question, passage.context, passage.body, self.tokens)
        return Encoded(row, span_in(row, pair.span))

    def row_apart(self, pair: Pair) -> Row:
        asked = encoded(self.tokenizer, f"query: {pair.question}").ids[:QUESTION_TOKENS]
        front = encoded(self.tokenizer, f"passage: {pair.passage.context}".strip()).ids[:CONTEXT_TOKENS]
        return joined(asked, [START, *front], encoded(self.tokenizer, pair.passage.body), self.tokens)


def span_in(row: Row, span: tuple[int, int] | None) -> tuple[int, int]:
    """First and last token of characters of the text; (0, 0) for none, and where they are not read."""
    a, b = span or (0, 0)
    inside = [i for i, (x, y) in enumerate(row.offsets) if x < b and y > a]
    return (row.body + inside[0], row.body + inside[-1]) if inside else (0, 0)


def collate(rows: Sequence[Encoded]) -> Batch:
    """A passage that begins with <s> counts its positions anew."""
    width = max(len(pair.row.ids) for pair in rows)
    ids = torch.full((len(rows), width), PAD)
    positions, side = torch.zeros_like(ids), torch.full_like(ids, 2)
    body = torch.zeros(len(rows), width, dtype=torch.bool)
    for i, row in enumerate(pair.row for pair in rows):
        n, at = len(row.ids), row.split_at
        ids[i, :n] = torch.tensor(row.ids)
        positions[i, :at], positions[i, at:n] = torch.arange(at), torch.arange(n - at) + (0 if row.ids[at] == START else at)
        side[i, :at], side[i, at:n] = 0, 1
        body[i, row.body : row.body_end] = True
    return Batch(ids, positions, side, ids != PAD, body, torch.tensor([pair.span for pair in rows]))


def by_length(rows: Sequence[Encoded], tokens: int = 4096) -> Iterator[list[int]]:
    """Numbers of rows in batches of like length, each of at most about `tokens` tokens."""
    order, batch = sorted(range(len(rows)), key=lambda i: len(rows[i].row.ids)), []
    for i in order:
        if batch and (len(batch) + 1) * len(rows[i].row.ids) > tokens:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
