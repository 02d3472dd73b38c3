import hashlib
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.database import FILE_NAME, BaseBusy, BaseError
from index.dense import unpack_vectors
from index.library import Library, ModelMismatch
from index.search import search
from index.values import Filters
from tests.bases import SPEC, WordEncoder, library, reading

PROJECT = Path(__file__).resolve().parent.parent
DOGS = ["Setiap orang wajib mendaftarkan anjing.", "Retribusi anjing ditetapkan dengan Peraturan Daerah."]
CATS = ["Setiap orang wajib memandikan kucing.", "Kucing dilarang tidur di kantor bupati."]


@pytest.fixture
def base(tmp_path):
    made = library(tmp_path / "kb")
    made.add(reading("uu-1-2001", DOGS, form="UU", number="1", year=2001), tmp_path / "anjing.pdf")
    made.add(reading("perda-2-2002", CATS, form="Perda", number="2", year=2002, region="Kabupaten Arunika"), tmp_path / "kucing.pdf")
    return made


def ids(hits) -> list[str]:
    return [hit.passage.passage_id for hit in hits]


def test_what_goes_in_comes_out(base, tmp_path):
    given = reading("uu-1-2001", DOGS, form="UU", number="1", year=2001)
    assert base.document("uu-1-2001") == given.document
    assert base.clauses("uu-1-2001") == given.clauses
    assert tuple(base.pages("uu-1-2001")) == given.pages
    assert base.page("uu-1-2001", 1) == given.pages[0]
    assert base.page("uu-1-2001", 2) is None
    assert base.clause("uu-1-2001", "pasal_2") == given.clauses[1]
    assert [p.passage_id for p in base.passages("uu-1-2001")] == ["uu-1-2001#pasal_1", "uu-1-2001#pasal_2"]
    assert base.document("tidak-ada") is None
    assert base.clauses("tidak-ada") == ()


def test_search_finds_by_words_and_ranks_from_one(base):
    hits = search(base, "apakah kucing boleh tidur di kantor?", 3)
    assert hits[0].passage.passage_id == "perda-2-2002#pasal_2"
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_changed_file_replaces_its_passages(base, tmp_path):
    base.refresh()
    base.add(reading("uu-1-2001", ["Ayam dibebaskan dari retribusi."], form="UU", number="1", year=2001), tmp_path / "anjing.pdf")
    assert [p.text for p in base.passages("uu-1-2001")] == ["Pasal 1\nAyam dibebaskan dari retribusi."]
    assert ids(search(base, "retribusi anjing", 10)).count("uu-1-2001#pasal_2") == 0
    assert search(base, "retribusi ayam", 1)[0].passage.passage_id == "uu-1-2001#pasal_1"


def test_changed_file_with_another_identity_takes_the_place_of_the_old(base, tmp_path):
    base.add(reading("uu-9-2009", DOGS, form="UU", number="9", year=2009), tmp_path / "anjing.pdf")
    assert {d.document_id for d in base.documents()} == {"uu-9-2009", "perda-2-2002"}


def test_same_identity_in_another_file_is_kept_and_reported(base, tmp_path):
    (tmp_path / "anjing.pdf").write_bytes(b"masih ada")
    added = base.add(reading("uu-1-2001", ["Naskah lain."], form="UU", number="1", year=2001), tmp_path / "salinan.pdf")
    assert (added.document_id, added.duplicate_of) == ("uu-1-2001-2", "uu-1-2001")
    assert {c.document_id for c in base.clauses("uu-1-2001-2")} == {"uu-1-2001-2"}
    again = base.add(reading("uu-1-2001", ["Naskah lain lagi."], form="UU", number="1", year=2001), tmp_path / "salinan.pdf")
    assert again.document_id == "uu-1-2001-2"
    assert len(base.documents()) == 3


def test_moved_file_is_the_same_file(base, tmp_path):
    moved = tmp_path / "arsip" / "anjing.pdf"  # the old path is gone
    added = base.add(reading("uu-1-2001", ["Naskah baru."], form="UU", number="1", year=2001), moved)
    assert (added.document_id, added.duplicate_of) == ("uu-1-2001", None)
    assert len(base.documents()) == 2


def test_removed_document_leaves_nothing_behind(base, tmp_path):
    source = tmp_path / "anjing.pdf"
    source.write_bytes(b"%PDF anjing")
    given = reading("uu-1-2001", [*DOGS, "Dinas Anjing yang selanjutnya disingkat DA adalah dinas."], relations=[("mencabut", "uu-0-2000")])
    given = replace(given, document=replace(given.document, sha256=hashlib.sha256(b"%PDF anjing").hexdigest()))
    base.add(given, source)
    assert base.file_path("uu-1-2001").read_bytes() == b"%PDF anjing"
    assert base.remove("uu-1-2001")
    assert not base.remove("uu-1-2001")
    assert list(base.files.iterdir()) == []
    assert not any(hit.passage.document_id == "uu-1-2001" for hit in search(base, "anjing", 10))
    base.checkpoint()
    connection = sqlite3.connect(base.folder / FILE_NAME)
    for table in ("documents", "pages", "clauses", "passages", "relations", "abbreviations"):
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()
        assert not [row for row in rows if "uu-1-2001" in map(str, row)], table
    assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (2,)


