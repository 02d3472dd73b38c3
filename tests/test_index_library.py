"""The base: add, replace, remove, reopen, rebuild; checked against brute force with an encoder of our own."""

import hashlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.database import BaseBusy, take_lock
from index.library import Library, ModelMismatch
from index.model import ModelSpec
from index.search import Searcher
from index.upkeep import backup, restore, verify
from index.values import Filters
from ingest.lines import all_lines
from ingest.structure import Mark, build
from ingest.values import Page, PolicyDocument, Reading

SPEC = ModelSpec("uji", "uji", "", "")
WORDS = ["anggaran", "jaringan", "parkir", "arsip", "keamanan", "layanan", "desa", "izin", "audit", "domain"]


class HashEncoder:
    """A bag of words, hashed: equal texts have equal vectors."""

    def encode(self, texts):
        rows = np.zeros((len(texts), 32), dtype=np.float32)
        for i, text in enumerate(texts):
            for word in text.lower().split():
                rows[i, hashlib.md5(word.encode()).digest()[0] % 32] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def open_library(folder):
    return Library(folder, spec=lambda: SPEC, encoder=HashEncoder())


def reading(name, sentences):
    text = "\n".join(f"Pasal {i}\n{sentence}" for i, sentence in enumerate(sentences, 1))
    page = Page(1, text, 595, 842)
    lines = all_lines([page])
    marks = [Mark(i, "pasal", 10, line.text.split()[1]) for i, line in enumerate(lines) if line.text.startswith("Pasal ")]
    document = PolicyDocument(name, "regulation", name, f"{name}.pdf", hashlib.sha256(text.encode()).hexdigest(), 1, form="Perbup", year=2021)
    return Reading(document, (page,), build(name, lines, marks))


def put(library, name, sentences, path):
    """Adds a made-up document as if `path` had been read."""
    path.write_bytes(b"%PDF")
    return library.add(reading(name, sentences), path)


def brute_force(library, query, k):
    rows = library.database.rows("SELECT rid, vector FROM vectors")
    vector = HashEncoder().encode([query])[0]
    scored = sorted(((float(np.frombuffer(v, np.float32) @ vector), -rid) for rid, v in rows), reverse=True)
    return [round(score, 5) for score, _ in scored[:k]]


def check_whole(library):
    assert verify(library) == []
    for query in ("anggaran desa", "izin"):
        found = library.dense.search(HashEncoder().encode([query])[0], 5)
        assert [round(score, 5) for _, score in found] == brute_force(library, query, 5)


def test_what_is_removed_leaves_nothing_behind(tmp_path):
    library = open_library(tmp_path)
    put(library, "a", ["anggaran desa", "izin parkir"], tmp_path / "a.pdf")
    put(library, "b", ["jaringan"], tmp_path / "b.pdf")
    assert library.remove("a")
    assert not library.remove("a")
    found = Searcher(library).candidates("anggaran desa izin parkir")
    assert {c.passage.document_id for c in found} == {"b"}
    for table in ("pages", "clauses", "passages", "documents"):
        assert library.database.rows(f"SELECT 1 FROM {table} WHERE document_id='a'") == []


def test_a_changed_file_replaces_its_passages(tmp_path):
    library = open_library(tmp_path)
    put(library, "a", ["anggaran lama"], tmp_path / "a.pdf")
    put(library, "a", ["anggaran baru"], tmp_path / "a.pdf")
    assert [p.text for p in library.passages("a")] == ["Pasal 1\nanggaran baru"]


def test_the_same_regulation_in_another_file_is_kept_and_said(tmp_path):
    library = open_library(tmp_path)
    put(library, "a", ["anggaran"], tmp_path / "a.pdf")
    added = put(library, "a", ["anggaran daerah"], tmp_path / "salinan.pdf")
    assert (added.document_id, added.duplicate_of) == ("a-2", "a")


def test_a_filter_is_exact_however_many_others_there_are(tmp_path):
    library = open_library(tmp_path)
    for i in range(30):
        put(library, f"d{i}", ["anggaran desa"] * 3, tmp_path / f"d{i}.pdf")
    put(library, "kecil", ["arsip anggaran", "izin"], tmp_path / "kecil.pdf")
    found = Searcher(library).candidates("anggaran desa", filters=Filters(documents=("kecil",)))
    assert {c.passage.document_id for c in found} == {"kecil"}
    assert len(found) == 2


def test_another_model_is_said_not_mixed(tmp_path):
    put(open_library(tmp_path), "a", ["anggaran"], tmp_path / "a.pdf")
    other = Library(tmp_path, spec=lambda: ModelSpec("lain", "lain", "", ""), encoder=HashEncoder())
    with pytest.raises(ModelMismatch, match="lain"):
        other.encoder()


def test_a_second_writer_is_told(tmp_path):
    library = open_library(tmp_path)
    with take_lock(tmp_path / "tulis.lock"), pytest.raises(BaseBusy, match="proses lain"):
        put(library, "a", ["anggaran"], tmp_path / "a.pdf")


def test_a_moved_or_restored_base_answers_the_same(tmp_path):
    library = open_library(tmp_path / "asal")
    put(library, "a", ["anggaran desa", "izin"], tmp_path / "a.pdf")
    library.checkpoint()
    backup(library, tmp_path / "cadangan.zip")
    restore(tmp_path / "cadangan.zip", tmp_path / "baru")
    moved = open_library(tmp_path / "baru")
    check_whole(moved)
    assert [p.text for p in moved.passages("a")] == [p.text for p in library.passages("a")]


def test_lost_derived_indexes_are_made_again(tmp_path):
    library = open_library(tmp_path)
    put(library, "a", ["anggaran desa"], tmp_path / "a.pdf")
    library.checkpoint()
    for path in (tmp_path / "derived").glob("dense*"):
        path.write_bytes(b"rusak")
    check_whole(open_library(tmp_path))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("add"), st.integers(0, 3), st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)),
            st.tuples(st.just("remove"), st.integers(0, 3), st.just([])),
            st.tuples(st.sampled_from(["reopen", "rebuild", "checkpoint"]), st.just(0), st.just([])),
        ),
        max_size=12,
    )
)
def test_any_sequence_of_changes_keeps_the_base_whole(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("basis")
    library, expected = open_library(folder), {}
    for action, number, words in steps:
        name = f"dok{number}"
        if action == "add":
            put(library, name, words, folder / f"{name}.pdf")
            expected[name] = len(words)
        elif action == "remove":
            assert library.remove(name) == (expected.pop(name, None) is not None)
        elif action == "reopen":
            library = open_library(folder)
        else:
            getattr(library, action)()
    assert {d.document_id: len(library.passages(d.document_id)) for d in library.documents()} == expected
    check_whole(library)
