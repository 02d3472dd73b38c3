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


@dataclass(frozen=True, slots=True)
class Plan:
    """`steps` of `groups` groups each; `rate` is the highest learning rate, reached after a twentieth of the steps and falling to 0 after."""

    steps: int
    groups: int = 8
    rate: float = 1e-4
    head_rate: float = 5e-4
    seed: int = 0
    save_every: int = 24
    pairs: int = 4  # of a group at a time
    tokens: int = 112  # of a pair; when scoring, passages are read further
    answers: float = 0.5  # weight of answerability beside that of relevance
    spans: float = 0.3  # likewise of the answer's place
    positive: float = 3.0  # weight of a pair that answers beside one that does not
    bfloat16: bool = False  # products of matrices in bfloat16; weights and sums stay float32
