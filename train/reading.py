"""Reading comprehension data in the format of SQuAD 2.0 becomes groups: the passage that answers against unanswerable questions and neighbouring text."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from train.values import Group, Pair, Text

WINDOW = 380  # characters of a passage, about as long as the clauses that are ranked
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])")
UNANSWERABLE, WINDOWS = 2, 2  # hard negatives of each kind in a group


@dataclass(frozen=True, slots=True)
class Reading:
    """A question on a paragraph; `start` and `end` mark the answer in it, None where it has none."""

    question_id: str
    question: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    readings: tuple[Reading, ...]


def load_paragraphs(path: Path) -> list[Paragraph]:
    """Questions whose answer does not stand in the paragraph are left out."""
    found = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        readings = []
        for asked in row["qas"]:
            start = end = None
            if asked["answers"]:
                answer = asked["answers"][0]
                start = nearest(row["context"], answer["text"], answer["answer_start"])
                if start is None:
                    continue
                end = start + len(answer["text"])
            readings.append(Reading(asked["id"], " ".join(asked["question"].split()), start, end))
        found.append(Paragraph(row["context"], tuple(readings)))
    return found


def nearest(text: str, words: str, near: int) -> int | None:
    """Where `words` stand in a text, the place nearest to `near`; the data's own offsets are sometimes a few characters off."""
    places = [match.start() for match in re.finditer(re.escape(words), text)] if words else []
    return min(places, key=lambda at: abs(at - near)) if places else None


def windows(text: str) -> list[tuple[int, int]]:
    """Spans of whole sentences, each about WINDOW characters long, that cover the text."""
    edges = [0, *(match.end() for match in SENTENCE.finditer(text)), len(text)]
    spans, start = [], 0
    for end in edges[1:]:
        if end - start >= WINDOW or end == len(text):
            spans.append((start, end))
            start = end
    return [(a, b) for a, b in spans if b > a]


def window_of(spans: Sequence[tuple[int, int]], reading: Reading) -> tuple[int, int]:
    """The span that holds the answer; widened where the answer crosses its edge."""
    inside = [(a, b) for a, b in spans if a < reading.end and b > reading.start]
    return inside[0][0], inside[-1][1]


def reading_groups(paragraphs: Sequence[Paragraph], source: str, seed: int) -> Iterator[Group]:
    """One group a paragraph's answerable question, in the order of the data. Negatives: unanswerable questions on the same text, other parts
    of the paragraph, and a part of another paragraph."""
    rng = random.Random(seed)
    for number, paragraph in enumerate(paragraphs):
        spans = windows(paragraph.text)
        hopeless = [r.question for r in paragraph.readings if r.start is None]
        for reading in paragraph.readings:
            if reading.start is None:
                continue
            a, b = window_of(spans, reading)
            body = Text(paragraph.text[a:b])
            right = Pair(reading.question, body, True, (reading.start - a, reading.end - a))
            others = [(x, y) for x, y in spans if y <= a or x >= b]
            wrong = [Pair(q, body, False) for q in rng.sample(hopeless, min(UNANSWERABLE, len(hopeless)))]
            wrong += [Pair(reading.question, Text(paragraph.text[x:y]), False) for x, y in rng.sample(others, min(WINDOWS, len(others)))]
            far = paragraphs[rng.randrange(len(paragraphs))]
            if far is not paragraph:
                x, y = rng.choice(windows(far.text))
                wrong.append(Pair(reading.question, Text(far.text[x:y]), False))
            yield Group((right, *wrong), source, f"{source}-{number}")
