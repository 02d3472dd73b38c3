import os

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "false"

import pytest
from haystack import Document
from haystack.document_stores.errors import DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy
from haystack.testing.document_store import DocumentStoreBaseTests

from index.store import RujukanDocumentStore
from tests.bases import library, reading


class TestConformance(DocumentStoreBaseTests):
    """Haystack's own suite."""

    @pytest.fixture
    def document_store(self, tmp_path):
        return RujukanDocumentStore(str(tmp_path / "kb"))

    def test_write_documents(self, document_store):
        one = Document(id="1", content="satu")
        assert document_store.write_documents([one]) == 1
        with pytest.raises(DuplicateDocumentError):
            document_store.write_documents([one])

    @staticmethod
    def assert_documents_are_equal(received, expected):
        """Vectors are kept as float16; all else must be the same."""
        assert [d.id for d in received] == [d.id for d in expected]
        for one, other in zip(received, expected, strict=True):
            assert (one.content, one.meta) == (other.content, other.meta)
            assert one.embedding == (pytest.approx(other.embedding, abs=5e-4) if other.embedding is not None else None)


@pytest.fixture
def store(tmp_path):
    return RujukanDocumentStore(str(tmp_path / "kb"))


def test_scores_of_both_retrievals_are_best_first(store):
    store.write_documents(
        [
            Document(id="a", content="retribusi anjing", embedding=[1.0, 0.0], meta={"year": 2001}),
            Document(id="b", content="retribusi kucing dan anjing liar di pasar", embedding=[0.6, 0.8], meta={"year": 2002}),
            Document(id="c", content="jalan desa", embedding=[0.0, 1.0], meta={"year": 2002}),
        ]
    )
    dense = store.embedding_retrieval([1.0, 0.0], top_k=3)
    assert [(d.id, round(d.score, 2)) for d in dense] == [("a", 1.0), ("b", 0.6), ("c", 0.0)]
    keyword = store.keyword_retrieval("retribusi anjing", top_k=3)
    assert [d.id for d in keyword] == ["a", "b"]
    assert keyword[0].score > keyword[1].score > 0
    only = {"field": "meta.year", "operator": "==", "value": 2002}
    assert [d.id for d in store.embedding_retrieval([1.0, 0.0], top_k=3, filters=only)] == ["b", "c"]
    assert [d.id for d in store.keyword_retrieval("anjing", top_k=3, filters=only)] == ["b"]


def test_overwriting_replaces_in_both_indexes(store):
    store.write_documents([Document(id="a", content="anjing", embedding=[1.0, 0.0])])
    store.embedding_retrieval([1.0, 0.0])
    store.write_documents([Document(id="a", content="kucing", embedding=[0.0, 1.0])], DuplicatePolicy.OVERWRITE)
    assert store.keyword_retrieval("anjing") == []
    assert [d.content for d in store.keyword_retrieval("kucing")] == ["kucing"]
    assert [round(d.score, 3) for d in store.embedding_retrieval([1.0, 0.0])] == [0.0]


def test_an_id_given_twice_is_no_document_twice(store):
    twice = [Document(id="a", content="satu"), Document(id="a", content="dua")]
    with pytest.raises(DuplicateDocumentError):
        store.write_documents(twice)
    assert store.write_documents(twice, DuplicatePolicy.OVERWRITE) == 1
    assert [d.content for d in store.filter_documents()] == ["dua"]


def test_vectors_of_another_length_are_refused(store):
    store.write_documents([Document(id="a", content="a", embedding=[1.0, 0.0])])
    with pytest.raises(ValueError, match="different length"):
        store.write_documents([Document(id="b", content="b", embedding=[1.0, 0.0, 0.0])])
    assert store.count_documents() == 1


def test_a_base_of_documents_is_a_store_of_its_passages(tmp_path):
    base = library(tmp_path / "kb")
    base.add(reading("uu-1-2001", ["Setiap orang wajib mendaftarkan anjing."], form="UU", year=2001), tmp_path / "anjing.pdf")
    store = RujukanDocumentStore.from_dict(RujukanDocumentStore(str(tmp_path / "kb")).to_dict())
    (found,) = store.keyword_retrieval("pendaftaran anjing", filters={"field": "meta.form", "operator": "==", "value": "UU"})
    assert found.id == "uu-1-2001#pasal_1"
    assert (found.meta["document_id"], found.meta["locator"], found.meta["first_page"]) == ("uu-1-2001", "Pasal 1", 1)
