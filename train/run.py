"""The training itself: listwise relevance, answerability and the answer's span, learnt together; steps, not hours, so that a run can be made again."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from train.batches import Batch, Reader, collate
from train.network import Network, Scores, Shape, new_network
from train.values import Group

ANSWERS_WEIGHT, SPAN_WEIGHT, POSITIVE_WEIGHT = 0.5, 0.3, 3.0


@dataclass(frozen=True, slots=True)
class Plan:
    """`steps` of `groups` groups each; `rate` is the highest learning rate, reached after a twentieth of the steps and falling to 0 after."""

    steps: int
    groups: int = 8
    rate: float = 1e-4
    head_rate: float = 5e-4
    seed: int = 0
    save_every: int = 24
    pairs: int = 4  # of a group at a time
    tokens: int = 112  # of a pair; when scoring, passages are read further


def stream(groups: Sequence[Group], weights: dict[str, float], seed: int) -> Iterator[Group]:
    """Groups without end: the source by its weight, within a source each group once before any comes again."""
    rng = random.Random(seed)
    sources = {name: [g for g in groups if g.source == name] for name in weights}
    left: dict[str, list[Group]] = {name: [] for name in weights}
    while True:
        name = rng.choices(list(weights), list(weights.values()))[0]
        if not left[name]:
            left[name] = rng.sample(sources[name], len(sources[name]))
        yield left[name].pop()


def thinned(group: Group, pairs: int, rng: random.Random) -> Group:
    """The first pair and `pairs` - 1 of the others."""
    others = group.pairs[1:]
    return replace(group, pairs=(group.pairs[0], *rng.sample(others, min(pairs - 1, len(others)))))


def loss_of(scores: Scores, batch: Batch, sizes: Sequence[int], answers: Tensor) -> Tensor:
    """Mean over groups of the cross-entropy of the right pair, and over pairs of answerability and span. `sizes`: pairs of each group.

    A group that nothing answers has no right pair: it teaches answerability only.
    """
    groups = zip(torch.split(scores.relevance, list(sizes)), torch.split(answers, list(sizes)), strict=True)
    ranked = [F.cross_entropy(group[None], torch.zeros(1, dtype=torch.long)) for group, right in groups if right[0]]
    loss = torch.stack(ranked).mean() if ranked else torch.zeros(())
    loss = loss + ANSWERS_WEIGHT * F.binary_cross_entropy_with_logits(scores.answers, answers, pos_weight=torch.tensor(POSITIVE_WEIGHT))
    marked = (batch.span[:, 0] > 0) | (answers == 0)  # an answer that nobody marked teaches no span
    if marked.any():
        start, end = (F.cross_entropy(x[marked], batch.span[marked, i]) for i, x in enumerate((scores.start, scores.end)))
        loss = loss + SPAN_WEIGHT * (start + end) / 2
    return loss


def in_batch(network: Network, scores: Scores, groups: Sequence[Group]) -> Tensor:
    """For a bi-encoder: each right question against the passages of all groups; a passage with the same words as the right one is left out."""
    pairs = [pair for group in groups for pair in group.pairs]
    right = [i for i, pair in enumerate(pairs) if pair.answers]
    if not right:
        return torch.zeros(())
    near = F.normalize(scores.question[right], dim=-1) @ F.normalize(scores.passage, dim=-1).T
    same = torch.tensor([[pair.passage.body == pairs[i].passage.body and j != i for j, pair in enumerate(pairs)] for i in right])
    return F.cross_entropy((network.scale * near).masked_fill(same, -1e4), torch.tensor(right))


def optimiser(network: Network, plan: Plan) -> torch.optim.Optimizer:
    inside = [p for p in network.layers.parameters() if p.requires_grad]
    known = {id(p) for p in inside}
    scalars = [p for p in network.parameters() if p.requires_grad and p.dim() == 0]
    head = [p for p in network.parameters() if p.requires_grad and id(p) not in known and p.dim() > 0]
    return torch.optim.AdamW(
        [
            {"params": inside, "lr": plan.rate * (5 if network.shape.rank else 1)},
            {"params": head, "lr": plan.head_rate},
            {"params": scalars, "lr": 0.01, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )


def pace(step: int, steps: int) -> float:
    """Share of the highest learning rate at a step."""
    warm = max(1, steps // 20)
    return min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)


def train(folder: Path, shape: Shape, plan: Plan, groups: Sequence[Group], weights: dict[str, float], out: Path | None = None) -> Network:
    """Trains from the checkpoint in `folder`; writes what was learnt and a line of progress to `out` now and then, and at the end."""
    network, reader = new_network(folder, shape, plan.seed).train(), Reader(folder, shape.split > 0, plan.tokens)
    for module in network.layers.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.05
    learner, source = optimiser(network, plan), stream(groups, weights, plan.seed)
    rates, begun, losses = [g["lr"] for g in learner.param_groups], time.process_time(), []
    rng = random.Random(plan.seed)
    for step in range(plan.steps):
        for group, rate in zip(learner.param_groups, rates, strict=True):
            group["lr"] = rate * pace(step, plan.steps)
        chosen = [thinned(next(source), plan.pairs, rng) for _ in range(plan.groups)]
        losses.append(learn(network, learner, reader, chosen))
        if out and (step + 1 == plan.steps or (step + 1) % plan.save_every == 0):
            save(network, plan, weights, out, step + 1, losses, time.process_time() - begun)
    return network.eval()


def learn(network: Network, learner: torch.optim.Optimizer, reader: Reader, groups: Sequence[Group]) -> float:
    """One step; the groups go through in parts of like length, their gradients add up. Those of a bi-encoder, which compete, go together."""
    rows = [[reader(pair) for pair in group.pairs] for group in groups]
    longest = sorted(range(len(groups)), key=lambda i: max(len(row.ids) for row in rows[i]))
    learner.zero_grad()
    total, size = 0.0, len(groups) if network.reads_apart else 4
    for part in (longest[i : i + size] for i in range(0, len(longest), size)):
        batch = collate([row for i in part for row in rows[i]])
        answers = torch.tensor([float(pair.answers) for i in part for pair in groups[i].pairs])
        scores = network(batch)
        loss = loss_of(scores, batch, [len(rows[i]) for i in part], answers)
        if network.reads_apart:
            loss = loss + in_batch(network, scores, [groups[i] for i in part])
        loss = loss * len(part) / len(groups)
        loss.backward()
        total += loss.item()
    torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
    learner.step()
    return total


def save(network: Network, plan: Plan, weights: dict[str, float], out: Path, step: int, losses: Sequence[float], seconds: float) -> None:
    out.mkdir(parents=True, exist_ok=True)
    torch.save({name: value.half() for name, value in network.learnt().items()}, out / f"{step}.pt")
    line = {"step": step, "loss": round(sum(losses[-50:]) / len(losses[-50:]), 4), "cpu_seconds": round(seconds)}
    with open(out / "progress.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    (out / "run.json").write_text(
        json.dumps({"shape": asdict(network.shape), "plan": asdict(plan), "sources": weights}) + "\n", encoding="utf-8"
    )


def load(folder: Path, saved: Path) -> tuple[Network, Reader]:
    """A network as `save` left it (`saved`: the .pt file), over the embedding model's checkpoint in `folder`."""
    shape = Shape(**json.loads((saved.parent / "run.json").read_text(encoding="utf-8"))["shape"])
    network = new_network(folder, shape, 0)
    network.load_state_dict({name: value.float() for name, value in torch.load(saved, weights_only=True).items()}, strict=False)
    return network.eval(), Reader(folder, apart=shape.split > 0)
