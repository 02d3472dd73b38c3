"""What is shipped of a training makes the checkpoint embed as the trained network does."""

import hashlib

import numpy as np
import pytest
import torch

from index import e5
from tests.training import LAW, write_encoder
from train.batches import Reader, collate
from train.network import Shape, new_network
from train.run import Plan, averaged, write_run
from train.shipping import ship
from train.values import Pair, Text


def trained(folder, encoder, seed, rank=2):
    """A run whose LoRA is not zero."""
    network = new_network(encoder, Shape(12, 1, rank), seed)
    with torch.no_grad():
        for value in (v for name, v in network.named_parameters() if name.endswith(".up")):
            value.copy_(0.05 * torch.randn(value.shape))
    write_run(folder / f"benih-{seed}", 1, network.learnt(), network.shape, Plan(1), {"law": 1.0}, None, [0.0], 1.0)
    return network.eval(), folder / f"benih-{seed}" / "1.pt"


def vectors(network, encoder):
    batch = collate([Reader(encoder, True)(Pair("juru mudi", Text("Juru Mudi wajib memeriksa lambung perahu"), True))])
    with torch.no_grad():
        return network(batch).passage


def merged(encoder, tuning, monkeypatch):
    """The untrained network with the shipped file added as index/e5.py adds it."""
    monkeypatch.setattr(e5, "TUNING_SHA256", hashlib.sha256(tuning.read_bytes()).hexdigest())
    plain = new_network(encoder, Shape(12, 12, 0), 0).eval()
    before = {f"encoder.layer.{name}": value.numpy() for name, value in plain.layers.state_dict().items()}
    after = e5.tuned(before, tuning)
    assert any(not np.array_equal(before[name], after[name]) for name in before)
    plain.layers.load_state_dict({name.removeprefix("encoder.layer."): torch.from_numpy(value) for name, value in after.items()})
    return plain


def test_one_run_embeds_as_it_was_trained(tmp_path, monkeypatch):
    encoder = write_encoder(tmp_path, [LAW])
    network, saved = trained(tmp_path, encoder, 0)
    digest = ship([saved], tmp_path / "setelan.npz")
    assert digest == hashlib.sha256((tmp_path / "setelan.npz").read_bytes()).hexdigest()
    plain = merged(encoder, tmp_path / "setelan.npz", monkeypatch)
    np.testing.assert_allclose(vectors(plain, encoder), vectors(network, encoder), atol=2e-3)


def test_several_runs_are_averaged(tmp_path, monkeypatch):
    encoder = write_encoder(tmp_path, [LAW])
    runs = [trained(tmp_path, encoder, seed) for seed in (0, 1)]
    ship([saved for _, saved in runs], tmp_path / "setelan.npz")
    plain = merged(encoder, tmp_path / "setelan.npz", monkeypatch)
    name = "1.attention.self.query"
    adds = []
    for network, _ in runs:
        parts = dict(network.layers.named_parameters())
        adds.append(2.0 * parts[f"{name}.up"] @ parts[f"{name}.down"])
    start = dict(new_network(encoder, Shape(12, 12, 0), 0).layers.named_parameters())[f"{name}.weight"]
    wanted = start + sum(adds) / 2
    np.testing.assert_allclose(dict(plain.layers.named_parameters())[f"{name}.weight"].detach(), wanted.detach(), atol=2e-3)


def test_what_has_no_lora_is_not_shipped(tmp_path):
    _, saved = trained(tmp_path, write_encoder(tmp_path, [LAW]), 0, rank=0)
    with pytest.raises(ValueError, match="bukan bi-encoder dengan LoRA"):
        ship([saved], tmp_path / "setelan.npz")


def test_another_file_in_place_of_the_shipped_one_is_refused(tmp_path):
    np.savez(tmp_path / "lain.npz", x=np.zeros(3))
    with pytest.raises(ValueError, match="bukan berkas setelan yang dikenal"):
        e5.tuned({}, tmp_path / "lain.npz")


def test_a_network_is_the_mean_of_several_runs_of_its_shape(tmp_path):
    encoder = write_encoder(tmp_path, [LAW])
    runs = [trained(tmp_path, encoder, seed) for seed in (0, 1)]
    mean, name = averaged(encoder, [saved for _, saved in runs]), "mix.weight"
    one, other = (dict(network.named_parameters())[name] for network, _ in runs)
    np.testing.assert_allclose(dict(mean.named_parameters())[name].detach(), (one + other).detach() / 2, atol=1e-3)
    unlike = trained(tmp_path, encoder, 2, rank=4)[1]
    with pytest.raises(ValueError, match="bentuk yang sama"):
        averaged(encoder, [runs[0][1], unlike])
