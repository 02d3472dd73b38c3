"""The network reads apart or together as its shape says, learns what it may learn, and comes back from its file as it was."""

import json
import random

import pytest

from tests.training import LAW, PARAGRAPHS, write_encoder, write_paragraphs

torch = pytest.importorskip("torch")

from train.batches import Reader, collate  # noqa: E402
from train.comprehension import Read, best_threshold, counted, overlap  # noqa: E402
from train.measure import auroc  # noqa: E402
from train.network import Shape, new_network  # noqa: E402
from train.reading import load_paragraphs, reading_groups  # noqa: E402
from train.run import Plan, load, thinned, train  # noqa: E402
from train.scoring import judged  # noqa: E402
from train.values import Group, Pair, Text  # noqa: E402

BODY = Text("Dermaga Timur dibangun pada tahun 1931 oleh nelayan setempat.")
PAIRS = [Pair("Kapan Dermaga Timur dibangun?", BODY, True, (34, 38)), Pair("Siapa yang merobohkannya?", BODY, False)]


@pytest.fixture(autouse=True)
def one_thread():
    """Threads that wait for each other take longer than these small sums."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    texts = [LAW, *(p["context"] for p in PARAGRAPHS), *(q["question"] for p in PARAGRAPHS for q in p["qas"])]
    return write_encoder(tmp_path_factory.mktemp("encoder"), texts)


@pytest.mark.parametrize(("split", "apart"), [(0, False), (1, False), (3, True)])
def test_a_passage_is_read_without_its_question_only_where_no_layer_joins_them(folder, split, apart):
    network, reader = new_network(folder, Shape(split=split, tuned=2), 0).eval(), Reader(folder, split > 0)
    with torch.no_grad():
        vectors = [network(collate([reader(pair)])).passage[0] for pair in PAIRS]
    assert torch.allclose(*vectors, atol=1e-5) == apart


def test_padding_changes_nothing(folder):
    network, reader = new_network(folder, Shape(), 0).eval(), Reader(folder, False)
    long = Pair(PAIRS[0].question, Text(BODY.body * 3), False)
    with torch.no_grad():
        one, both = network(collate([reader(PAIRS[0])])), network(collate([reader(PAIRS[0]), reader(long)]))
    assert torch.allclose(one.passage[0], both.passage[0], atol=1e-5)


def test_the_span_of_an_answer_is_its_tokens(folder):
    found = Reader(folder, False)(PAIRS[0])
    assert found.span[0] == found.span[1]
    assert BODY.body[slice(*found.row.offsets[found.span[0] - found.row.body])] == "1931"


@pytest.mark.parametrize("rank", [0, 2])
def test_only_the_layers_from_the_tuned_one_on_learn(folder, rank):
    names = set(new_network(folder, Shape(tuned=2, rank=rank), 0).learnt())
    inside = {name for name in names if name.startswith("layers.")}
    assert inside
    assert all(name.startswith("layers.2.") for name in inside)
    assert any(name.endswith(".up") for name in inside) == bool(rank)
    assert not any(name.startswith("embeddings.") for name in names)


def test_a_low_rank_network_begins_as_the_plain_one(folder):
    batch = collate([Reader(folder, False)(PAIRS[0])])
    with torch.no_grad():
        plain, low = (new_network(folder, Shape(tuned=1, rank=rank), 0).eval()(batch).passage for rank in (0, 2))
    assert torch.allclose(plain, low, atol=1e-6)


@pytest.mark.parametrize("shape", [Shape(0, 0), Shape(1, 0), Shape(3, 0), Shape(0, 0, 2)])
def test_training_on_a_small_slice_lowers_the_loss_and_is_kept(folder, tmp_path, shape):
    groups = list(reading_groups(load_paragraphs(write_paragraphs(tmp_path)), "idk", 0))
    plan = Plan(steps=24, groups=2, rate=5e-3, head_rate=5e-3, save_every=4)
    trained = train(folder, shape, plan, groups, {"idk": 1.0}, tmp_path / "run")
    losses = [json.loads(line)["loss"] for line in (tmp_path / "run" / "progress.jsonl").read_text().splitlines()]
    assert losses[-1] < losses[0]
    network, reader = load(folder, tmp_path / "run" / "24.pt")
    again, fresh = judged(network, reader, PAIRS), judged(trained, Reader(folder, shape.split > 0), PAIRS)
    assert [j.relevance for j in again] == pytest.approx([j.relevance for j in fresh], abs=0.05)  # kept in half precision


def test_the_same_seed_trains_the_same_network(folder, tmp_path):
    groups = list(reading_groups(load_paragraphs(write_paragraphs(tmp_path)), "idk", 0))
    one, two, other = (train(folder, Shape(0, 2), Plan(3, groups=2, seed=seed), groups, {"idk": 1.0}) for seed in (1, 1, 2))
    weights = [network.mix.weight for network in (one, two, other)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


def test_products_in_bfloat16_teach_nearly_the_same(folder, tmp_path):
    groups = list(reading_groups(load_paragraphs(write_paragraphs(tmp_path)), "idk", 0))
    one, two = (train(folder, Shape(0, 0), Plan(2, groups=2, bfloat16=half), groups, {"idk": 1.0}) for half in (False, True))
    assert two.mix.weight.dtype == torch.float32
    assert torch.allclose(one.mix.weight, two.mix.weight, atol=2e-3)
    assert not torch.equal(one.mix.weight, two.mix.weight)


def test_where_nothing_answers_only_one_other_pair_is_learnt_from():
    answered, unanswered = (Group(tuple(Pair(str(i), BODY, right and i == 0) for i in range(6)), "s", "d") for right in (True, False))
    kept = [thinned(group, 4, random.Random(0)) for group in (answered, unanswered)]
    assert [len(group.pairs) for group in kept] == [4, 2]
    assert all(group.pairs[0].question == "0" for group in kept)


def test_exact_match_and_f1_count_refusals():
    assert overlap("hulu sungai", "sungai") == pytest.approx(2 / 3)
    rows = [Read("1931", "tahun 1931", 5.0, 0.0), Read("", "perahu", 1.0, 0.0)]
    threshold = best_threshold(rows, 0.0)
    found = counted(rows, threshold, 0.0)
    assert found["exact, unanswerable"] == 1.0
    assert found["F1, answerable"] == pytest.approx(2 / 3)
    assert auroc([5.0], [1.0]) == 1.0
