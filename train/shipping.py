"""What training added to the embedding model, as the one file that index/e5.py adds to the published weights."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from train.network import LORA_SCALE

HALVES = ("up", "down")


def ship(saved: Sequence[Path], target: Path) -> str:
    """Writes the mean of several runs (Wortsman et al. 2022, "model soups"), each a bi-encoder's LoRA, and returns the file's sha256.

    Their ranks lie side by side: (out, ranks) and (ranks, in) float16 under the names of the checkpoint. Raises ValueError for another shape.
    """
    runs = [lora_of(path) for path in saved]
    parts = {}
    for name in sorted({key.rpartition(".")[0] for key in runs[0]}):
        up, down = (np.concatenate([run[f"{name}.{half}"] for run in runs], axis=1 if half == "up" else 0) for half in HALVES)
        parts[f"encoder.layer.{name.removeprefix('layers.')}.up"] = (up * LORA_SCALE / len(runs)).astype(np.float16)
        parts[f"encoder.layer.{name.removeprefix('layers.')}.down"] = down.astype(np.float16)
    np.savez(target, **parts)
    return hashlib.sha256(target.read_bytes()).hexdigest()


def lora_of(saved: Path) -> dict[str, np.ndarray]:
    shape = json.loads((saved.parent / "run.json").read_text(encoding="utf-8"))["shape"]
    if not shape["rank"] or shape["split"] < 12:
        raise ValueError(f"{saved}: bukan bi-encoder dengan LoRA (fit --split 12 --rank N)")
    learnt = torch.load(saved, weights_only=True)
    return {name: value.float().numpy() for name, value in learnt.items() if name.startswith("layers.") and name.endswith(HALVES)}
