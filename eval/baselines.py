"""What a user would get elsewhere: the tutorial pipeline of Haystack, and our own index with one retriever only."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from index.values import Hit, Passage

WORDS_PER_CHUNK = 200  # the tutorial's splitter
Searcher = Callable[[str, int], list[Hit]]


@lru_cache(maxsize=1)
def tutorial(files: tuple[Path, ...], model: str) -> Searcher:
    """PyPDFToDocument, chunks of 200 words, BM25 and dense retrieval joined by reciprocal rank fusion.

    `model` is a folder or name that sentence-transformers loads (our folder names its ONNX module, hence trust_remote_code). Files that pypdf cannot read are missing, as they would be there.
    """
    from haystack import Document, Pipeline
    from haystack.components.converters import PyPDFToDocument
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.components.writers import DocumentWriter
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )

    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    indexing = Pipeline()
    indexing.add_component("read", PyPDFToDocument())
    indexing.add_component("split", DocumentSplitter(split_by="word", split_length=WORDS_PER_CHUNK))
    indexing.add_component(
        "embed", SentenceTransformersDocumentEmbedder(model=model, prefix="passage: ", progress_bar=False, trust_remote_code=True)
    )
    indexing.add_component("write", DocumentWriter(store))
    for left, right in (("read", "split"), ("split", "embed"), ("embed", "write")):
        indexing.connect(left, right)
    indexing.run({"read": {"sources": [str(path) for path in files]}})

    querying = Pipeline()
    querying.add_component(
        "embed", SentenceTransformersTextEmbedder(model=model, prefix="query: ", progress_bar=False, trust_remote_code=True)
    )
    querying.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=30))
    querying.add_component("keyword", InMemoryBM25Retriever(store, top_k=30))
    querying.add_component("join", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    querying.connect("embed.embedding", "dense.query_embedding")
    querying.connect("dense", "join")
    querying.connect("keyword", "join")

    def as_hit(document: Document, rank: int) -> Hit:
        name, page = Path(document.meta["file_path"]).name, document.meta["page_number"]
        last = page + (document.content or "").count("\f")
        passage = Passage(document.id, name, (), document.content or "", 0, 0, "", "", page, last)
        return Hit(passage, document.score or 0.0, rank, "tutorial")

    def search(query: str, k: int) -> list[Hit]:
        found = querying.run({"embed": {"text": query}, "keyword": {"query": query}})["join"]["documents"][:k]
        return [as_hit(document, rank) for rank, document in enumerate(found, 1)]

    return search
