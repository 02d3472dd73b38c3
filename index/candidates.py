"""Candidates of a search: what both retrievers found, with both scores, and their fusion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.library import Library
from index.packing import passage_of
from index.values import Passage

if TYPE_CHECKING:
    from haystack import Document

POOL = 60  # candidates of each retriever
KEYWORD_SHARE = 0.65  # measured on real questions: the keyword side carries more for legal texts


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with both raw scores: BM25 (0 where the keyword side did not find it) and cosine."""

    rid: int
    passage: Passage
    keyword: float
    cosine: float


def pooled(library: Library, vector: np.ndarray, dense: Sequence[Document], keyword: Sequence[Document]) -> list[Scored]:
    """The union of both retrievers' documents, unordered. `vector`: (dimensions,), for the cosines of what only the words found."""
    documents = {document.id: document for document in (*dense, *keyword)}
    rids = library.rids(list(documents))
    words = {document.id: document.score for document in keyword}
    cosines = {rids[document.id]: document.score for document in dense if document.id in rids}
    cosines |= library.dense.cosines(vector, [rid for name, rid in rids.items() if rid not in cosines])
    return [
        Scored(rid, passage_of(name, documents[name].content, documents[name].meta), words.get(name, 0.0), cosines[rid])
        for name, rid in rids.items()
        if rid in cosines
    ]


def fuse(candidates: Sequence[Scored], keyword_share: float = KEYWORD_SHARE) -> list[tuple[Scored, float]]:
    """Best first: both scores scaled to 0..1 over the candidates, then weighted."""
    if not candidates:
        return []
    keyword = scaled([c.keyword for c in candidates])
    cosine = scaled([c.cosine for c in candidates])
    totals = keyword_share * keyword + (1 - keyword_share) * cosine
    order = sorted(range(len(candidates)), key=lambda i: (-totals[i], candidates[i].rid))
    return [(candidates[i], float(totals[i])) for i in order]


def scaled(values: Sequence[float]) -> np.ndarray:
    """Minimum to 0, maximum to 1; all 0 where they are the same."""
    array = np.asarray(values, dtype=float)
    spread = array.max() - array.min()
    return (array - array.min()) / spread if spread else np.zeros_like(array)
