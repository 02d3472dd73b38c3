"""A trained cross-encoder as the graph that answer/reader.py runs: without the table of words, its linear layers in 8 bits with a scale a row."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from train.network import FAR, Network

LEVELS = 127  # of a signed byte
INSIDE = "network."  # before the names of a network's weights in the graph


class Rounded(nn.Module):
    """A linear layer whose weights are whole numbers times a scale a row; what goes through it stays float32."""

    def __init__(self, linear: nn.Linear):
        super().__init__()
        weight = linear.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / LEVELS
        self.register_buffer("weight", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight.float() * self.scale, self.bias)


class FromWords(nn.Module):
    """The network from the vectors of its words on: (n, tokens, width) and the side of each token (see `Batch`)."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, words: Tensor, side: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Relevance and answerability (n,), start and end (n, tokens, 2)."""
        of = self.network
        x = of.embeddings.LayerNorm(words + of.embeddings.position_embeddings.weight[: words.shape[1]] + of.embeddings.token_type_embeddings.weight[0])
        hidden = torch.where(side == 2, FAR, 0.0)[:, None, None, :]
        for layer in of.layers:
            found = layer(x, hidden)
            x = found[0] if isinstance(found, tuple) else found
        return of.outputs(x, side)[:3]


def rounded(module: nn.Module) -> None:
    for parent in list(module.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Linear):
                setattr(parent, name, Rounded(child))


def export(network: Network, target: Path) -> str:
    """Writes the graph and returns the file's sha256. The network's layers are rounded on the way."""
    for layer in network.layers:
        layer.attention.self.config._attn_implementation = "eager"  # the other one cannot be exported
    rounded(network.layers)
    width = network.embeddings.word_embeddings.embedding_dim
    example = torch.zeros(2, 9, width), torch.tensor([[0] * 4 + [1] * 5, [0] * 4 + [1] * 3 + [2] * 2])
    pairs, tokens = {0: "pairs"}, {0: "pairs", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            FromWords(network).eval(), example, str(target), input_names=["words", "side"], output_names=["relevance", "answers", "edges"],
            dynamic_axes={"words": tokens, "side": tokens, "relevance": pairs, "answers": pairs, "edges": tokens},
            opset_version=17, dynamo=False, do_constant_folding=False,
        )  # fmt: skip
    return hashlib.sha256(target.read_bytes()).hexdigest()


def learnt_in_graph(graph: Path) -> dict[str, Tensor]:
    """The weights of a network in a graph that `export` wrote, in float32 as they are rounded there."""
    import onnx
    from onnx import numpy_helper

    found = {
        one.name.removeprefix(INSIDE): torch.tensor(numpy_helper.to_array(one)).float() for one in onnx.load(str(graph)).graph.initializer if one.name.startswith(INSIDE)
    }
    whole = {name: value * found.get(name.removesuffix("weight") + "scale", 1.0) for name, value in found.items() if name.endswith("weight")}
    layers = {name.removesuffix("weight") + "scale" for name in whole}
    return {name: value for name, value in (found | whole).items() if name not in layers and not name.startswith("embeddings.")}
