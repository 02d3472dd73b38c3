"""The reader says what the trained network says, marks the words that answer, and puts the best candidates in order anew."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from answer import base as answering
from answer import reader as runtime
from answer.base import Prepared
from answer.compose import said_by
from answer.pairs import END, START, row_of
from answer.question import understand
from answer.reader import GRAPH, Reader, Reading, best_span
from answer.refuse import signs
from answer.rerank import Ranked, weights
from answer.reread import DEPTH, reread, shares
from index.candidates import Scored
from index.values import Passage
from tests.training import LAW, PARAGRAPHS, write_encoder

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Kapan Dermaga Timur dibangun?"
BODY = "Dermaga Timur dibangun pada tahun 1931 oleh nelayan setempat."
CONTEXT = "Perda Nomor 1 Tahun 2020 tentang Dermaga > BAB II > Pasal 5"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An embedding model's folder as it is unpacked: the tokenizer, and the checkpoint below."""
    path = tmp_path_factory.mktemp("model")
    write_encoder(path, [LAW, BODY, CONTEXT, *(p["context"] for p in PARAGRAPHS), QUESTION])
    (path / "torch").symlink_to(path, target_is_directory=True)
    return path


@pytest.fixture(scope="module")
def network(folder):
    torch = pytest.importorskip("torch")
    from train.network import Shape, new_network

    made = new_network(folder, Shape(tuned=0), 0).eval()
    with torch.no_grad():
        made.out.weight.normal_(std=0.5)
    return made


@pytest.fixture(scope="module")
def graph(network, tmp_path_factory):
    import copy

    from train.exporting import export

    path = tmp_path_factory.mktemp("graph") / "reader.onnx"
    digest = export(copy.deepcopy(network), path)
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    return path


@pytest.fixture(scope="module")
def reader(folder, graph):
    return Reader(folder, graph)


def test_the_graph_says_what_the_network_says(folder, network, reader):
    from train.batches import Reader as Rows
    from train.scoring import judged
    from train.values import Pair, Text

    passages = [(CONTEXT, BODY), ("", BODY * 3), (CONTEXT, "Juru Mudi wajib memeriksa lambung perahu.")]
    expected = judged(network, Rows(folder, False, runtime.TOKENS), [Pair(QUESTION, Text(body, context), False) for context, body in passages])
    found = reader.read(QUESTION, passages)
    assert len({round(reading.answers, 2) for reading in found}) == 3
    for one, other in zip(found, expected, strict=True):
        assert (one.relevance, one.answers) == pytest.approx((other.relevance, other.answers), abs=0.15)  # weights of 8 bits
        assert one.margin == pytest.approx(other.margin, abs=0.3)


def test_a_shipped_graph_is_opened_again_as_a_run(folder, network, graph, tmp_path):
    from train import __main__ as command
    from train.run import load

    assert command.main(["reopen", str(tmp_path / "dikirim"), "--graph", str(graph)]) == 0
    again, _ = load(folder, tmp_path / "dikirim" / "0.pt")
    learnt, opened = network.learnt(), again.learnt()
    assert set(opened) == set(learnt)
    for name, value in learnt.items():
        np.testing.assert_allclose(opened[name], value, atol=float(value.abs().max()) / 120)


def test_a_row_holds_the_question_the_title_the_last_headings_and_the_text(reader):
    row = row_of(reader.tokenizer, QUESTION, CONTEXT, BODY, 100)
    said = [reader.tokenizer.id_to_token(i) for i in row.ids]
    assert (row.ids[0], row.ids[row.split_at - 1], row.ids[row.split_at], row.ids[-1]) == (START, END, END, END)
    assert said[row.split_at + 1 : row.body] == ["passage", ":", "Dermaga", "BAB", "II", ">", "Pasal", "5"]
    assert [BODY[a:b] for a, b in row.offsets] == said[row.body : row.body_end]


def test_a_long_text_is_read_as_far_as_there_is_room(reader):
    row = row_of(reader.tokenizer, QUESTION, CONTEXT, BODY * 50, 60)
    assert len(row.ids) == 60
    assert row.body_end == 59


