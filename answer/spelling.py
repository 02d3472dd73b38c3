"""Slips of spelling: a word that the base does not know and that is a letter or two away from one that it knows well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches

from answer.vocabulary import phrases
from index.stemming import STOP_WORDS, stem, words

SHORTEST = 5  # letters of a word that is looked at; shorter ones are near too many others
LONG = 7  # letters from which a wrong or lost letter is put right; in shorter words only letters that changed places
TWICE = 12  # letters from which a word may be wrong at two places
CLOSE = 0.85  # difflib's ratio: one letter wrong in seven, two in fourteen
SEEN = 3  # times that a word must stand in the base to be offered
WORD = re.compile(r"[^\W\d_]+")
USUAL = ("pasal", "ayat", "huruf", "angka", "butir", "diktum", "lampiran", "tabel", "subbab", "penjelasan", "peraturan", "undang", "perbedaan", "bandingkan", "berapa", "bagaimana", "siapa", "kapan", "apakah", "bunyi", "isinya", "sebutkan", "jelaskan", "tampilkan")


class Vocabulary:
    """Words of a base by their first letter and length, with how often they stand there."""

    def __init__(self, texts: Iterable[str]):
        self.count = Counter(word for text in texts for word in words(text) if len(word) >= SHORTEST - 1)
        self.count.update(dict.fromkeys(USUAL, SEEN))
        self.groups: dict[tuple[str, int], list[str]] = {}
        for word, seen in self.count.items():
            if seen >= SEEN:
                self.groups.setdefault((word[0], len(word)), []).append(word)

    def nearest(self, word: str) -> str | None:
        """The known word that a slip most likely means; None where none is near enough."""
        near = [w for length in range(len(word) - 1, len(word) + 2) for w in self.groups.get((word[0], length), ())]
        if len(word) < LONG:
            found = [w for w in near if sorted(w) == sorted(word)]
        else:
            found = [w for w in get_close_matches(word, near, n=3, cutoff=CLOSE) if slips(word, w) <= 1 + (len(word) >= TWICE)]
        return max(found, key=lambda w: self.count[w], default=None)


def slips(word: str, other: str) -> int:
    """Places at which two words differ; letters that changed places differ at one.

    >>> slips("infromasi", "informasi"), slips("pendaftran", "pendaftaran"), slips("meterai", "menteri")
    (1, 1, 2)
    """
    changed = [op for op in SequenceMatcher(None, word, other, autojunk=False).get_opcodes() if op[0] != "equal"]
    return 1 if sorted(word) == sorted(other) else len(changed)


def corrected(text: str, known: Callable[[str], bool], vocabulary: Callable[[], Vocabulary]) -> str:
    """The question with its slips put right; itself where there are none.

    `known`: whether the base knows a word. Left alone: words that it or our tables know, short ones, names (a capital within the sentence), words with digits.
    """
    out, last = [], 0
    for match in WORD.finditer(text):
        word = match[0]
        if not suspicious(word, match.start() == 0, known):
            continue
        better = vocabulary().nearest(word.lower())
        if better and stem(better) != stem(word.lower()):
            out += [text[last : match.start()], better]
            last = match.end()
    return "".join([*out, text[last:]])


def suspicious(word: str, first: bool, known: Callable[[str], bool]) -> bool:
    low = word.lower()
    if len(low) < SHORTEST or low in STOP_WORDS or low in USUAL or (word[0].isupper() and not first):
        return False
    return not known(low) and not any((low,) in phrases(table) for table in ("colloquial.tsv", "english.tsv"))
