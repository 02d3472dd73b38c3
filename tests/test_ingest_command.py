"""`python -m ingest` from outside: what it adds, refuses, leaves unchanged, removes; without a network."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.__main__ import describe
from ingest.values import Health, PolicyDocument

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "corpus" / "perbup-arunika-27-2023-perubahan-spbe.pdf"
BLOCKER = """
import socket
_connect = socket.socket.connect
def guarded(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError("network is unplugged")
    return _connect(self, address)
socket.socket.connect = guarded
def refused(*_, **__):
    raise OSError("network is unplugged")
socket.getaddrinfo = refused
"""


@pytest.fixture
def unplugged(tmp_path):
    """An environment whose Python processes reach no other machine."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BLOCKER, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


def run(*arguments, env=None):
    return subprocess.run([sys.executable, "-m", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, env=env)


def test_a_folder_with_good_and_bad_files_unplugged(tmp_path, unplugged):
    folder, kb = tmp_path / "dokumen", tmp_path / "kb"
    folder.mkdir()
    shutil.copy(SMALL, folder)
    (folder / "kosong.pdf").write_bytes(b"")
    (folder / "rusak.pdf").write_bytes(b"%PDF-1.7\nbukan apa-apa")
    done = run("ingest", folder, "--kb", kb, "--json", env=unplugged)
    assert done.returncode == 3, done.stderr
    report = json.loads(done.stdout)
    assert [d["document_id"] for d in report["read"]] == ["perbup-arunika-27-2023"]
    assert {r["file"] for r in report["refused"]} == {"kosong.pdf", "rusak.pdf"}
    assert all(r["reason"] for r in report["refused"])

    again = run("ingest", SMALL, "--kb", kb, env=unplugged)
    assert again.returncode == 0
    assert "0 dibaca, 1 tidak berubah" in again.stdout

    answer = run("answer", "Pasal 22A Perbup 27/2023", "--json", "--kb", kb, env=unplugged)
    assert json.loads(answer.stdout)["kind"] == "clause"
    found = run("index", "search", "komputasi awan", "--json", "--kb", kb, "-k", "3", env=unplugged)
    assert len(json.loads(found.stdout)) == 3, found.stderr
    assert run("ingest", "verify", "--kb", kb).returncode == 0
    assert "perbup-arunika-27-2023" in run("ingest", "list", "--kb", kb).stdout

    assert run("ingest", "remove", "perbup-arunika-27-2023", "--kb", kb).returncode == 0
    empty = run("answer", "Pasal 22A Perbup 27/2023", "--json", "--kb", kb)
    assert "kosong" in json.loads(empty.stdout)["refused_because"]


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path):
    done = run("ingest", tmp_path / "tiada.pdf", "--kb", tmp_path / "kb")
    assert done.returncode == 2
    assert "tidak ada" in done.stderr


@pytest.mark.parametrize("command", [("ingest",), ("ingest", "remove"), ("index",), ("answer",), ("eval",), ("ui",)])
def test_every_command_explains_itself_in_indonesian(command):
    done = run(*command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 100


@pytest.mark.parametrize(
    ("title", "health", "said"),
    [
        ("Contoh", Health(text_pages=2, ocr_pages=3, unreadable_pages=(4, 6), pasal_count=9), "7 halaman (2 teks, 3 OCR, 2 tidak terbaca: 4, 6); 9 Pasal, tanpa nomor yang hilang"),
        ("Contoh", Health(text_pages=7, pasal_count=9, pasal_gaps=("3", "5")), "7 halaman (7 teks); 9 Pasal; Pasal tidak ditemukan: 3, 5"),
        ("Perubahan atas Contoh", Health(ocr_pages=7, low_confidence_pages=(2,), pasal_count=1), "7 halaman (7 OCR); OCR kurang yakin di halaman 2; 1 Pasal"),
    ],
)  # fmt: skip
def test_each_document_is_told_with_its_pages_and_pasal(title, health, said):
    document = PolicyDocument("perbup-x-1-2020", "regulation", title, "x.pdf", "0", 7, form="Perbup", number="1", year=2020, health=health)
    assert describe(document) == f"perbup-x-1-2020: Perbup Nomor 1 Tahun 2020; {said}"
