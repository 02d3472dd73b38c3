"""A document taken out comes back exactly as it was; read again it keeps its id; repeats are known."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.changes import put_back, read_again, reading_of, repeats, take_out
from index.library import ModelMismatch
from index.upkeep import verify
from ingest.values import IngestError
from tests.bases import library, reading

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@pytest.fixture
def base(tmp_path):
    made = library(tmp_path / "kb")
    file = tmp_path / "satu.pdf"
    file.write_bytes(b"%PDF satu")
    one = reading("satu-1-2020", ["Arsitektur SPBE.", "Pembiayaan dari APBD."], file="satu.pdf", relations=[("merujuk", "dua-2-2021")])
    made.add(one, file)
    made.add(reading("dua-2-2021", ["Peta rencana SPBE."]), tmp_path / "dua.pdf")
    made.checkpoint()
    return made


def everything(base, document_id):
    document = base.document(document_id)
    return reading_of(base, document), base.passages(document_id), base.file_path(document_id).read_bytes()


def test_what_is_taken_out_is_gone_and_comes_back_as_it_was(base):
    before, embedded = everything(base, "satu-1-2020"), base.configured_encoder().embedded
    removed = take_out(base, "satu-1-2020")
    assert base.document("satu-1-2020") is None
    assert not list(base.files.iterdir())
    assert put_back(base, removed) == "satu-1-2020"
    assert everything(base, "satu-1-2020") == before
    assert base.configured_encoder().embedded == embedded  # its vectors were kept
    assert [problem for problem in verify(base) if "satu" in problem or "indeks" in problem] == [
        "satu-1-2020: salinan berkas aslinya berubah; hapus dokumen ini, lalu baca ulang"  # the made-up reading has a made-up hash
    ]


def test_a_document_that_is_not_there_is_not_taken_out(base):
    generation = base.generation()
    assert take_out(base, "tiga") is None
    assert base.generation() == generation


def test_after_another_model_it_is_embedded_anew_and_not_mixed(base, monkeypatch):
    removed = take_out(base, "satu-1-2020")
    other = replace(base.spec, name="lain")
    monkeypatch.setattr(base, "_spec", lambda: other)
    with pytest.raises(ModelMismatch):
        put_back(base, removed)
    assert base.document("satu-1-2020") is None


def test_a_document_is_read_again_from_the_copy_in_the_base(tmp_path):
    base = library(tmp_path / "kb")
    source = tmp_path / "nota-dinas.md"
    source.write_text("# Nota dinas\n\nIsi nota tentang smart city.\n", encoding="utf-8")
    from index.intake import take_in

    (document_id,) = take_in(base, [source]).read
    source.unlink()
    assert read_again(base, document_id).document_id == document_id
    assert [d.document_id for d in base.documents()] == [document_id]
    assert base.document(document_id).file == "nota-dinas.md"


def test_what_cannot_be_read_again_stays_as_it_is(base):
    before = everything(base, "satu-1-2020")
    with pytest.raises(IngestError):
        read_again(base, "satu-1-2020")  # its file is no PDF
    assert everything(base, "satu-1-2020") == before
    base.file_path("satu-1-2020").unlink()
    with pytest.raises(IngestError, match="salinan berkas aslinya tidak ada"):
        read_again(base, "satu-1-2020")


def test_the_same_regulation_in_two_files_is_a_repeat_and_a_namesake_is_not():
    common = {"form": "Perbup", "number": "1", "year": 2020, "title": "SPBE"}
    documents = [reading(key, ["Isi."], **common).document for key in ("perbup-1-2020", "perbup-1-2020-2")]
    other = reading("perbup-9-2020", ["Isi."], form="Perbup", number="9", year=2020, title="Lain").document
    assert repeats([*documents, other]) == {"perbup-1-2020-2": "perbup-1-2020"}
