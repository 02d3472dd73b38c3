"""Answers on reading comprehension data: exact match and F1 as SQuAD 2.0 counts them (Rajpurkar et al. 2018), and AUROC of answerability."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from train.batches import Reader
from train.measure import auroc
from train.network import Network
from train.reading import Paragraph, load_paragraphs
from train.run import load
from train.scoring import judged
from train.values import Pair, Text

TOKENS = 384  # of question and paragraph


@dataclass(frozen=True, slots=True)
class Read:
    """One question: the answer it should get ("" for none), the likeliest span's words, its margin, and the answerability logit."""

    gold: str
    said: str
    margin: float
    answers: float


def words_of(text: str) -> list[str]:
    """Lower case, without punctuation; Indonesian has no articles to drop."""
    return re.sub(r"[^\w\s]", "", text.lower()).split()


def exact(gold: str, said: str) -> float:
    return float(words_of(gold) == words_of(said))


def overlap(gold: str, said: str) -> float:
    """F1 of the words."""
    a, b = words_of(gold), words_of(said)
    if not a or not b:
        return float(a == b)
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b))


def read(network: Network, reader: Reader, paragraphs: Sequence[Paragraph]) -> list[Read]:
    asked = [(p, r) for p in paragraphs for r in p.readings]
    found = judged(network, reader, [Pair(r.question, Text(p.text), False) for p, r in asked])
    rows = []
    for (paragraph, reading), j in zip(asked, found, strict=True):
        gold = "" if reading.start is None else paragraph.text[reading.start : reading.end]
        rows.append(Read(gold, paragraph.text[slice(*j.span)] if j.span else "", j.margin, j.answers))
    return rows


def sure(row: Read, weight: float) -> float:
    """How sure the network is of an answer: the span's margin and, by `weight`, the answerability logit."""
    return row.margin + weight * row.answers


def counted(rows: Sequence[Read], threshold: float, weight: float) -> dict[str, float]:
    """Exact match and F1, in all and for the answerable and the unanswerable alone, where doubt below `threshold` says "no answer"."""
    said = [(r.gold, r.said if sure(r, weight) > threshold else "") for r in rows]
    groups = {"all": said, "answerable": [s for s in said if s[0]], "unanswerable": [s for s in said if not s[0]]}
    found = {}
    for name, pairs in groups.items():
        found[f"exact, {name}"] = float(np.mean([exact(*p) for p in pairs]))
        found[f"F1, {name}"] = float(np.mean([overlap(*p) for p in pairs]))
    return found


def best_threshold(rows: Sequence[Read], weight: float) -> float:
    """The threshold with the best F1 on these rows; to be used on others."""
    tried = np.percentile([sure(r, weight) for r in rows], np.arange(0, 100, 4))
    return float(max(tried, key=lambda t: counted(rows, t, weight)["F1, all"]))


def answerability(rows: Sequence[Read], weight: float) -> float:
    return auroc([sure(r, weight) for r in rows if r.gold], [sure(r, weight) for r in rows if not r.gold])


WEIGHTS = (0.0, 0.5, 1.0, 2.0)  # of the answerability logit beside the span's margin


def answers_of(folder: Path, saved: Path, data: Path) -> list[dict]:
    """Rows of the table for IDK-MRC: threshold and weight from valid, so only test is unseen."""
    network, _ = load(folder, saved)
    reader = Reader(folder, network.shape.split > 0, TOKENS)
    read_rows = {name: read(network, reader, load_paragraphs(data / "idk-mrc" / f"idk_mrc_{name}.json")) for name in ("valid", "test")}
    valid = read_rows["valid"]
    weight = max(WEIGHTS, key=lambda w: answerability(valid, w))
    threshold = best_threshold(valid, weight)
    return [
        {"run": f"{saved.parent.name}/{saved.stem}", "data": name, "AUROC": answerability(rows, weight), **counted(rows, threshold, weight)}
        for name, rows in read_rows.items()
    ]
