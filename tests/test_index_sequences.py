"""Any sequence of changes keeps the base whole: the truth, both indexes, and what another process sees."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.dense import unpack_vectors
from index.search import Searcher
from index.upkeep import backup, restore, verify
from index.values import Filters
from ingest.values import Reading
from tests.bases import WordEncoder, library, reading

WORDS = ["anggaran", "jaringan", "parkir", "arsip", "keamanan", "layanan", "desa", "izin", "audit", "domain"]
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 3), st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)),
        st.tuples(st.just("remove"), st.integers(0, 3), st.just([])),
        st.tuples(st.sampled_from(["reopen", "rebuild", "checkpoint", "look"]), st.just(0), st.just([])),
    ),
    max_size=12,
)


def put(base, document_id: str, words: list[str], folder) -> None:
    """As if a file of that name had been read; its bytes are what the reading says they are."""
    made: Reading = reading(document_id, words, per_page=10)
    path = folder / f"{document_id}.pdf"
    path.write_bytes("\n".join([document_id, *words]).encode())
    base.add(made, path)


def check_whole(base) -> None:
    assert verify(base) == []
    for query in ("anggaran desa", "izin"):
        vector = WordEncoder().encode([query])[0]
        with base.searching():
            found = base.dense.search(vector, 5)
            keyword = base.keyword.search([("izin", 1.0), ("anggar", 1.0)], 50)
        stored = unpack_vectors([v for (v,) in base.database.rows("SELECT vector FROM vectors")])
        expected = np.sort(stored @ vector)[::-1][:5] if len(stored) else []
        assert np.allclose([score for _, score in found], expected, atol=1e-5)
        texts = base.database.rows("SELECT rid, text FROM passages")
        assert {rid for rid, _ in keyword} == {rid for rid, text in texts if "izin" in text or "anggaran" in text}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_any_sequence_of_changes(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("basis")
    base, watcher, expected = library(folder / "kb"), library(folder / "kb"), {}
    for action, number, words in steps:
        name = f"dok{number}"
        if action == "add":
            put(base, name, words, folder)
            expected[name] = len(words)
        elif action == "remove":
            assert base.remove(name) == (expected.pop(name, None) is not None)
        elif action == "reopen":
            base = library(folder / "kb")
        elif action == "look":
            check_whole(watcher)
        else:
            getattr(base, action)()
    assert {d.document_id: len(base.passages(d.document_id)) for d in base.documents()} == expected
    for one in (base, watcher, library(folder / "kb")):
        check_whole(one)


def test_moved_and_restored_base_answers_the_same(tmp_path):
    base = library(tmp_path / "asal")
    put(base, "a", ["anggaran desa", "izin"], tmp_path)
    base.checkpoint()
    backup(base, tmp_path / "cadangan.zip")
    restore(tmp_path / "cadangan.zip", tmp_path / "baru")
    moved = library(tmp_path / "baru")
    check_whole(moved)
    assert moved.passages("a") == base.passages("a")
    assert moved.file_path("a").read_bytes() == base.file_path("a").read_bytes()


def test_indexes_of_another_past_are_not_taken_for_this_one(tmp_path):
    """An old copy of the base's file put back beside newer indexes: its rids were given out again since."""
    base = library(tmp_path / "kb")
    put(base, "a", ["anggaran"], tmp_path)
    backup(base, tmp_path / "lama.zip")
    put(base, "b", ["parkir", "izin"], tmp_path)
    base.checkpoint()
    restore(tmp_path / "lama.zip", tmp_path / "lama")
    (tmp_path / "kb" / "derived").rename(tmp_path / "lama" / "derived")
    old = library(tmp_path / "lama")
    put(old, "c", ["arsip izin", "domain"], tmp_path)
    check_whole(old)
    assert {document.document_id for document in old.documents()} == {"a", "c"}


@pytest.mark.parametrize("pattern", ["dense*", "keyword*", "keyword*/*", "*.json"])
def test_damaged_or_missing_indexes_are_made_again(tmp_path, pattern):
    base = library(tmp_path / "kb")
    put(base, "a", ["anggaran desa", "izin"], tmp_path)
    base.checkpoint()
    files = [path for path in (tmp_path / "kb" / "derived").glob(pattern) if path.is_file()]
    assert files
    for path in files:
        path.write_bytes(b"rusak")
    check_whole(library(tmp_path / "kb"))


def test_verify_says_what_is_wrong_and_repairs_it(tmp_path):
    base = library(tmp_path / "kb")
    put(base, "a", ["anggaran desa", "izin"], tmp_path)
    put(base, "b", ["arsip"], tmp_path)
    base.refresh()
    base.dense.index.remove_ids(np.array([1], dtype=np.int64))
    assert verify(base) == ["indeks vektor tidak cocok dengan basis: kurang 1, lebih 0 bagian"]
    assert "sudah dibuat ulang" in verify(base, repair=True)[0]
    assert verify(base) == []
    base.file_path("a").write_bytes(b"lain")
    base.file_path("b").unlink()
    assert [problem.split(":")[0] for problem in verify(base)] == ["a", "b"]


def test_filter_is_exact_however_many_others_there_are(tmp_path):
    base = library(tmp_path / "kb")
    for i in range(30):
        put(base, f"d{i}", ["anggaran desa"] * 3, tmp_path)
    put(base, "kecil", ["arsip anggaran", "izin"], tmp_path)
    found = Searcher(base).candidates("anggaran desa", filters=Filters(documents=("kecil",)))
    assert {c.passage.passage_id for c in found} == {"kecil#pasal_1", "kecil#pasal_2"}
