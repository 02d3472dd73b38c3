"""The plain text that plans, handbooks and slides are written in, read into blocks.

A source opens with `key: value` lines and a line `===`. After it, one block follows the other:

    # BAB I PENDAHULUAN          chapter             ## 1.1 Latar Belakang, ### 2.1.1 ...    sections
    #depan Kata Pengantar        front matter        #isi                                    tables of contents
    a. | 1. | 1) | -             list items, two spaces deeper for the second level; other lines are paragraphs, parted by blank lines
    Tabel 2.1 Judul              caption; then `lebar: 1 4 2` (shares of the width) and rows `| a | b |`, the first one the header
    Gambar 3.1 Judul             caption; then `@kind` and its lines, up to a blank line
    > text                       a box that stands out
    == kind: heading             a slide (slides only)

`**bold**` and `_italic_` words are marked inside the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

CAPTION = re.compile(r"(Tabel|Gambar) [A-Z]?[\d.]+ \S.*")
ITEM = re.compile(r"(?P<indent> *)(?P<mark>[a-z]\.|\d{1,2}\.|\d{1,2}\)|[a-z]\)|-) +(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: chapter, section, subsection, front, contents, paragraph, item, table, figure, callout, slide, source.

    `mark` is an item's number or bullet, a figure's drawing, a slide's kind; `level` an item's depth, from 0.
    """

    kind: str
    text: str = ""
    mark: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    head: dict[str, str]
    blocks: tuple[Block, ...]


def read_source(text: str) -> Source:
    """Raises ValueError where the opening lines or a table are not well formed."""
    opening, parted, body = text.partition("\n===\n")
    if not parted:
        raise ValueError("sumber tidak dibuka dengan baris 'kunci: nilai' dan '==='")
    head = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in opening.splitlines() if line.strip())}
    blocks: list[Block] = []
    for chunk in chunks(body.splitlines()):
        blocks += read_chunk(chunk)
    return Source(head, tuple(blocks))


def chunks(lines: list[str]) -> list[list[str]]:
    """Runs of lines that are not blank."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    return [chunk for chunk in found if chunk]


def read_chunk(lines: list[str]) -> list[Block]:
    first = lines[0]
    if first.startswith(("#", "==")):
        return [heading(first), *(read_chunk(lines[1:]) if lines[1:] else [])]
    if first.startswith("> "):
        return [Block("callout", " ".join(line.removeprefix("> ") for line in lines))]
    if first.startswith(("|", "lebar:")):
        return [table("", lines)]
    if first.startswith("@"):
        return [Block("figure", "", first[1:], rows=tuple((line,) for line in lines[1:]))]
    if CAPTION.fullmatch(first) and len(lines) > 1:
        return captioned(lines)
    return running_text(lines)


def heading(line: str) -> Block:
    if line.startswith("=="):
        kind, _, title = line[2:].strip().partition(":")
        return Block("slide", title.strip(), kind.strip())
    if line.startswith("#depan "):
        return Block("front", line.removeprefix("#depan ").strip())
    if line.strip() == "#isi":
        return Block("contents")
    level = len(line) - len(line.lstrip("#"))
    return Block(("chapter", "section", "subsection")[level - 1], line[level:].strip())


def captioned(lines: list[str]) -> list[Block]:
    if lines[0].startswith("Gambar"):
        return [Block("figure", lines[0], lines[1].removeprefix("@"), rows=tuple((line,) for line in lines[2:]))]
    notes = [line for line in lines[1:] if line.startswith("Sumber:")]
    rest = [line for line in lines[1:] if not line.startswith("Sumber:")]
    return [table(lines[0], rest), *(Block("source", note) for note in notes)]


def table(caption: str, lines: list[str]) -> Block:
    shares: tuple[float, ...] = ()
    if lines and lines[0].startswith("lebar:"):
        shares = tuple(float(word) for word in lines[0].removeprefix("lebar:").split())
        lines = lines[1:]
    rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines)
    widths = {len(row) for row in rows}
    if len(widths) != 1 or (shares and len(shares) not in widths):
        raise ValueError(f"tabel tidak sama banyak kolomnya: {caption or lines[:1]}")
    return Block("table", caption, rows=rows, shares=shares or (1.0,) * widths.pop())


def running_text(lines: list[str]) -> list[Block]:
    """Paragraphs and list items; a line without a mark goes on with the one before it."""
    blocks: list[Block] = []
    for line in lines:
        item = ITEM.fullmatch(line)
        if item:
            blocks.append(Block("item", item["text"], item["mark"], len(item["indent"]) // 2))
        elif blocks:
            last = blocks[-1]
            blocks[-1] = Block(last.kind, f"{last.text} {line.strip()}", last.mark, last.level)
        else:
            blocks.append(Block("paragraph", line.strip()))
    return blocks


def inline(text: str) -> str:
    """The text as ReportLab's paragraph markup. Marks may nest, but not overlap: the inner ones of an overlap stand as they are.

    >>> inline("**a & b** _c_"), inline("_**_**")
    ('<b>a &amp; b</b> <i>c</i>', '_<b>_</b>')
    """
    safe = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text, quote=False))
    return re.sub(r"(?<!\w)_((?:(?!</?b>).|<b>(?:(?!</?b>).)*</b>)+?)_(?!\w)", r"<i>\1</i>", safe)
