"""FAISS against brute force: flat and clustered, filtered, after removals, when the base outgrows its clusters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import dense
from index.dense import DenseIndex, bitmap, pack_vector, unpack_vectors
from index.stamp import Stamp, current
from tests.bases import library

DIMENSIONS, COUNT = 32, 3000


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


def put(base, count: int, seed: int) -> None:
    """Passages without documents, their vectors in 40 clusters."""
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((40, DIMENSIONS))
    vectors = unit(centres[rng.integers(0, 40, count)] + 0.7 * rng.standard_normal((count, DIMENSIONS)))
    with base.database.write() as db:
        for i, vector in enumerate(vectors):
            rid = db.execute("INSERT INTO passages(passage_id, text, meta) VALUES(?, '', '{}')", (f"{seed}-{i}",)).lastrowid
            db.execute("INSERT INTO vectors VALUES(?, ?, NULL)", (rid, pack_vector(vector)))


def remove(base, rids) -> None:
    with base.database.write() as db:
        for table in ("passages", "vectors"):
            db.executemany(f"DELETE FROM {table} WHERE rid=?", [(int(rid),) for rid in rids])
        db.executemany("INSERT INTO removed(rid) VALUES(?)", [(int(rid),) for rid in rids])


def stored(base):
    rows = base.database.rows("SELECT rid, vector FROM vectors ORDER BY rid")
    return np.array([rid for rid, _ in rows]), unpack_vectors([vector for _, vector in rows])


def recall(base, allowed=None, k=10) -> float:
    """Checks that each score is exact and each hit allowed; gives the share of the exact best that were found."""
    rids, vectors = stored(base)
    keep = np.ones(len(rids), dtype=bool) if allowed is None else np.isin(rids, allowed)
    known, found = dict(zip(rids.tolist(), vectors, strict=True)), 0
    asked = unit(np.random.default_rng(9).standard_normal((25, DIMENSIONS)) + vectors[:25])
    for query in asked:
        got = base.dense.search(query, k, allowed)
        assert len(got) == min(k, keep.sum())
        assert [score for _, score in got] == pytest.approx([float(known[rid] @ query) for rid, _ in got], abs=1e-4)
        assert [score for _, score in got] == sorted((score for _, score in got), reverse=True)
        assert allowed is None or {rid for rid, _ in got} <= set(np.asarray(allowed).tolist())
        best = rids[keep][np.argsort(-(vectors[keep] @ query), kind="stable")[:k]]
        found += len({rid for rid, _ in got} & set(best.tolist())) / max(1, len(best))
    return found / len(asked)


@pytest.fixture(params=["flat", "clustered"])
def base(request, tmp_path, monkeypatch):
    if request.param == "clustered":
        monkeypatch.setattr(dense, "IVF_FROM", 1000)
        monkeypatch.setattr(dense, "PROBED", 1 / 4)  # so small a base has clusters of a dozen passages
    made = library(tmp_path / "kb")
    put(made, COUNT, seed=1)
    made.checkpoint()
    assert bool(made.dense.clusters) == (request.param == "clustered")
    return made


def needed(base) -> float:
    return 0.97 if base.dense.clusters else 1.0


def test_nearest(base):
    with base.searching():
        assert recall(base) >= needed(base)


@pytest.mark.parametrize("left", [1, 7, 299, 301, 900, 2900])
def test_filters_are_exact_however_few_they_leave(base, left):
    allowed = np.sort(np.random.default_rng(left).choice(np.arange(1, COUNT + 1), left, replace=False))
    with base.searching():
        assert recall(base, allowed) >= needed(base)
        assert base.dense.search(np.ones(DIMENSIONS), 5, np.array([], dtype=np.int64)) == []


def test_removed_and_added_in_every_mode(base):
    remove(base, range(1, COUNT, 2))
    put(base, 500, seed=2)
    base.refresh()
    with base.searching():
        assert base.dense.size == COUNT // 2 + 500
        assert sorted(base.dense.rids()) == stored(base)[0].tolist()
        assert recall(base) >= needed(base)
    base.checkpoint()
    again = library(base.folder)
    with again.searching():
        assert again.dense.clusters == base.dense.clusters
        assert sorted(again.dense.rids()) == stored(again)[0].tolist()
        assert recall(again) >= needed(again)


def test_a_base_that_outgrows_its_clusters_gets_new_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(dense, "IVF_FROM", 200)
    monkeypatch.setattr(dense, "PROBED", 1 / 4)
    base = library(tmp_path / "kb")
    put(base, 250, seed=1)
    base.checkpoint()
    before = base.dense.clusters
    put(base, 4000, seed=2)
    base.refresh()
    assert base.dense.clusters == before  # a reader never trains
    base.checkpoint()
    assert base.dense.clusters >= 4 * before
    with base.searching():
        assert recall(base) >= 0.97


def test_an_index_made_for_another_model_is_not_used(tmp_path):
    base = library(tmp_path / "kb")
    put(base, 20, seed=1)
    base.checkpoint()
    base.database.connection().execute("INSERT OR REPLACE INTO settings VALUES('model', 'lain')")
    other = DenseIndex(base.database, base.folder / "derived")
    other.load("lain")
    assert (other.index, other.stamp) == (None, Stamp())
    with base.database.snapshot():
        assert other.refresh(current(base.database)) == 20


@given(st.sets(st.integers(1, 400), min_size=1))
def test_bitmap_has_the_bits_of_its_rids(rids):
    packed = bitmap(np.array(sorted(rids)))
    assert {i for i in range(len(packed) * 8) if packed[i >> 3] >> (i & 7) & 1} == rids
