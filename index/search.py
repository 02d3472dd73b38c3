"""Hybrid search: stemmed BM25 and dense cosine over one pool of candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np

from index.abbreviations import Synonyms
from index.candidates import POOL, Scored, fuse
from index.library import Library
from index.values import Filters, Hit


class Searcher:
    """A library with its query pipeline."""

    def __init__(self, library: Library):
        self.library = library

    @cached_property
    def pipeline(self):
        from index.pipelines import query_pipeline

        return query_pipeline(self.library)

    @property
    def synonyms(self) -> Synonyms:
        return self.library.synonyms()

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
        """The union of both retrievers' best, each with both scores, unordered. `extra`: words that widen the keyword side.

        `vector`: the query's, where it is embedded already. `with_status`: a document's status, where it is known.
        """
        from index.pipelines import run

        retriever = {"filters": self.library.settled(filters, with_status), "top_k": pool}
        inputs = {
            "embedder": {"text": query, "vector": vector},
            "dense": retriever,
            "keyword": {"query": query, "extra": list(extra), **retriever},
        }
        with self.library.searching():  # both retrievers see one generation
            return run(self.pipeline, inputs)["pool"]["candidates"]


def search(library: Library, query: str, k: int = 10, filters: Filters = Filters()) -> list[Hit]:
    """The k best passages of a query, best first."""
    ranked = fuse(Searcher(library).candidates(query, pool=max(POOL, k), filters=filters))
    return [Hit(c.passage, score, rank, "hybrid") for rank, (c, score) in enumerate(ranked[:k], 1)]
