"""A process that takes files in, killed at random moments: at most the document in progress is lost, never a part of one."""

import random
import signal
import subprocess
import sys
import time

import pytest

from index.intake import take_in
from index.search import search
from index.upkeep import verify
from tests.bases import library
from tests.conftest import ROOT

KILLS, FILES, PASAL = 30, 5, 6
CHILD = """
import sys
from pathlib import Path
from index.intake import take_in
from tests.bases import library
base = library(sys.argv[1])
print("siap", flush=True)
take_in(base, [Path(sys.argv[2])])
"""


def write_files(folder, version: int) -> None:
    for number in range(1, FILES + 1):
        pasal = "\n\n".join(f"Pasal {n}\n\nSetiap orang wajib memelihara barang edisi{version} nomor {n}." for n in range(1, PASAL + 1))
        head = f"PERATURAN BUPATI ARUNIKA\nNOMOR {number} TAHUN 2020\nTENTANG\nBARANG\n\nMEMUTUSKAN:\nMenetapkan: PERATURAN BUPATI TENTANG BARANG."
        (folder / f"{number}.txt").write_text(f"{head}\n\n{pasal}\n", encoding="utf-8")


def versions(base) -> dict[str, int]:
    """The edition of each document, after a check that it has all of its Pasal of that one edition."""
    found = {}
    for document in base.documents():
        texts = [p.text for p in base.passages(document.document_id) if "edisi" in p.text]
        editions = {text.split("edisi")[1].split()[0] for text in texts}
        assert len(texts) == PASAL
        assert len(editions) == 1
        found[document.document_id] = int(editions.pop())
    return found


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="sistem ini tidak mengenal SIGKILL")
def test_killed_at_any_moment(tmp_path):
    documents, kb = tmp_path / "dokumen", tmp_path / "kb"
    documents.mkdir()
    write_files(documents, 0)
    chance, took = random.Random(20), 0.0
    begun = time.monotonic()
    take_in(library(kb), [documents])
    took = time.monotonic() - begun
    kills = version = 0
    while kills < KILLS and version < 4 * KILLS:
        version += 1
        write_files(documents, version)
        command = [sys.executable, "-c", CHILD, str(kb), str(documents)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            child.stdout.readline()
            time.sleep(chance.uniform(0, took))
            child.kill()
        kills += child.returncode == -signal.SIGKILL
        base = library(kb)
        assert verify(base) == []
        state = versions(base)
        assert len(state) == FILES
        assert set(state.values()) <= {version - 1, version}
        assert search(base, "siapa wajib memelihara barang", 3)[0].passage.document_id in state
        report = take_in(base, [documents])  # the next run completes, and does only what is left
        assert len(report.read) == list(state.values()).count(version - 1)
        assert set(versions(base).values()) == {version}
        assert verify(base) == []
        base.close()
    assert kills == KILLS
