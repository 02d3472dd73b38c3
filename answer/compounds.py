"""Words written together in one place and apart in another: "wali data" and "walidata", "masterplan" and "master plan"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from index.stemming import STOP_WORDS, stem, words

SHORTEST = 3  # letters of either part
SEEN = 2  # passages that say each part of a word that nobody writes together


def compounds(text: str, frequency: Callable[[str], int]) -> Iterator[tuple[tuple[str, ...], str]]:
    """(words as the question says them, as the base writes them); `frequency`: passages of the base that say a stem.

    >>> base = {"walidata": 3, "master": 2, "plan": 2}
    >>> list(compounds("siapa wali data menurut masterplan", lambda stemmed: base.get(stemmed, 0)))
    [(('wali', 'data'), 'walidata'), (('masterplan',), 'master plan')]
    """
    said = [word for word in words(text) if word.isalpha()]
    for pair in pairwise(said):
        if min(map(len, pair)) >= SHORTEST and not STOP_WORDS.intersection(pair) and frequency(stem("".join(pair))):
            yield pair, "".join(pair)
    for word in dict.fromkeys(said):
        if word not in STOP_WORDS and not frequency(stem(word)) and (parts := parted(word, frequency)):
            yield (word,), " ".join(parts)


def parted(word: str, frequency: Callable[[str], int]) -> tuple[str, str] | None:
    """The two words of the base that a word is made of, the rarer one as frequent as can be."""
    cuts = ((word[:i], word[i:]) for i in range(SHORTEST + 1, len(word) - SHORTEST))
    known = [(min(map(frequency, map(stem, pair))), pair) for pair in cuts if not STOP_WORDS.intersection(pair)]
    seen, pair = max(known, default=(0, ("", "")))
    return pair if seen >= SEEN else None
