"""Scores of candidates by what needs no training of a reader: to see whether a cheaper way does as well."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from index.embedding import Encoder
from index.model import ModelSpec
from index.passages import embedded_text, title_read
from train.candidates import Asked
from train.laws import LawClause
from train.questions import questions_of
from train.values import Text


def late_interaction(encoder: Encoder, spec: ModelSpec, asked: Sequence[Asked], depth: int) -> list[list[float]]:
    """MaxSim (Khattab & Zaharia 2020) of question and passage over the untrained encoder's token vectors, a mean over the question's tokens."""
    rows = []
    for one in asked:
        vectors = encoder.token_vectors(
            [spec.query_prefix + one.text, *(spec.passage_prefix + c.passage.body for c in one.candidates[:depth])]
        )
        rows.append([float(np.max(vectors[0] @ v.T, axis=1).mean().round(4)) for v in vectors[1:]])
    return rows


def expanded_cosines(encoder: Encoder, spec: ModelSpec, asked: Sequence[Asked], depth: int) -> list[list[float]]:
    """Cosine of a question with its candidates embedded together with the questions that the rules make from them (doc2query, Nogueira et al. 2019)."""
    rng = random.Random(0)
    rows = []
    for one in asked:
        texts = [spec.passage_prefix + expanded(c.passage, rng) for c in one.candidates[:depth]]
        vectors = encoder.encode([spec.query_prefix + one.text, *texts])
        rows.append([float(value) for value in (vectors[1:] @ vectors[0]).round(4)])
    return rows


def expanded(passage: Text, rng: random.Random) -> str:
    """What the encoder reads of a passage, and the questions that it answers."""
    made = questions_of(LawClause("", "", "", "", passage.body), rng)
    return " ".join([embedded_text(title_read(passage.context), "", passage.body), *(m.question for m in made)])
