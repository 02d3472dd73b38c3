"""Questions that the developers wrote about the law texts, in people's words, also such as a text only seems to answer."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedding import Encoder
from index.model import ModelSpec
from index.passages import TITLE_READ
from index.stemming import stems
from train.laws import LawClause
from train.mining import alike, as_text
from train.values import Group, Pair

NEAREST, WRONG = 16, 8  # clauses looked at, and those kept of them as negatives


@dataclass(frozen=True, slots=True)
class Written:
    """`clause`: its number in its law, as `clauses_of` counts, `length` of its text in characters, by which another text is told; `answer`: start and
    end of the answer in it, None where the law does not answer and the clause is only near; `also`: clauses that answer as well."""

    question: str
    law: str
    clause: int
    length: int
    answer: tuple[int, int] | None
    also: tuple[int, ...] = ()


def load_written(path: Path) -> list[Written]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [
        Written(r["q"], r["law"], r["clause"], r["length"], tuple(r["answer"]) if "answer" in r else None, tuple(r.get("also", ()))) for r in rows
    ]


@dataclass(frozen=True, slots=True)
class Laws:
    """All clauses of the laws, the numbers of each law's, and their vectors (clauses, dimensions) by `encoder`, which embeds the questions too."""

    clauses: Sequence[LawClause]
    places: dict[str, list[int]]
    vectors: np.ndarray
    encoder: Encoder
    spec: ModelSpec


def embedded(clauses: Sequence[LawClause], encoder: Encoder, spec: ModelSpec) -> Laws:
    places: dict[str, list[int]] = defaultdict(list)
    for at, clause in enumerate(clauses):
        places[clause.law].append(at)
    titles = [" ".join(clause.title.split()[:TITLE_READ]) for clause in clauses]
    vectors = encoder.encode([f"{spec.passage_prefix}{title} {c.text}" for title, c in zip(titles, clauses, strict=True)])
    return Laws(clauses, places, vectors, encoder, spec)


def written_groups(laws: Laws, file: Path, source: str, seed: int) -> list[Group]:
    """In the order of the questions; those about laws that are not there are left out. The clauses nearest in meaning are the negatives.

    Raises ValueError where a clause is another than the one that was written about.
    """
    written = [one for one in load_written(file) if one.law in laws.places]
    for one in written:
        mine = laws.places[one.law]
        if one.clause >= len(mine) or len(laws.clauses[mine[one.clause]].text) != one.length:
            raise ValueError(f"{one.law}: bagian {one.clause} bukan yang dimaksud pertanyaan '{one.question}'")
    near = nearest(laws, [one.question for one in written]) if written else ()
    said, rng = [set(stems(clause.text)) for clause in laws.clauses], random.Random(seed)
    return [group_of(one, laws.places[one.law], laws.clauses, said, order, rng, source) for one, order in zip(written, near, strict=True)]


def nearest(laws: Laws, questions: Sequence[str]) -> np.ndarray:
    """(questions, NEAREST) numbers of the clauses nearest in meaning, nearest first."""
    asked = laws.encoder.encode([laws.spec.query_prefix + question for question in questions])
    return np.argsort(-(asked @ laws.vectors.T), axis=1)[:, :NEAREST]


def group_of(
    one: Written, mine: Sequence[int], clauses: Sequence[LawClause], said: Sequence[set[str]], near: Sequence[int], rng: random.Random, source: str
) -> Group:
    """Right first, then clauses that are near and say something else; only such clauses where the law does not answer."""
    at = mine[one.clause]
    pair = lambda i: Pair(one.question, as_text(clauses[i]), False)  # noqa: E731
    if one.answer is None:
        return Group(tuple(pair(i) for i in dict.fromkeys([at, *map(int, near[:WRONG])])), source, one.law)
    right = Pair(one.question, as_text(clauses[at]), True, one.answer)
    answer = [at, *(mine[i] for i in one.also if i < len(mine))]
    wrong = [int(i) for i in near if i not in answer and not any(alike(said[i], said[j]) for j in answer)]
    return Group((right, *map(pair, sorted(rng.sample(wrong, min(WRONG, len(wrong)))))), source, one.law)
