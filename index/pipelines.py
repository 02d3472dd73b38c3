"""Indexing and querying a base as Haystack pipelines.

`index.library` and `index.search` do the same without Haystack, whose import takes seconds; a test holds them together.
"""

from __future__ import annotations

from haystack import Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from index.components import LibraryWriter, PassageCutter, PolicyReader
from index.library import Library
from index.model import ModelSpec, packaged_folder, ready
from index.retrievers import DenseRetriever, KeywordRetriever
from index.search import KEYWORD_SHARE, POOL
from index.store import RujukanDocumentStore


def indexing_pipeline(library: Library) -> Pipeline:
    """`run({"reader": {"source": path}, "writer": {"source": path}})` -> {"writer": {"added": Added}}."""
    pipeline = Pipeline()
    pipeline.add_component("reader", PolicyReader(library))
    pipeline.add_component("cutter", PassageCutter())
    pipeline.add_component(
        "embedder",
        SentenceTransformersDocumentEmbedder(
            **embedding(library.spec), prefix=library.spec.passage_prefix, meta_fields_to_embed=["heading"], embedding_separator=": "
        ),
    )
    pipeline.add_component("writer", LibraryWriter(library))
    pipeline.connect("reader.reading", "cutter.reading")
    pipeline.connect("cutter.documents", "embedder.documents")
    pipeline.connect("embedder.documents", "writer.documents")
    pipeline.connect("reader.reading", "writer.reading")
    pipeline.connect("reader.duplicate_of", "writer.duplicate_of")
    return pipeline


def query_pipeline(store: RujukanDocumentStore, top_k: int = 10) -> Pipeline:
    """`run({"query_embedder": {"text": query}, "keyword": {"query": query}})` -> {"joiner": {"documents": …}}, best first."""
    spec = store.library.spec
    pipeline = Pipeline()
    pipeline.add_component("query_embedder", SentenceTransformersTextEmbedder(**embedding(spec), prefix=spec.query_prefix))
    pipeline.add_component("dense", DenseRetriever(store, top_k=max(POOL, top_k)))
    pipeline.add_component("keyword", KeywordRetriever(store, top_k=max(POOL, top_k)))
    pipeline.add_component(
        "joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", weights=[1 - KEYWORD_SHARE, KEYWORD_SHARE], top_k=top_k)
    )
    pipeline.connect("query_embedder.embedding", "dense.query_embedding")
    pipeline.connect("dense.documents", "joiner.documents")
    pipeline.connect("keyword.documents", "joiner.documents")
    return pipeline


def embedding(spec: ModelSpec) -> dict:
    """What both embedders are told. The packaged model's first module is `index.onnx_module`, hence the trust in its code."""
    return {
        "model": ready(spec),
        "progress_bar": False,
        "normalize_embeddings": True,
        "trust_remote_code": spec.source == str(packaged_folder()),
    }
