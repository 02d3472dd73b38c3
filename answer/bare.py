"""What a question asks, without the names of the documents in which it asks it: "honor tim berapa, perbup 12/2021?" asks "honor tim berapa?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.naming import SMALL_WORDS, initials
from answer.titles import name_parts
from index.stemming import STOP_WORDS, TOKEN, stem, words
from ingest.forms import by_any_name, squeeze
from ingest.values import PolicyDocument

NAMING = frozenset(["nomor", "no", "tahun", "thn", "th", "number", "kabupaten", "kab", "kota", "provinsi", "republik", "indonesia"])
BEFORE = frozenset(["menurut", "berdasarkan", "dalam", "di", "pada", "sesuai", "lihat", "oleh", "bahan", "materi", "under", "according", "to", "in", "the", "of", "by"])
BREAK = re.compile(r"[,:;?!()]|\.\s")
LEFT = 2  # telling words that must be left


def bare(text: str, documents: Sequence[PolicyDocument]) -> str:
    """`documents`: those it names. The text itself where hardly a word would be left."""
    tokens = list(TOKEN.finditer(text.lower()))
    gone: set[int] = set()
    for names in map(vocabulary, documents):
        at = 0
        while at < len(tokens):
            end = name_end(text, tokens, at, *names)
            gone.update(range(at, end))
            at = max(end, at + 1)
    for i in reversed(range(len(tokens) - 1)):
        if i + 1 in gone and i not in gone and tokens[i][0] in BEFORE and not BREAK.search(text[tokens[i].end() : tokens[i + 1].start()]):
            gone.add(i)
    kept = [i for i in range(len(tokens)) if i not in gone]
    if sum(tokens[i][0] not in STOP_WORDS for i in kept) < LEFT or not gone:
        return text
    return joined(text, tokens, kept)


def vocabulary(document: PolicyDocument) -> tuple[set[str], set[str]]:
    """The stems that a name of a document is made of, and those it may begin with, besides its form."""
    title = [w for w in words(document.title) if w not in STOP_WORDS]
    said = set().union(*name_parts(f"{document.title} {document.region or ''} {document.issuer or ''}"))
    short = initials(document.title)
    said |= {stem(w) for w in words(f"{document.title} {document.number or ''} {document.year or ''} {document.document_id.replace('-', ' ')}")}
    return said | {short, short[-4:], short[-3:], short[:4]}, {stem(w) for w in title[:1]} | {"masterplan", "master"}


def name_end(text: str, tokens: Sequence[re.Match[str]], at: int, said: set[str], begins: set[str]) -> int:
    """Behind the last word of a document's name that begins at a word; `at` where none does."""
    formed = next((n for n in (2, 1) if is_form(" ".join(token[0] for token in tokens[at : at + n]))), 0)
    if not formed and stem(tokens[at][0]) not in begins:
        return at
    last, telling, i = at, formed > 0, at + max(1, formed)
    while i < len(tokens) and not BREAK.search(text[tokens[i - 1].end() : tokens[i].start()]):
        word = tokens[i][0]
        if stem(word) in said or word[0].isdigit() or is_form(word):
            last, telling = i, True
        elif word not in NAMING and word not in SMALL_WORDS:
            break
        i += 1
    return last + 1 if telling and last > at else at


def is_form(name: str) -> bool:
    """ "sk" is what people say for a decision of any kind."""
    return name.isascii() and name.replace(" ", "").isalpha() and (name == "sk" or squeeze(name) in by_any_name())


def joined(text: str, tokens: Sequence[re.Match[str]], kept: Sequence[int]) -> str:
    """The kept words with what stands between neighbours of them."""
    parts = []
    for i, before in zip(kept, [None, *kept], strict=False):
        between = text[tokens[before].end() : tokens[i].start()] if before == i - 1 and before is not None else " "
        parts.append(between + text[tokens[i].start() : tokens[i].end()])
    return "".join(parts).strip() + ("?" if text.rstrip().endswith("?") else "")
