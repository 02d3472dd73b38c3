"""`python -m index` from outside, and re-embedding."""

import json
from dataclasses import replace

import numpy as np
import pytest

from index import __main__ as command
from index.dense import unpack_vectors
from index.library import ModelMismatch
from index.reembed import reembed
from index.search import search
from index.upkeep import verify
from tests.bases import SPEC, WordEncoder, library, reading

OTHER = replace(SPEC, name="lain")


@pytest.fixture
def base(tmp_path, monkeypatch):
    made = library(tmp_path / "kb")
    for number, words in enumerate(["anjing berkalung", "kucing tidur", "ayam berkokok"], 1):
        path = tmp_path / f"{number}.txt"
        given = reading(
            f"uu-{number}-2001", [f"Setiap {word} wajib didaftar." for word in words.split()], file=path.name, form="UU", year=2000 + number
        )
        path.write_bytes("\n".join([f"uu-{number}-2001", *(f"Setiap {word} wajib didaftar." for word in words.split())]).encode())
        made.add(given, path)
    made.checkpoint()
    monkeypatch.setattr(command, "Library", library)
    return made


def run(capsys, *arguments) -> tuple[int, str, str]:
    code = command.main([str(a) for a in arguments])
    return code, *capsys.readouterr()


def test_search_as_json(base, capsys):
    code, out, _ = run(capsys, "search", "kucing", "didaftar", "-k", 2, "--json", "--kb", base.folder)
    hits = json.loads(out)
    assert code == 0
    assert len(hits) == 2
    assert hits[0] == {
        "rank": 1, "document_id": "uu-2-2001", "file": "2.txt", "locator": "Pasal 1", "first_page": 1, "last_page": 1,
        "text": "Pasal 1\nSetiap kucing wajib didaftar.", "score": hits[0]["score"],
    }  # fmt: skip


def test_search_for_people(base, capsys):
    code, out, _ = run(capsys, "search", "anjing", "-k", 1, "--kb", base.folder)
    assert code == 0
    assert out.splitlines()[0].startswith(" 1. uu-1-2001, Pasal 1, halaman 1 (skor ")
    assert out.splitlines()[1] == "    Pasal 1 Setiap anjing wajib didaftar."


def test_search_with_filters(base, capsys):
    _, out, _ = run(capsys, "search", "didaftar", "--json", "--form", "uu", "--year", 2003, "--kb", base.folder)
    assert {hit["document_id"] for hit in json.loads(out)} == {"uu-3-2001"}
    _, out, _ = run(capsys, "search", "didaftar", "--document", "uu-1-2001", "--document", "uu-2-2001", "--json", "--kb", base.folder)
    assert {hit["document_id"] for hit in json.loads(out)} == {"uu-1-2001", "uu-2-2001"}
    code, out, _ = run(capsys, "search", "didaftar", "--kind", "training", "--kb", base.folder)
    assert (code, out) == (0, "Tidak ada bagian yang lolos saringan.\n")


def test_an_empty_base_is_said(tmp_path, capsys):
    code, out, err = run(capsys, "search", "anjing", "--json", "--kb", tmp_path / "kosong")
    assert (code, out) == (1, "")
    assert "python -m ingest" in err
    assert not (tmp_path / "kosong").exists()


@pytest.mark.parametrize("k", ["0", "-1", "banyak"])
def test_a_wrong_number_of_hits_is_a_usage_error(base, k, capsys):
    with pytest.raises(SystemExit, match="2"):
        command.main(["search", "anjing", "-k", k])


def test_rebuild(base, capsys):
    code, out, _ = run(capsys, "rebuild", "--kb", base.folder)
    assert (code, out) == (0, "indeks dibuat ulang: 6 vektor, 6 bagian.\n")


def other_model(base, encoder: WordEncoder):
    return library(base.folder, encoder, OTHER)


def test_reembedding_exchanges_all_vectors(base):
    encoder = WordEncoder("lain")
    changed = other_model(base, encoder)
    with pytest.raises(ModelMismatch):
        search(changed, "kucing")
    assert reembed(changed) == 6
    assert search(changed, "kucing", 1)[0].passage.document_id == "uu-2-2001"
    blobs = [blob for (blob,) in base.database.rows("SELECT vector FROM vectors ORDER BY rid")]
    texts = [f"{d.title} {p.text}" for d in base.documents() for p in base.passages(d.document_id)]
    np.testing.assert_allclose(unpack_vectors(blobs), WordEncoder("lain").encode(texts), atol=1e-3)
    assert base.database.rows("SELECT * FROM staged") == []
    assert verify(changed) == []
    with pytest.raises(ModelMismatch):
        search(base, "kucing")
    before = encoder.embedded
    assert reembed(changed) == 0
    assert encoder.embedded == before


def test_reembedding_goes_on_where_it_was_interrupted(base, monkeypatch):
    class Failing(WordEncoder):
        def encode(self, texts):
            if self.embedded >= 4:
                raise KeyboardInterrupt
            return super().encode(texts)

    monkeypatch.setattr("index.reembed.BATCH", 1)
    with pytest.raises(KeyboardInterrupt):
        reembed(other_model(base, Failing("lain")))
    assert search(base, "kucing", 1)[0].passage.document_id == "uu-2-2001"  # the old vectors answer
    assert verify(base) == []
    encoder = WordEncoder("lain")
    assert reembed(other_model(base, encoder)) == 2
    assert encoder.embedded == 2
    assert search(other_model(base, encoder), "kucing", 1)[0].passage.document_id == "uu-2-2001"


def test_lost_vectors_are_found_and_made_again(base):
    base.database.connection().execute("DELETE FROM vectors WHERE rid=2")
    assert "1 bagian tanpa vektor" in verify(base)[0]
    assert reembed(base) == 1
    assert verify(base) == []
