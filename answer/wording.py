"""Which words of two texts differ: parts of a Pasal beside the parts that are like them, then word by word within them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.45  # likeness from which two parts are one
SAME_LABEL = 0.2  # what the same ayat or huruf adds to it
ISLAND = 3  # unchanged words between two changes that are fewer than this are shown as changed with them
WORD = re.compile(r"\d[\d.,]*\s*\([a-z ]+\)\s*|\S+\s*|\s+")  # "30 (tiga puluh)" is one
MARKED_LINE = re.compile(r"\n(?=\(?\w{1,3}[.)]\s)")  # a huruf that was read into the one before
HEADLINE = re.compile(r"Pasal\s+\w+\.?\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words; the runs of a side in order are its whole text."""

    text: str
    changed: bool


def differing(left: Sequence[str], right: Sequence[str]) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Two Pasal, each as the texts of its clauses, as runs of words, changed or not: ayat beside ayat, huruf beside huruf.

    A Pasal's own number makes no change.
    """
    a, b = parts(left), parts(right)
    partner = like_parts(a, b)
    old: list[list[Words]] = [[Words(text, changed=True)] for text in a]
    new: list[list[Words]] = [[Words(text, changed=True)] for text in b]
    for i, j in partner:
        old[i], new[j] = word_runs(a[i], b[j])
    return gathered(old), gathered(new)


def parts(texts: Sequence[str]) -> list[str]:
    """The texts with the joints that follow them, "Pasal 5" apart, and first (empty where there is none)."""
    split = [part for text in texts for part in MARKED_LINE.split(text)]
    head = HEADLINE.match(split[0])
    first, rest = (split[0][: head.end()], split[0][head.end() :]) if head else ("", split[0])
    below = [part for part in (rest, *split[1:]) if part]
    return [first + "\n" * bool(first and below and not rest), *(part + "\n" for part in below[:-1]), *below[-1:]]


def like_parts(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Parts that belong together: the head always; the others the most alike first, those with the same number preferred."""
    scored = []
    for i, old in enumerate(a[1:], 1):
        for j, new in enumerate(b[1:], 1):
            likeness = ratio(old, new) + SAME_LABEL * (old.split()[:1] == new.split()[:1])
            if likeness >= ALIKE:
                scored.append((-likeness, abs(i / len(a) - j / len(b)), i, j))
    return [(0, 0), *one_to_one(scored)]


def ratio(a: str, b: str) -> float:
    if plain(a) == plain(b):
        return 1.0
    matcher = SequenceMatcher(None, [plain(w) for w in a.split()], [plain(w) for w in b.split()], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE - SAME_LABEL else 0.0


def one_to_one(scored: Sequence[tuple[float, float, int, int]]) -> list[tuple[int, int]]:
    """(left, right) in the order of the scores, each side used once."""
    found: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in sorted(scored):
        if i not in taken[0] and j not in taken[1]:
            found.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return found


def word_runs(left: str, right: str) -> tuple[list[Words], list[Words]]:
    """Case, spaces, hyphens and end marks make no change; nor does the head, "Pasal 5" beside "Pasal 7"."""
    if HEADLINE.fullmatch(left) or HEADLINE.fullmatch(right):
        return [Words(left, changed=False)], [Words(right, changed=False)]
    a, b = WORD.findall(left), WORD.findall(right)
    matcher = SequenceMatcher(None, [plain(w) for w in a], [plain(w) for w in b], autojunk=False)
    runs = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        old, new = a[i1:i2], b[j1:j2]
        runs.append((tag == "equal" or plain("".join(old)) == plain("".join(new)), old, new))
    runs = without_islands(runs)
    return [Words("".join(old), not same) for same, old, _ in runs], [Words("".join(new), not same) for same, _, new in runs]


def plain(text: str) -> str:
    """What counts of a word: letters and digits, with the marks within numbers."""
    return re.sub(r"[^\w.,/]+", "", text).casefold().strip(".,")


def without_islands(runs: Sequence[tuple[bool, list[str], list[str]]]) -> list[tuple[bool, list[str], list[str]]]:
    """A word or two that happen to be the same between two changes read as part of the change."""
    made = []
    for i, (same, old, new) in enumerate(runs):
        between = 0 < i < len(runs) - 1 and not runs[i - 1][0] and not runs[i + 1][0]
        long = between and all(len(runs[k][1]) + len(runs[k][2]) > ISLAND for k in (i - 1, i + 1))
        made.append((same and not (long and len(old) < ISLAND), old, new))
    return made


def gathered(sides: Sequence[Sequence[Words]]) -> tuple[Words, ...]:
    """Neighbouring runs of one kind joined; empty ones left out."""
    found: list[Words] = []
    for run in (run for runs in sides for run in runs if run.text):
        if found and (found[-1].changed == run.changed or not run.text.strip()):
            found[-1] = Words(found[-1].text + run.text, found[-1].changed)
        else:
            found.append(run)
    return tuple(found)
