"""Bases of any size made of nothing: clustered vectors and Zipf-distributed text, the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.dense import pack_vector
from index.library import Library

DIMENSIONS = 384
PER_DOCUMENT = 60  # passages of one regulation
WORDS_EACH = 110  # words of a passage, about 800 characters
FREQUENT = 100
VOCABULARY, ZIPF = 60_000, 1.07
# shares of a vector's length: what all passages have in common, its topic's, its own. Cosines come out as e5's do on Indonesian
# regulations: 0.79 between any two passages, 0.88 within a topic.
COMMON, TOPIC, OWN = 0.89, 0.30, 0.34
SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "da",
    "di",
    "du",
    "ga",
    "ka",
    "ke",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lu",
    "ma",
    "me",
    "mi",
    "na",
    "ni",
    "no",
    "pa",
    "pe",
    "pi",
    "ra",
    "ri",
    "ru",
    "sa",
    "se",
    "si",
    "ta",
    "te",
    "ti",
    "tu",
    "wa",
    "ya",
]
FORMS = ("UU", "PP", "Perpres", "Permen", "Perda", "Perbup", "Perwali")  # one in seven each


@dataclass(frozen=True, slots=True)
class Question:
    vector: np.ndarray
    text: str
    document_id: str  # of the passage that it was made from


class World:
    """What passages and questions of one size are drawn from."""

    def __init__(self, passages: int, seed: int = 1):
        self.rng = np.random.default_rng(seed)
        self.passages = passages
        self.common = unit(self.rng.standard_normal(DIMENSIONS))
        self.topics = unit(self.rng.standard_normal((max(200, passages // 500), DIMENSIONS)))
        self.words = vocabulary(self.rng)
        weights = 1 / np.arange(1, VOCABULARY + 1) ** ZIPF
        self.steps = np.cumsum(weights / weights.sum())

    def vectors(self, topics: np.ndarray) -> np.ndarray:
        own = unit(self.rng.standard_normal((len(topics), DIMENSIONS)))
        return unit(COMMON * self.common + TOPIC * self.topics[topics] + OWN * own).astype(np.float32)

    def texts(self, count: int, words: int = WORDS_EACH, rarer_than: int = 0) -> list[str]:
        low = self.steps[rarer_than - 1] if rarer_than else 0.0
        drawn = np.searchsorted(self.steps, low + self.rng.random((count, words)) * (1 - low))
        return [" ".join(self.words[i] for i in row) for row in np.minimum(drawn, VOCABULARY - 1)]

    def documents(self) -> Iterator[tuple[int, np.ndarray, list[str]]]:
        """(number, vectors, texts) of each document; a document keeps to three topics."""
        for number in range(self.passages // PER_DOCUMENT):
            topics = self.rng.choice(self.rng.integers(0, len(self.topics), 3), PER_DOCUMENT)
            yield number, self.vectors(topics), self.texts(PER_DOCUMENT)


def vocabulary(rng: np.random.Generator) -> list[str]:
    """Distinct words of two to four syllables, the shorter ones more frequent."""
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        length = 2 + (len(made) > 1_000) + (len(made) > 30_000)
        made["".join(rng.choice(SYLLABLES, length))] = None
    return list(made)


def fill(library: Library, world: World) -> None:
    """Writes the passages as `index.records` would, a hundred documents a transaction."""
    batch: list[tuple[int, np.ndarray, list[str]]] = []
    for document in world.documents():
        batch.append(document)
        if len(batch) == 100:
            write(library, batch)
            batch = []
    write(library, batch)


def write(library: Library, documents: list[tuple[int, np.ndarray, list[str]]]) -> None:
    with library.database.write() as db:
        db.execute("INSERT OR REPLACE INTO settings VALUES('model', 'bench')")
        rid = db.execute("SELECT COALESCE(max(rid), 0) FROM passages").fetchone()[0]
        for number, vectors, texts in documents:
            name, form, year = document_id(number), FORMS[number % len(FORMS)], 2000 + number % 25
            row = (name, name, name, "1", "regulation", form, year, None, "{}", "[]")
            db.execute("INSERT INTO documents VALUES(?,?,?,?,?,?,?,?,?,?)", row)
            rows, blobs = [], []
            for position, (vector, text) in enumerate(zip(vectors, texts, strict=True), 1):
                rid += 1
                rows.append((rid, f"{name}#pasal_{position}", name, position, position, 0, text, meta(name, number, position)))
                blobs.append((rid, pack_vector(vector), None))
            db.executemany("INSERT INTO passages VALUES(?,?,?,?,?,?,?,?)", rows)
            db.executemany("INSERT INTO vectors VALUES(?,?,?)", blobs)


def document_id(number: int) -> str:
    return f"uji-{number}"


def meta(name: str, number: int, position: int) -> str:
    """The JSON of `index.packing.pack_passage`."""
    heading = f"Peraturan Nomor {number} > BAB {1 + position // 10}"
    values = {
        "document_id": name,
        "clause_ids": [f"pasal_{position}"],
        "start": 0,
        "end": 800,
        "context": heading,
        "locator": f"Pasal {position}",
    }
    return json.dumps(values | {"first_page": position, "last_page": position, "ocr": False, "file": f"{name}.pdf"})


def questions(library: Library, world: World, count: int = 200, words: int = 6) -> list[Question]:
    """Near a passage, with half of the words its own. The hundred most frequent words are left out: a search leaves out stop words too."""
    from index.dense import unpack_vectors

    rids = world.rng.choice(world.passages // PER_DOCUMENT * PER_DOCUMENT, count, replace=False) + 1
    frequent, made = set(world.words[:FREQUENT]), []
    for rid in rids.tolist():
        name, text, blob = library.database.one("SELECT document_id, text, vector FROM passages JOIN vectors USING(rid) WHERE rid=?", (rid,))
        near = unit(unpack_vectors([blob])[0] + OWN * unit(world.rng.standard_normal(DIMENSIONS)))
        own = [word for word in text.split() if word not in frequent][: words // 2]
        others = world.texts(1, words - len(own), rarer_than=FREQUENT)
        made.append(Question(near.astype(np.float32), " ".join([*own, *others]), name))
    return made


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)
