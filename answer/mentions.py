"""Whether a text says a name, under any of the names that the vocabulary and the base have for it."""

from __future__ import annotations

from collections.abc import Sequence

from answer.base import Prepared
from answer.titles import name_parts, name_stems, plan_words
from index.stemming import stem, words

COVERED = 0.8  # share of a name's telling words


def says_name(base: Prepared, name: str, text: str, covered: float = COVERED) -> bool:
    """Whether the telling words of a name stand close together in a text: words of it all over a text are no name."""
    parts, said = known_parts(base, name), [stem(w) for w in words(plan_words(text))]
    width = len(parts) + max(2, len(parts))  # as long a name with as many words between
    windows = (set(said[at : at + width]) for at in range(max(1, len(said) - width + 1)))
    return any(share(parts, window) >= covered for window in windows)


def known_parts(base: Prepared, name: str) -> list[set[str]]:
    """Each telling word of a name with the words that are said for it."""
    other: dict[str, set[str]] = {}
    for said, names in base.searcher.synonyms.named(name):
        for word in said:
            other.setdefault(stem(word), set()).update(*(name_stems(n) for n in names))
    return [part.union(*(other.get(p, set()) for p in part)) for part in name_parts(name)]


def share(parts: Sequence[set[str]], have: set[str]) -> float:
    return sum(bool(part & have) for part in parts) / len(parts) if parts else 1.0
