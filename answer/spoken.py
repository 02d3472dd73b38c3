"""Verbs as they are spoken: "ngawasin" for "mengawasi", "nyiapin" for "menyiapkan", "dibayarin" for "dibayarkan".

Everyday Indonesian drops the "me-" of a verb and keeps its nasal, and says "-in" for "-kan" and "-i" (Sneddon, Colloquial Jakartan Indonesian, 2006).
"""

from __future__ import annotations

from collections.abc import Callable

from answer.vocabulary import phrases
from index.stemming import stem

SHORTEST = 3  # letters of a root
VOWELS = tuple("aiueo")
# nasal -> what the root may begin with in its place
NASALS = {"nge": ("",), "ng": ("", "k", "g"), "ny": ("s", "c"), "n": ("t", ""), "m": ("p", "b")}


def roots(word: str) -> list[str]:
    """The words that a spoken verb may come from; none where it does not sound like one.

    >>> roots("ngawasin"), roots("nulis"), roots("dibayarin"), roots("kantor")
    (['awas', 'kawas', 'gawas', 'ngawas'], ['tulis', 'ulis'], ['dibayar'], [])
    """
    bare = word[:-2] if word.endswith("in") and len(word) > SHORTEST + 2 else word
    found = []
    for nasal, firsts in NASALS.items():
        rest = bare.removeprefix(nasal)
        if rest != bare and (len(nasal) > 1 or rest.startswith(VOWELS)):
            found += [first + rest for first in firsts if len(first + rest) >= SHORTEST]
    return [*dict.fromkeys(found), *([bare] if bare != word else [])]


def written(word: str, frequency: Callable[[str], int]) -> str | None:
    """What a spoken verb is in writing: a word of our tables, else the root that the base says most often; None where it says none."""
    said = roots(word)
    told = next((root for root in said if (root,) in phrases("colloquial.tsv")), None)
    return told or max((root for root in said if frequency(stem(root))), key=lambda root: frequency(stem(root)), default=None)