def test_nothing_is_embedded_twice(base, tmp_path):
    encoder = base._encoder
    before = encoder.embedded
    base.add(reading("uu-1-2001", [*DOGS, "Pasal yang baru."], form="UU", number="1", year=2001), tmp_path / "anjing.pdf")
    assert encoder.embedded == before + 1
    base.add(reading("uu-7-2007", CATS, title="Judul perda-2-2002"), tmp_path / "lain.pdf")
    assert encoder.embedded == before + 1


def test_known_by_content_wherever_the_file_lies(base):
    sha256 = base.document("uu-1-2001").sha256
    assert base.known(Path("di/tempat/lain.pdf"), sha256) == "uu-1-2001"
    assert base.known(Path("anjing.pdf"), "0" * 64) is None


def test_another_model_is_refused_aloud_and_changes_nothing(base, tmp_path):
    other = library(base.folder, spec=replace(SPEC, name="lain"))
    with pytest.raises(ModelMismatch, match="reembed"):
        search(other, "anjing")
    with pytest.raises(ModelMismatch):
        other.add(reading("uu-3-2003", CATS), tmp_path / "tiga.pdf")  # although all its texts are embedded already
    assert base.database.setting("model") == SPEC.fingerprint
    assert len(base.documents()) == 2


def test_failure_in_the_middle_leaves_the_old_document(base, tmp_path, monkeypatch):
    monkeypatch.setattr("index.library.insert", lambda *_: (_ for _ in ()).throw(RuntimeError("listrik padam")))
    with pytest.raises(RuntimeError):
        base.add(reading("uu-1-2001", ["Baru."]), tmp_path / "anjing.pdf")
    assert [p.text.split("\n")[1] for p in base.passages("uu-1-2001")] == DOGS


def test_base_in_another_folder_works(base, tmp_path):
    base.checkpoint()
    shutil.copytree(base.folder, tmp_path / "di tempat baru")
    moved = library(tmp_path / "di tempat baru")
    assert ids(search(moved, "kucing tidur", 4)) == ids(search(base, "kucing tidur", 4))
    assert moved.keyword.copy is None  # nothing had to be replayed


def test_damaged_file_is_named(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"bukan basis" * 100)
    with pytest.raises(BaseError, match="cadangan"):
        Library(tmp_path)


def test_base_of_another_version_is_named(base):
    base.database.connection().execute("UPDATE settings SET value='0' WHERE key='schema'")
    with pytest.raises(BaseError, match="python -m ingest"):
        Library(base.folder)


def test_second_writer_gets_a_clear_message(base, tmp_path, monkeypatch):
    monkeypatch.setattr("index.database.LOCK_WAIT", 0.1)
    code = (
        "import sys; from pathlib import Path; from index.database import Database\n"
        f"with Database(Path({str(base.folder)!r})).writer(): print('ditulis', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT) as other:
        assert other.stdout.readline() == b"ditulis\n"
        with pytest.raises(BaseBusy, match="sedang ditulis oleh proses lain"), base.database.writer(wait=0.1):
            pass
        assert ids(search(base, "kucing", 1))  # readers do not mind
        other.kill()
    with base.database.writer():  # the lock went with the process
        pass


def test_reader_sees_one_generation_while_another_process_writes(base, tmp_path):
    reader = library(base.folder)
    with reader.searching():
        before = reader.generation()
        base.add(reading("uu-5-2005", ["Kambing."]), tmp_path / "kambing.pdf")
        assert reader.generation() == before
        assert reader.dense.size == reader.keyword.size == 4
        assert reader.document("uu-5-2005") is None
    assert search(reader, "kambing", 1)[0].passage.document_id == "uu-5-2005"
    assert reader.dense.size == reader.keyword.size == 5


def test_filters_are_exact(base, tmp_path):
    base.add(
        reading("kepbup-3-2003", ["Anjing dan kucing.", "Kucing.", "Kucing lagi."], form="Kepbup", year=2003, ocr=True), tmp_path / "c.pdf"
    )
    base.add(reading("panduan", ["Kucing kota cerdas."], kind="master_plan", relations=[("mencabut", "perda-2-2002")]), tmp_path / "d.pdf")

    def found(**filters) -> set[str]:
        return set(ids(search(base, "kucing", 10, Filters(**filters))))

    both = {"perda-2-2002#pasal_1", "perda-2-2002#pasal_2"}
    assert found(documents=("perda-2-2002",)) == both
    assert found(forms=("Perda",)) == both
    assert found(years=(2002, 1999)) == both
    assert found(regions=("Kabupaten Arunika",)) == both
    assert found(kinds=("master_plan",)) == {"panduan#pasal_1"}
    assert found(statuses=("dicabut",)) == both
    assert found(ocr=True) == {"kepbup-3-2003#pasal_1", "kepbup-3-2003#pasal_2", "kepbup-3-2003#pasal_3"}
    assert found(ocr=True, pages=(2,)) == {"kepbup-3-2003#pasal_3"}
    assert found(forms=("Perda",), years=(2003,)) == set()
    assert found(documents=()) == set()


def test_vectors_are_those_of_the_encoder(base):
    blob = base.database.one("SELECT vector FROM vectors ORDER BY rid")[0]
    expected = WordEncoder().encode([f"passage: Judul uu-1-2001 Pasal 1\n{DOGS[0]}"])[0]
    assert np.allclose(unpack_vectors([blob])[0], expected, atol=1e-3)
