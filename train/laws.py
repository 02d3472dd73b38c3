"""Law texts become clauses: one ayat, one definition, one explanation each, with the law and chapter that it stands in.

The texts are bare (no layout), so this is a plain reading by line patterns; what the project does with PDFs lies in ingest/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PASAL = re.compile(r"^\s*Pasa[l1]\s+(\d+[A-Z]?|[IVX]+)\s*$", re.MULTILINE)
CHAPTER = re.compile(r"^\s*BAB\s+[IVXL]+\s*$", re.MULTILINE)
PARTS = re.compile(r"^\s*(?=\(\d+[a-z]?\)\s)", re.MULTILINE)
NUMBERED = re.compile(r"^\s*(?=\d{1,3}\.\s+[A-Z])", re.MULTILINE)
LISTED = re.compile(r"^\s*(?:\(?\d+[a-z]?\)|\d{1,3}\.)\s*")
EXPLANATIONS = re.compile(r"^\s*(?:II\.\s*)?(?:PASAL DEMI PASAL|PENJELASAN)\s*$", re.MULTILINE)
NOISE = re.compile(
    r"^\s*(?:-\s*\d+\s*-|\d+|www\.\S+|PRESIDEN|REPUBLIK INDONESIA|<[^>]*>|\d{4}, No\.\s*\d+.*)\s*$", re.MULTILINE | re.IGNORECASE
)
ABOUT = re.compile(r"TENTANG\s+(.{5,160}?)\s+(?:DENGAN RAHMAT|Menimbang|PRESIDEN|$)", re.DOTALL)
EMPTY = re.compile(r"^(?:Ayat \(\d+\)\s*)?Cukup jelas|dimaksud dengan\s*:$")  # says nothing, or only leads to a list
SHORTEST, LONGEST = 40, 900  # characters of a clause worth asking about


@dataclass(frozen=True, slots=True)
class LawClause:
    law: str
    title: str
    chapter: str
    pasal: str
    text: str
    explains: bool = False  # stands in the Penjelasan


def folded(text: str) -> str:
    return " ".join(text.split())


def load_laws(folder: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of every law in a folder: .txt, .json with the text of each Pasal under "isi", .jsonl with "pages"."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".txt":
            yield path.stem, path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".json":
            law = json.loads(path.read_text(encoding="utf-8"))
            body = "\n".join(f"{pasal}\n" + "\n".join(texts) for pasal, texts in law["isi"].items())
            yield path.stem, f"{law['tentang']}\nMenimbang\n{body}"
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                law = json.loads(line)
                yield Path(law["title"]).stem, "\n".join(law["pages"])


def title_of(text: str) -> str:
    match = ABOUT.search(text[:4000])
    return folded(match[1]).title() if match else ""


def clauses_of(name: str, text: str) -> list[LawClause]:
    """In the order of the text; clauses that say nothing ("Cukup jelas") are left out."""
    text = NOISE.sub("", text)
    title, found = title_of(text), []
    turns = [m.start() for m in EXPLANATIONS.finditer(text) if m.start() > len(text) // 4]
    explained_from = turns[0] if turns else len(text)
    marks = list(PASAL.finditer(text))
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        block = text[mark.end() : after.start() if after else len(text)]
        chapter = chapter_before(text, mark.start())
        block = EXPLANATIONS.split(CHAPTER.split(block)[0])[0]
        explains = mark.start() >= explained_from
        for part in parts_of(block):
            if SHORTEST <= len(part) <= LONGEST and not EMPTY.search(part):
                found.append(LawClause(name, title, chapter, mark[1], part, explains))
    return found


def chapter_before(text: str, at: int) -> str:
    """The heading of the chapter that a place stands in."""
    heads = list(CHAPTER.finditer(text, max(0, at - 60_000), at))
    if not heads:
        return ""
    lines = [line.strip() for line in text[heads[-1].end() : at].splitlines() if line.strip()]
    return folded(" ".join(line for line in lines[:2] if line.isupper())).capitalize()


def parts_of(block: str) -> list[str]:
    """The ayat of a Pasal; its numbered definitions where it has no ayat; else all of it."""
    for pattern in (PARTS, NUMBERED):
        parts = [folded(p) for p in pattern.split(block) if p.strip()]
        if len(parts) > 1:
            return parts
    return [folded(block)] if block.strip() else []


def bare(text: str) -> str:
    """A clause without its own number."""
    return LISTED.sub("", text)
