"""Hybrid search: stemmed BM25 and dense cosine over one pool of candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.abbreviations import Synonyms
from index.embedding import embed_query
from index.library import Library
from index.values import Filters, Hit, Passage

POOL = 60  # candidates of each retriever
KEYWORD_SHARE = 0.65  # measured on real questions: the keyword side carries more for legal texts


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with both raw scores: BM25 (0 where the keyword side did not find it) and cosine."""

    rid: int
    passage: Passage
    keyword: float
    cosine: float


class Searcher:
    """A library with what widens its questions; built once a generation."""

    def __init__(self, library: Library):
        self.library = library
        self._generation = -1
        self.synonyms = Synonyms()

    def refresh(self) -> None:
        self.library.refresh()
        self._learn()

    def _learn(self) -> None:
        if (now := self.library.generation()) != self._generation:
            self.synonyms, self._generation = Synonyms(self.library.abbreviations()), now

    def candidates(
        self,
        query: str,
        *,
        pool: int = POOL,
        filters: Filters = Filters(),
        extra: Iterable[str] = (),
        vector: np.ndarray | None = None,
        with_status: Callable[[str], str] | None = None,
    ) -> list[Scored]:
        """The union of both retrievers' best, each with both scores, unordered. `extra`: words that widen the keyword side."""
        library = self.library
        if vector is None:
            vector = embed_query(library.encoder(), library.spec, query)
        with library.searching():
            self._learn()
            allowed = library.allowed(filters, with_status)
            keyword = dict(library.keyword.search(self.synonyms.terms(query, extra), pool, allowed))
            cosine = dict(library.dense.search(vector, pool, allowed))
            cosine |= library.dense.cosines(vector, [rid for rid in keyword if rid not in cosine])
            passages = library.passages_by_rid(list(cosine))
        return [Scored(rid, passages[rid], keyword.get(rid, 0.0), score) for rid, score in cosine.items() if rid in passages]


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


def search(library: Library, query: str, k: int = 10, filters: Filters = Filters()) -> list[Hit]:
    """The k best passages of a query, best first."""
    ranked = fuse(Searcher(library).candidates(query, pool=max(POOL, k), filters=filters))
    return [Hit(c.passage, score, rank, "hybrid") for rank, (c, score) in enumerate(ranked[:k], 1)]
