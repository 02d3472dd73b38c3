"""One encoder over a question and a passage with three outputs: relevance, whether the passage answers, where the answer stands.

`split` layers read question and passage apart (what they make of a passage can be kept), the layers above read them together; split = 0 is
an ordinary cross-encoder, split = all layers a tuned bi-encoder. Starts from the embedding model's own weights; only the layers from `tuned` on
learn, all their weights or, with `rank`, a LoRA beside them (Hu et al. 2022).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from train.batches import Batch

LORA_SCALE = 2.0
FAR = -1e4  # added to the attention of what may not be seen


@dataclass(frozen=True, slots=True)
class Shape:
    """`split`: layers that read apart; `tuned`: the first layer that learns; `rank`: of the LoRA, 0 for tuning the weights themselves."""

    split: int = 0
    tuned: int = 6
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """Per pair (n,) relevance and answerability as logits; per token (n, tokens) logits of the answer's start and end.

    `question`, `passage`: (n, width) means over the tokens of each side.
    """

    relevance: Tensor
    answers: Tensor
    start: Tensor
    end: Tensor
    question: Tensor
    passage: Tensor

    def in_full(self) -> Scores:
        """In float32."""
        return Scores(*(getattr(self, part.name).float() for part in fields(self)))


class LowRank(nn.Module):
    """A linear layer that stays, and what is learnt beside it."""

    def __init__(self, kept: nn.Linear, rank: int):
        super().__init__()
        self.kept = kept
        self.down = nn.Parameter(torch.randn(rank, kept.in_features) / kept.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(kept.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        return self.kept(x) + LORA_SCALE * (x @ self.down.T) @ self.up.T


class Network(nn.Module):
    def __init__(self, encoder: nn.Module, shape: Shape):
        """`encoder`: a transformers BertModel without a pooler."""
        super().__init__()
        self.shape, self.embeddings, self.layers = shape, encoder.embeddings, encoder.encoder.layer
        width = encoder.config.hidden_size
        scale = 50.0 if self.reads_apart else 20.0  # the embedding model's cosines lie close together
        self.scale, self.middle = nn.Parameter(torch.tensor(scale)), nn.Parameter(torch.tensor(0.85))
        self.mix, self.out = nn.Linear(3 * width, 192), nn.Linear(192, 2)
        self.answer_scale = nn.Parameter(torch.tensor(20.0))
        self.edges = nn.Linear(width, 2)
        for part in (self.out, self.edges):
            nn.init.zeros_(part.bias)
        nn.init.zeros_(self.out.weight)
        nn.init.normal_(self.edges.weight, std=0.02)
        self.freeze()

    @property
    def reads_apart(self) -> bool:
        """A bi-encoder: no layer sees question and passage together."""
        return self.shape.split >= len(self.layers)

    def freeze(self) -> None:
        for part in (self.embeddings, self.layers):
            part.requires_grad_(False)
        for layer in self.layers[self.shape.tuned :]:
            if self.shape.rank:
                add_low_rank(layer, self.shape.rank)
            else:
                layer.requires_grad_(True)

    def learnt(self) -> dict[str, Tensor]:
        """What has to be kept of a trained network; the rest is the embedding model's."""
        return {name: value.detach().clone() for name, value in self.named_parameters() if value.requires_grad}

    def hidden(self, batch: Batch) -> Tensor:
        """(pairs, tokens, width) after the last layer."""
        with torch.no_grad():
            x = self.embeddings(input_ids=batch.ids, position_ids=batch.positions)
        apart = (batch.side[:, :, None] != batch.side[:, None, :]) | ~batch.real[:, None, :]
        masks = [torch.where(blocked, FAR, 0.0)[:, None] for blocked in (apart, (~batch.real)[:, None, :].expand_as(apart))]
        for number, layer in enumerate(self.layers):
            mask = masks[0 if number < self.shape.split else 1]
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.shape.tuned):
                found = layer(x, mask)
                x = found[0] if isinstance(found, tuple) else found
        return x

    def forward(self, batch: Batch) -> Scores:
        relevance, answers, edges, question, passage = self.outputs(self.hidden(batch), batch.side)
        kept = batch.body.clone()
        kept[:, 0] = True  # the first token stands for "no answer"
        edges = edges.masked_fill(~kept[..., None], FAR)
        return Scores(relevance, answers, edges[..., 0], edges[..., 1], question, passage)

    def outputs(self, x: Tensor, side: Tensor) -> tuple[Tensor, ...]:
        """From the last layer's (pairs, tokens, width): relevance and answerability (pairs,), edges (pairs, tokens, 2), means of question and passage."""
        question, passage = mean(x, side == 0), mean(x, side == 1)
        near = F.cosine_similarity(question, passage, dim=-1) - self.middle
        head = self.out(F.gelu(self.mix(torch.cat([x[:, 0], question, passage], -1))))
        head = torch.zeros_like(head) if self.reads_apart else head
        return self.scale * near + head[:, 0], self.answer_scale * near + head[:, 1], self.edges(x), question, passage


def mean(x: Tensor, mask: Tensor) -> Tensor:
    weight = mask[..., None].float()
    return (x * weight).sum(1) / weight.sum(1).clamp(min=1)


def add_low_rank(layer: nn.Module, rank: int) -> None:
    """Puts a LoRA beside every linear layer of an encoder layer."""
    for parent in list(layer.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Linear):
                setattr(parent, name, LowRank(child, rank))


def new_network(folder: Path, shape: Shape, seed: int) -> Network:
    """From the embedding model's float32 checkpoint. The seed sets the new weights."""
    from transformers import AutoModel
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.manual_seed(seed)
    encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False, attn_implementation="sdpa")
    return Network(encoder, shape)
