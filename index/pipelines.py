"""Taking in and asking, as Haystack pipelines."""

from __future__ import annotations

import logging
from typing import Any

from haystack import Pipeline
from haystack.core.errors import PipelineRuntimeError

from index.candidates import POOL
from index.components import CandidatePool, LibraryWriter, PassageCutter, PassageEmbedder, QueryEmbedder
from index.library import Library
from index.retrievers import DenseRetriever, KeywordRetriever
from index.store import RujukanDocumentStore

# a run that fails raises its error; what Haystack could not save of it says nothing to a user
logging.getLogger("haystack.utils.base_serialization").setLevel(logging.ERROR + 1)


def indexing_pipeline(library: Library) -> Pipeline:
    """`run({"cutter": {"reading": …}, "writer": {"reading": …, "source": path}})` -> {"writer": {"added": Added}}."""
    pipeline = Pipeline()
    pipeline.add_component("cutter", PassageCutter())
    pipeline.add_component("embedder", PassageEmbedder(library))
    pipeline.add_component("writer", LibraryWriter(library))
    pipeline.connect("cutter.texts", "embedder.texts")
    pipeline.connect("cutter.passages", "writer.passages")
    pipeline.connect("embedder.embedded", "writer.embedded")
    return pipeline


def query_pipeline(library: Library, top_k: int = POOL) -> Pipeline:
    """`run({"embedder": {"text": query}, "keyword": {"query": query}})` -> {"pool": {"candidates": list of Scored}}."""
    store = RujukanDocumentStore.of(library)
    pipeline = Pipeline()
    pipeline.add_component("embedder", QueryEmbedder(library))
    pipeline.add_component("dense", DenseRetriever(store, top_k=top_k))
    pipeline.add_component("keyword", KeywordRetriever(store, top_k=top_k))
    pipeline.add_component("pool", CandidatePool(library))
    pipeline.connect("embedder.embedding", "dense.query_embedding")
    pipeline.connect("embedder.embedding", "pool.embedding")
    pipeline.connect("dense.documents", "pool.dense")
    pipeline.connect("keyword.documents", "pool.keyword")
    return pipeline


def run(pipeline: Pipeline, data: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the pipeline gives; errors of our own parts come as they were raised, since they say to the user what to do."""
    try:
        return pipeline.run(data)
    except PipelineRuntimeError as error:
        raise error.__cause__ or error from None