def test_the_answer_is_the_likeliest_stretch(reader):
    row = row_of(reader.tokenizer, QUESTION, "", BODY, 60)
    words = [BODY[a:b] for a, b in row.offsets]
    edges = np.zeros((len(row.ids), 2), dtype=np.float32)
    edges[row.body + words.index("tahun"), 0] = edges[row.body + words.index("1931"), 1] = 3.0
    span, margin = best_span(edges, row)
    assert (BODY[slice(*span)], margin) == ("tahun 1931", 6.0)


class Fake:
    """Reads what it was told of each text."""

    def __init__(self, relevance):
        self.relevance = relevance

    def read(self, question, passages):
        return [Reading(self.relevance[text], self.relevance[text] / 2, (0, 4), 1.0) for _, text in passages]


def candidates(count):
    passages = [Passage(f"p{i}", "d", (), f"teks {i}", 0, 1, "Judul", "Pasal 1", 1, 1) for i in range(count)]
    return [Ranked(Scored(i, p, 0.0, 0.9), 1.0 - i / 1000, {"coverage": 0.5}) for i, p in enumerate(passages)]


def test_without_a_reader_nothing_changes():
    assert reread("?", candidates(3), None) == candidates(3)


def test_the_best_candidates_are_read_and_put_in_order_anew():
    assert weights()["read"] > 0.05
    given = candidates(DEPTH + 2)
    found = reread("?", given, Fake({f"teks {i}": 10.0 if i == 3 else -10.0 for i in range(DEPTH)}))
    assert found[0].candidate.rid == 3
    assert [r.reading is None for r in found].count(True) == 2
    assert {r.features["read"] for r in found if r.reading is None} == {min(r.features["read"] for r in found)}


def test_what_the_reader_says_counts_by_its_share():
    assert shares([800.0, 800.0, -800.0]) == [0.5, 0.5, 0.0]
    found = reread("?", candidates(3), Fake({"teks 0": 1.0, "teks 1": 1.0, "teks 2": 1.0}))
    assert [r.candidate.rid for r in found] == [0, 1, 2]  # of one mind about all: the order stays
    assert sum(r.features["read"] for r in found) == pytest.approx(1.0)


def test_the_cosine_is_no_sign_beside_what_the_reader_says():
    unread = candidates(2)
    read = reread("?", unread, Fake({"teks 0": 1.0, "teks 1": 2.0}))
    before, after = (signs(understand("kapan dermaga dibuka?", []), ranked) for ranked in (unread, read))
    assert (before["cosine"], before["read"]) == (0.9, 0.0)
    assert (after["cosine"], after["apart"]) == (0.0, 0.0)
    assert after["read"] > 0.1  # (e^0.5 + e^1) answers, in tens of logarithms


def test_only_a_sure_answer_is_marked():
    (sure,) = reread("?", candidates(1), Fake({"teks 0": 1.0}))
    assert said_by(sure) == "teks"
    unsure = Ranked(sure.candidate, 1.0, {}, Reading(1.0, 1.0, (0, 4), -50.0))
    assert said_by(unsure) == ""
    assert said_by(candidates(1)[0]) == ""


def test_the_shipped_graph_is_that_of_the_model_card():
    digest = hashlib.sha256(GRAPH.read_bytes()).hexdigest()
    assert digest in (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert GRAPH.stat().st_size < 45_000_000


def test_the_reader_can_be_put_out(tmp_path, monkeypatch):
    monkeypatch.setattr(runtime, "packaged_folder", lambda: tmp_path)
    monkeypatch.setattr(runtime, "loaded", lambda folder: folder)
    assert runtime.load_reader() is None  # nothing is unpacked yet
    monkeypatch.setattr(runtime, "is_whole", lambda folder: True)
    assert runtime.load_reader() == tmp_path
    monkeypatch.setenv("RUJUKAN_PEMBACA", "0")
    assert runtime.load_reader() is None


def test_after_a_measurement_without_it_that_fails_it_reads_again(sample, monkeypatch):
    monkeypatch.setattr(answering, "load_reader", lambda: "pembaca")
    monkeypatch.setattr(answering, "DEFAULT_NAME", sample.spec.name)
    base = Prepared(sample)

    def measured():
        with base.reading(False):
            assert base.reader() is None
            raise RuntimeError

    with pytest.raises(RuntimeError):
        measured()
    assert base.reader() == "pembaca"
