"""All groups of the wanted sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from index.embedding import load_encoder
from index.model import ModelSpec
from train.laws import LawClause, clauses_of, load_laws
from train.mining import Meanings, Pool, as_text, law_groups
from train.passages import MadeUp, load_passages, passage_groups
from train.reading import load_paragraphs, reading_groups
from train.values import Group, Pair
from train.written import embedded, written_groups

READING = {"idk": "idk-mrc/idk_mrc_train.json", "squad": "idk-mrc/trans_squad_valid.json"}
WRITTEN = {name: Path(__file__).with_name(f"{name}.jsonl") for name in ("written", "contrast", "contrast_2")}
PASSAGES = {name: Path(__file__).with_name(f"{name}.jsonl") for name in ("passages", "passages_2", "passages_3", "passages_4")}
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
    made_up = {name: load_passages(file) for name, file in PASSAGES.items()}
    clauses = cache(lambda: [clause for name, text in load_laws(folder / "laws") for clause in clauses_of(name, text)])
    laws = cache(lambda: embedded(clauses(), load_encoder(spec), spec))
    pool = cache(lambda: pool_of(clauses(), [passage for passages in made_up.values() for passage in passages]))
    meanings = cache(lambda: meanings_of([passage for passages in made_up.values() for passage in passages], spec))
    groups: list[Group] = []
    for name in sources:
        if name == "law":
            groups += law_groups(folder / "laws", SEED)
        elif name == "written":
            groups += written_groups(laws(), WRITTEN[name], name, SEED)
        elif name in WRITTEN:
            groups += with_strangers(written_groups(laws(), WRITTEN[name], name, SEED), pool())
        elif name in made_up:
            groups += passage_groups(made_up[name], pool(), meanings(), name, SEED)
        elif name in READING:
            groups += reading_groups(load_paragraphs(folder / READING[name]), name, SEED)
        else:
            raise ValueError(f"sumber data tidak dikenal: {name}")
    return groups


def pool_of(clauses: Sequence[LawClause], made_up: Sequence[MadeUp]) -> Pool:
    texts = [*map(as_text, clauses), *(passage.text for passage in made_up)]
    return Pool(texts, [*(clause.law for clause in clauses), *(passage.document for passage in made_up)])


def meanings_of(made_up: Sequence[MadeUp], spec: ModelSpec) -> Meanings:
    return Meanings([passage.text for passage in made_up], [passage.document for passage in made_up], load_encoder(spec), spec)


def with_strangers(groups: Iterable[Group], pool: Pool) -> list[Group]:
    """Each group with wrong pairs of other documents too."""
    return [
        replace(group, pairs=(*group.pairs, *(Pair(question, text, False) for text in pool.strangers(question, group.document))))
        for group in groups
        for question in (group.pairs[0].question,)
    ]
