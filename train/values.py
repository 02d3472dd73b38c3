"""What the rooms of training pass on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as the network reads it: its words, and where it stands (law and chapter; empty outside of laws)."""

    body: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a passage. `span`: start and end of the answer in the passage's body; None where it does not answer or nobody marked it."""

    question: str
    passage: Text
    answers: bool
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs that compete: the first one answers, the others do not; none answers where nothing does. `source` names the data, `document` what it was made from."""

    pairs: tuple[Pair, ...]
    source: str
    document: str
