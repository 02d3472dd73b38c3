"""What people say and what documents call it: tables of colloquial and English words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from index.stemming import words

WORDS = Path(__file__).with_name("words")


@cache
def phrases(name: str) -> dict[tuple[str, ...], str]:
    """A table of phrases (as words) and the official words for them."""
    rows = (line.split("\t") for line in (WORDS / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {tuple(words(said)): official for said, official in rows}


def official_words(text: str, english: bool) -> list[tuple[tuple[str, ...], str]]:
    """(words of the question, official words for them), longest phrases first."""
    said = words(text)
    tables = [phrases("colloquial.tsv"), *([phrases("english.tsv")] if english else [])]
    found = []
    for table in tables:
        at = 0
        while at < len(said):
            length = next((n for n in (4, 3, 2, 1) if tuple(said[at : at + n]) in table), 0)
            if length:
                phrase = tuple(said[at : at + length])
                found.append((phrase, table[phrase]))
            at += length or 1
    return found
