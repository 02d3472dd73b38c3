"""Questions with their gold places, read from JSON lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that answers: the file's name, the physical 1-based page, how a person cites it, words that stand there."""

    file: str
    page: int
    locator: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Question:
    question_id: str
    text: str
    kind: str
    language: str
    gold: tuple[Gold, ...]  # empty: the documents do not answer it; more than one: a comparison wants them all

    @property
    def answerable(self) -> bool:
        return bool(self.gold)


def load_questions(path: Path) -> list[Question]:
    """Raises ValueError that names the file and the line where a line is not a question."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            places = [row, *row.get("also", [])] if row.get("doc") else []
            gold = tuple(Gold(p["doc"], p["page"], p.get("pasal") or "", p.get("answer_snippet") or "") for p in places)
            questions.append(Question(row.get("id", f"{path.stem}-{number}"), row["q"], row.get("kind", ""), row.get("lang", "id"), gold))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path.name}, baris {number}: bukan pertanyaan yang sah ({error!r})") from error
    return questions
