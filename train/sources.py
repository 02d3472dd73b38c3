"""All groups of the wanted sources."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.embedding import load_encoder
from index.model import ModelSpec
from train.mining import law_groups
from train.reading import load_paragraphs, reading_groups
from train.values import Group
from train.written import written_groups

READING = {"idk": "idk-mrc/idk_mrc_train.json", "squad": "idk-mrc/trans_squad_valid.json"}
SEED = 0  # of the data: the same for every run, so that runs differ by what their plan says


def shares(text: str) -> dict[str, float]:
    """
    >>> shares("law=0.5,idk=0.5")
    {'law': 0.5, 'idk': 0.5}
    """
    return {name: float(share) for name, share in (part.split("=") for part in text.split(","))}


def load_groups(folder: Path, sources: Iterable[str], spec: ModelSpec) -> list[Group]:
    """`spec`: the encoder that finds wrong clauses for the written questions. Raises ValueError where a source is unknown, FileNotFoundError where
    its data are missing."""
    groups: list[Group] = []
    for name in sources:
        if name == "law":
            groups += law_groups(folder / "laws", SEED)
        elif name == "written":
            groups += written_groups(folder / "laws", SEED, load_encoder(spec), spec)
        elif name in READING:
            groups += reading_groups(load_paragraphs(folder / READING[name]), name, SEED)
        else:
            raise ValueError(f"sumber data tidak dikenal: {name}")
    return groups
