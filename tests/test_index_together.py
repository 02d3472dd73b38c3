"""Readers and writers at the same time: every question is answered from one generation."""

import subprocess
import sys
import threading

from index.search import search
from index.upkeep import verify
from tests.bases import library, reading
from tests.conftest import ROOT

EDITIONS = 25
WRITER = """
import sys
from tests.bases import library, reading
base = library(sys.argv[1])
for edition in range(1, int(sys.argv[2]) + 1):
    base.add(reading("uu-1-2001", [f"Anjing edisi{edition} wajib berkalung."] * 6), "a.pdf")
    base.add(reading(f"uu-{edition}-1999", ["Kucing."]), f"{edition}.pdf")
    base.remove(f"uu-{edition - 1}-1999")
    if edition % 10 == 0:
        base.checkpoint()
"""


def watch(base, editions: list[set[str]], writer: subprocess.Popen) -> None:
    while writer.poll() is None:
        hits = search(base, "anjing wajib berkalung", 6)
        editions.append({hit.passage.text.split("edisi")[1].split()[0] for hit in hits if "edisi" in hit.passage.text})
        assert len(hits) == 6


def test_readers_see_one_generation_and_never_wait_for_the_writer(tmp_path):
    base = library(tmp_path / "kb")
    base.add(reading("uu-1-2001", ["Anjing edisi0 wajib berkalung."] * 6), tmp_path / "a.pdf")
    editions: list[set[str]] = []
    failures: list[BaseException] = []

    def guarded(reader) -> None:
        try:
            watch(reader, editions, writer)
        except BaseException as error:
            failures.append(error)
            raise

    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "kb"), str(EDITIONS)], cwd=ROOT) as writer:
        threads = [threading.Thread(target=guarded, args=(reader,)) for reader in (base, base, library(tmp_path / "kb"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert writer.returncode == 0
    assert not failures
    assert all(len(seen) == 1 for seen in editions)
    assert len(set().union(*editions)) > 3  # the readers did see the base change
    assert all("salinan berkas" in problem for problem in verify(base))  # these documents have no files


def test_two_threads_writing_take_turns(tmp_path):
    base = library(tmp_path / "kb")
    threads = [
        threading.Thread(target=lambda n=n: [base.add(reading(f"uu-{n}-{i}", ["Anjing."]), f"{n}-{i}.pdf") for i in range(5)])
        for n in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(base.documents()) == 10
    base.refresh()
    assert base.dense.size == base.keyword.size == 10
