"""Answers on reading comprehension data: exact match and F1 as SQuAD 2.0 counts them (Rajpurkar et al. 2018), and AUROC of answerability."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from train.batches import Reader
from train.laws import clauses_of, load_laws
from train.measure import auroc
from train.mining import as_text
from train.network import Network
from train.passages import load_passages
from train.reading import Paragraph, load_paragraphs
from train.run import load
from train.scoring import judged
from train.values import Pair, Text
from train.written import load_written

HELD = {name: Path(__file__).with_name(f"{name}.jsonl") for name in ("contrast_held", "passages_held")}  # no source of training
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


def paragraph_pairs(paragraphs: Sequence[Paragraph]) -> list[Pair]:
    return [
        Pair(r.question, Text(p.text), r.start is not None, None if r.start is None else (r.start, r.end)) for p in paragraphs for r in p.readings
    ]


def passage_pairs(file: Path) -> list[Pair]:
    return [Pair(q.text, passage.text, q.answer is not None, q.answer) for passage in load_passages(file) for q in passage.questions]


def clause_pairs(folder: Path, file: Path) -> list[Pair]:
    """Of the laws in the folder."""
    laws = {name: clauses_of(name, text) for name, text in load_laws(folder)}
    return [Pair(w.question, as_text(laws[w.law][w.clause]), w.answer is not None, w.answer) for w in load_written(file) if w.law in laws]


def read(network: Network, reader: Reader, asked: Sequence[Pair]) -> list[Read]:
    rows = []
    for pair, found in zip(asked, judged(network, reader, asked), strict=True):
        body = pair.passage.body
        rows.append(Read(body[slice(*pair.span)] if pair.span else "", body[slice(*found.span)], found.margin, found.answers))
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
    """Rows of the table for IDK-MRC and for questions that were held out of training: threshold and weight from valid, so only the others are unseen."""
    network, _ = load(folder, saved)
    reader = Reader(folder, network.shape.split > 0, TOKENS)
    asked = {name: paragraph_pairs(load_paragraphs(data / "idk-mrc" / f"idk_mrc_{name}.json")) for name in ("valid", "test")}
    asked |= {"contrast_held": clause_pairs(data / "laws", HELD["contrast_held"]), "passages_held": passage_pairs(HELD["passages_held"])}
    read_rows = {name: read(network, reader, pairs) for name, pairs in asked.items() if pairs}
    valid = read_rows["valid"]
    weight = max(WEIGHTS, key=lambda w: answerability(valid, w))
    threshold = best_threshold(valid, weight)
    return [
        {"run": f"{saved.parent.name}/{saved.stem}", "data": name, "AUROC": answerability(rows, weight), **counted(rows, threshold, weight)}
        for name, rows in read_rows.items()
    ]
