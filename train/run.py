"""The training itself: listwise relevance, answerability and the answer's span, learnt together; steps, not hours, so that a run can be made again."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from train.batches import Batch, Reader, collate
from train.network import Network, Scores, Shape, new_network
from train.values import Group, Plan


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
    """The first pair and `pairs` - 1 of the others; only one other where nothing answers, because there the first is the telling one."""
    others, wanted = group.pairs[1:], pairs - 1 if group.pairs[0].answers else 1
    return replace(group, pairs=(group.pairs[0], *rng.sample(others, min(wanted, len(others)))))


def loss_of(scores: Scores, batch: Batch, sizes: Sequence[int], answers: Tensor, plan: Plan) -> Tensor:
    """Mean over groups of the cross-entropy of the right pair, and over pairs of answerability and span. `sizes`: pairs of each group.

    A group that nothing answers has no right pair: it teaches answerability only.
    """
    groups = zip(torch.split(scores.relevance, list(sizes)), torch.split(answers, list(sizes)), strict=True)
    ranked = [F.cross_entropy(group[None], torch.zeros(1, dtype=torch.long)) for group, right in groups if right[0]]
    loss = torch.stack(ranked).mean() if ranked else torch.zeros(())
    loss = loss + plan.answers * F.binary_cross_entropy_with_logits(scores.answers, answers, pos_weight=torch.tensor(plan.positive))
    marked = (batch.span[:, 0] > 0) | (answers == 0)  # an answer that nobody marked teaches no span
    if marked.any():
        start, end = (F.cross_entropy(x[marked], batch.span[marked, i]) for i, x in enumerate((scores.start, scores.end)))
        loss = loss + plan.spans * (start + end) / 2
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


def train(
    folder: Path, shape: Shape, plan: Plan, groups: Sequence[Group], weights: dict[str, float], out: Path | None = None, begin: Path | None = None
) -> Network:
    """Trains from the checkpoint in `folder`, or from what an earlier run of the same shape left in the file `begin`; writes what was learnt and a
    line of progress to `out` now and then, and at the end."""
    network, reader = new_network(folder, shape, plan.seed).train(), Reader(folder, shape.split > 0, plan.tokens)
    if begin:
        network.load_state_dict(learnt_in(begin), strict=False)
    for name, module in network.layers.named_modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0 if "attention.self" in name else 0.05  # drawing numbers for all attention would take a third of a step
    learner, source = optimiser(network, plan), stream(groups, weights, plan.seed)
    rates, begun, losses = [g["lr"] for g in learner.param_groups], time.process_time(), []
    rng = random.Random(plan.seed)
    for step in range(plan.steps):
        for group, rate in zip(learner.param_groups, rates, strict=True):
            group["lr"] = rate * pace(step, plan.steps)
        chosen = [thinned(next(source), plan.pairs, rng) for _ in range(plan.groups)]
        losses.append(learn(network, learner, reader, chosen, plan))
        if out and (step + 1 == plan.steps or (step + 1) % plan.save_every == 0):
            write_run(out, step + 1, network.learnt(), shape, plan, weights, begin, losses, time.process_time() - begun)
    return network.eval()


def learn(network: Network, learner: torch.optim.Optimizer, reader: Reader, groups: Sequence[Group], plan: Plan) -> float:
    """One step; the groups go through in parts of like length, their gradients add up. Those of a bi-encoder, which compete, go together."""
    rows = [[reader(pair) for pair in group.pairs] for group in groups]
    longest = sorted(range(len(groups)), key=lambda i: max(len(encoded.row.ids) for encoded in rows[i]))
    learner.zero_grad()
    total, size = 0.0, len(groups) if network.reads_apart else 4
    for part in (longest[i : i + size] for i in range(0, len(longest), size)):
        batch = collate([row for i in part for row in rows[i]])
        answers = torch.tensor([float(pair.answers) for i in part for pair in groups[i].pairs])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.bfloat16):
            scores = network(batch).in_full()
        loss = loss_of(scores, batch, [len(rows[i]) for i in part], answers, plan)
        if network.reads_apart:
            loss = loss + in_batch(network, scores, [groups[i] for i in part])
        loss = loss * len(part) / len(groups)
        loss.backward()
        total += loss.item()
    torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
    learner.step()
    return total


def write_run(
    out: Path, step: int, learnt: dict[str, Tensor], shape: Shape, plan: Plan, weights: dict[str, float], begin: Path | None,
    losses: Sequence[float] = (), seconds: float = 0.0,
) -> None:  # fmt: skip
    """What was learnt by a step, a line of progress with the mean of the last 50 losses, and how the run was made."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save({name: value.half() for name, value in learnt.items()}, out / f"{step}.pt")
    lately = losses[-50:]
    line = {"step": step, "loss": round(sum(lately) / len(lately), 4) if lately else None, "cpu_seconds": round(seconds)}
    with open(out / "progress.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    record = {"shape": asdict(shape), "plan": asdict(plan), "sources": weights, "begin": begin and f"{begin.parent.name}/{begin.stem}"}
    (out / "run.json").write_text(json.dumps(record) + "\n", encoding="utf-8")


def load(folder: Path, saved: Path) -> tuple[Network, Reader]:
    """A network as `save` left it (`saved`: the .pt file), over the embedding model's checkpoint in `folder`."""
    shape = shape_of(saved)
    network = new_network(folder, shape, 0)
    network.load_state_dict(learnt_in(saved), strict=False)
    return network.eval(), Reader(folder, apart=shape.split > 0)


def averaged(folder: Path, saved: Sequence[Path]) -> Network:
    """A network with the mean of what several runs of one shape have learnt ("model soup"; Wortsman et al. 2022). Raises ValueError where shapes differ."""
    if len({shape_of(path) for path in saved}) != 1:
        raise ValueError("hanya latihan dengan bentuk yang sama dapat dirata-ratakan")
    network, _ = load(folder, saved[0])
    learnt = [learnt_in(path) for path in saved]
    network.load_state_dict({name: sum(one[name] for one in learnt) / len(learnt) for name in learnt[0]}, strict=False)
    return network


def shape_of(saved: Path) -> Shape:
    return Shape(**json.loads((saved.parent / "run.json").read_text(encoding="utf-8"))["shape"])


def learnt_in(saved: Path) -> dict[str, Tensor]:
    return {name: value.float() for name, value in torch.load(saved, weights_only=True).items()}
