"""Reading in child processes: one bad file costs only itself."""

import os
import pickle
from pathlib import Path

import pytest

from ingest.values import IngestError
from ingest.worker import MIB, Limits, read_in_child, read_many
from tests import readers

QUICK = Limits(seconds=20, stall=1.0, stall_per_page=0.5)
resource = pytest.importorskip("resource", reason="batas memori hanya ada di Unix")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_every_file_has_its_result_and_the_good_ones_are_read():
    names = ["baik-1", "bohong", "mati", "baik-2", "macet", "salah", "baik-3"]
    results = dict(read_many([Path(f"{name}.pdf") for name in names], readers.read, 2, QUICK))
    assert {path.stem for path in results} == set(names)
    assert [results[Path(f"baik-{i}.pdf")].document.document_id for i in (1, 2, 3)] == ["baik-1", "baik-2", "baik-3"]
    refused = {path.stem: result for path, result in results.items() if isinstance(result, IngestError)}
    assert set(refused) == {"bohong", "mati", "macet", "salah"}
    assert (refused["bohong"].reason, refused["bohong"].page) == ("berkas ini bukan PDF", 3)
    assert "berhenti mendadak" in refused["mati"].reason
    assert "terlalu lama" in refused["macet"].reason
    assert "ValueError: rusak di dalam" in refused["salah"].reason
    assert all(error.path.name == f"{name}.pdf" for name, error in refused.items())


def test_a_child_lives_across_files_and_is_replaced_after_a_crash():
    paths = [Path(f"{name}.pdf") for name in ("a", "b", "bohong", "c", "mati", "d")]
    pids = {p.stem: r.document.title for p, r in read_many(paths, readers.read, 1, QUICK) if not isinstance(r, IngestError)}
    assert pids["a"] == pids["b"] == pids["c"] != pids["d"]
    assert not alive(int(pids["a"]))
    assert not alive(int(pids["d"]))


def test_the_time_grows_with_the_pages():
    limits = Limits(seconds=1.2, seconds_per_page=5, stall=5)
    assert read_in_child(Path("lamban.pdf"), readers.read, limits).document.document_id == "lamban"
    with pytest.raises(IngestError, match="terlalu lama"):
        read_in_child(Path("macet.pdf"), readers.read, Limits(seconds=1.2, stall=5))


def test_memory_is_limited():
    with pytest.raises(IngestError, match="memori"):
        read_in_child(Path("rakus.pdf"), readers.read, Limits(memory=700 * MIB, stall=20))


def test_what_a_library_prints_does_not_come_between():
    assert read_in_child(Path("ribut.pdf"), readers.read, QUICK).document.document_id == "ribut"


def test_progress_names_the_file():
    seen = []
    list(read_many([Path("kabar.pdf")], readers.read, 2, QUICK, lambda *step: seen.append(step)))
    assert seen == [(Path("kabar.pdf"), "ocr", 1, 2), (Path("kabar.pdf"), "ocr", 2, 2)]


def test_leaving_early_ends_the_children():
    results = read_many([Path("a.pdf"), Path("macet-1.pdf"), Path("macet-2.pdf")], readers.read, 2, Limits())
    _, first = next(results)
    results.close()
    assert not alive(int(first.document.title))


def test_nothing_to_read():
    assert list(read_many([], readers.read)) == []


def test_a_refusal_can_be_pickled():
    error = pickle.loads(pickle.dumps(IngestError(Path("a.pdf"), "rusak", 3)))
    assert (error.path, error.reason, error.page, str(error)) == (Path("a.pdf"), "rusak", 3, "a.pdf, halaman 3: rusak")
