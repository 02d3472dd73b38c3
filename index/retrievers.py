"""The two retrievers of a base as Haystack components; their scores are higher for better, so DocumentJoiner can join them."""

from __future__ import annotations

from typing import Any

import numpy as np
from haystack import Document, component, default_from_dict, default_to_dict

from index.store import AnyFilters, RujukanDocumentStore


@component
class DenseRetriever:
    """The nearest passages of a query's vector."""

    def __init__(self, document_store: RujukanDocumentStore, top_k: int = 10, filters: dict[str, Any] | None = None):
        self.document_store, self.top_k, self.filters = document_store, top_k, filters

    @component.output_types(documents=list[Document])
    def run(
        self, query_embedding: list[float] | np.ndarray, filters: AnyFilters = None, top_k: int | None = None
    ) -> dict[str, list[Document]]:
        """Best first; the score is the inner product. An array is not copied number by number on its way."""
        return {"documents": self.document_store.embedding_retrieval(query_embedding, top_k or self.top_k, filters or self.filters)}

    def to_dict(self) -> dict[str, Any]:
        return serialised(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> DenseRetriever:
        return restored(cls, data)


@component
class KeywordRetriever:
    """The best passages of a query's words."""

    def __init__(self, document_store: RujukanDocumentStore, top_k: int = 10, filters: dict[str, Any] | None = None):
        self.document_store, self.top_k, self.filters = document_store, top_k, filters

    @component.output_types(documents=list[Document])
    def run(
        self, query: str, filters: AnyFilters = None, top_k: int | None = None, extra: list[str] | None = None
    ) -> dict[str, list[Document]]:
        """Best first; the score is BM25. `extra`: words that widen the query."""
        return {"documents": self.document_store.keyword_retrieval(query, top_k or self.top_k, filters or self.filters, extra or ())}

    def to_dict(self) -> dict[str, Any]:
        return serialised(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> KeywordRetriever:
        return restored(cls, data)


def serialised(retriever: DenseRetriever | KeywordRetriever) -> dict[str, Any]:
    store = retriever.document_store.to_dict()
    return default_to_dict(retriever, document_store=store, top_k=retriever.top_k, filters=retriever.filters)


def restored(cls: type, data: dict[str, Any]):
    store = RujukanDocumentStore.from_dict(data["init_parameters"]["document_store"])
    return default_from_dict(cls, {**data, "init_parameters": {**data["init_parameters"], "document_store": store}})
