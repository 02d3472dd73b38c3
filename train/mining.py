"""Groups from law texts: each made question with the clause it was made from and the clauses most easily taken for it."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from index.embedding import Encoder
from index.model import ModelSpec
from index.stemming import query_stems, stems
from train.laws import LawClause, clauses_of, load_laws
from train.questions import questions_of
from train.values import Group, Pair, Text

K1, B = 1.2, 0.75
ALIKE = 0.7  # share of common stems from which two clauses say the same: never a negative
SAME_LAW, OTHER_LAW = 3, 1
STRANGERS = 4


class Words:
    """BM25 (Robertson & Zaragoza 2009) over the stems of clauses, in memory."""

    def __init__(self, texts: Sequence[str]):
        self.stems = [stems(text) for text in texts]
        lengths = np.array([len(s) for s in self.stems], dtype=float)
        self.norm = K1 * (1 - B + B * lengths / lengths.mean())
        self.places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for i, said in enumerate(self.stems):
            for stem, count in Counter(said).items():
                self.places[stem].append((i, count))

    def scores(self, question: str) -> np.ndarray:
        total = np.zeros(len(self.stems))
        for stem in query_stems(question):
            if places := self.places.get(stem):
                at, counts = (np.array(column) for column in zip(*places, strict=True))
                weight = np.log(1 + (len(self.stems) - len(at) + 0.5) / (len(at) + 0.5))
                total[at] += weight * counts * (K1 + 1) / (counts + self.norm[at])
        return total


def alike(a: Iterable[str], b: Iterable[str]) -> bool:
    one, two = set(a), set(b)
    return len(one & two) >= ALIKE * min(len(one), len(two))


class Pool:
    """Texts of many documents, in which those are found that sound like an answer and belong to something else."""

    def __init__(self, texts: Sequence[Text], documents: Sequence[str]):
        self.texts, self.documents, self.words = texts, documents, Words([text.body for text in texts])

    def strangers(self, question: str, document: str) -> list[Text]:
        """The STRANGERS best by words outside of a document."""
        order = (i for i in np.argsort(-self.words.scores(question), kind="stable") if self.documents[i] != document)
        return [self.texts[i] for i in islice(order, STRANGERS)]


class Meanings:
    """Texts of many documents with their vectors by an encoder."""

    def __init__(self, texts: Sequence[Text], documents: Sequence[str], encoder: Encoder, spec: ModelSpec):
        self.texts, self.documents, self.encoder, self.spec = texts, np.array(documents), encoder, spec
        self.vectors = encoder.encode([f"{spec.passage_prefix}{text.context} {text.body}" for text in texts])

    def strangers(self, questions: Sequence[str], documents: Sequence[str]) -> list[list[Text]]:
        """For each question the STRANGERS nearest in meaning outside of its document."""
        asked = self.encoder.encode([self.spec.query_prefix + question for question in questions])
        found = []
        for near, document in zip(asked @ self.vectors.T, documents, strict=True):
            order = np.argsort(np.where(self.documents == document, -np.inf, near))[::-1][:STRANGERS]
            found.append([self.texts[i] for i in order if self.documents[i] != document])
        return found


def as_text(clause: LawClause) -> Text:
    return Text(clause.text, " > ".join(part for part in (clause.title, clause.chapter) if part))


def law_groups(folder: Path, seed: int) -> list[Group]:
    """In the order of the laws. Negatives: the best clauses by words of the same law, one of another law, a neighbour."""
    clauses = [clause for name, text in load_laws(folder) for clause in clauses_of(name, text)]
    words, rng = Words([clause.text for clause in clauses]), random.Random(seed)
    found = []
    for number, clause in enumerate(clauses):
        for made in questions_of(clause, rng):
            wrong = negatives(clauses, words, number, made.question, rng)
            right = Pair(made.question, as_text(clause), True, made.span)
            found.append(Group((right, *(Pair(made.question, as_text(clauses[i]), False) for i in wrong)), "law", clause.law))
    return found


def negatives(clauses: Sequence[LawClause], words: Words, right: int, question: str, rng: random.Random) -> list[int]:
    order = np.argsort(-words.scores(question))[:40]
    usable = [int(i) for i in order if i != right and not alike(words.stems[i], words.stems[right])]
    same = [i for i in usable if clauses[i].law == clauses[right].law][:6]
    other = [i for i in usable if clauses[i].law != clauses[right].law][:3]
    near = [
        i
        for i in (right - 1, right + 1)
        if 0 <= i < len(clauses) and clauses[i].law == clauses[right].law and clauses[i].pasal != clauses[right].pasal
    ]
    chosen = rng.sample(same, min(SAME_LAW, len(same))) + rng.sample(other, min(OTHER_LAW, len(other))) + near[:1]
    return list(dict.fromkeys(chosen))
