"""The command trains on a small slice, scores candidates with what it has learnt, and prints the table."""

import json

import pytest

from tests.training import LAW, PARAGRAPHS, asked, write_encoder
from train import __main__ as command
from train.candidates import save_asked


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Data as the command wants them, and an encoder of a few weights in place of the packaged one."""
    (tmp_path / "laws").mkdir()
    (tmp_path / "idk-mrc").mkdir()
    (tmp_path / "laws" / "perahu.txt").write_text(LAW, encoding="utf-8")
    for part in ("train", "valid", "test"):
        (tmp_path / "idk-mrc" / f"idk_mrc_{part}.json").write_text(json.dumps(PARAGRAPHS), encoding="utf-8")
    encoder = write_encoder(tmp_path, [LAW, *(p["context"] for p in PARAGRAPHS)])
    monkeypatch.setattr(command, "checkpoint", lambda: encoder)
    save_asked([asked(i, right=i % 2) for i in range(6)] + [asked(6, 0, answerable=False)], tmp_path / "calon.jsonl")
    return tmp_path


def test_from_data_to_the_table(data, capsys):
    run, candidates = data / "runs" / "coba", str(data / "calon.jsonl")
    common = ["--threads", "1"]
    assert (
        command.main([*common, "fit", str(run), "--data", str(data), "--sources", "law=0.5,idk=0.5", "--tuned", "2", "--steps", "2"]) == 0
    )
    saved = str(run / "2.pt")
    assert command.main([*common, "score", saved, "--candidates", candidates, "--depth", "2"]) == 0
    assert command.main([*common, "score", saved, "--candidates", candidates, "--depth", "2", "--int8"]) == 0
    assert command.main([*common, "read", saved, "--data", str(data)]) == 0
    capsys.readouterr()
    assert command.main(["evaluate", str(data / "runs"), "--candidates", candidates, "--depth", "2"]) == 0
    table = capsys.readouterr().out
    for wanted in (
        "| coba/2 | cross-encoder; lapis 3-12; law 50%, idk 50%; 16 kelompok",
        "| coba/2-int8 |",
        "6 terjawab dan 1 tak terjawab (sample)",
        "| coba/2 | test |",
    ):
        assert wanted in table


def test_data_that_are_missing_are_named(tmp_path, capsys):
    assert command.main(["fit", str(tmp_path / "run"), "--data", str(tmp_path / "tiada")]) == 1
    assert "tiada" in capsys.readouterr().err


@pytest.mark.parametrize("name", command.TABLES)
def test_the_tables_are_those_of_their_numbers(name):
    numbers = command.numbers(name)
    assert numbers.with_suffix(".md").read_text(encoding="utf-8") == command.table(json.loads(numbers.read_text(encoding="utf-8")))
