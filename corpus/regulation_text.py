"""The plain text that Peraturan and Keputusan are written in, read into blocks.

A source opens with `key: value` lines (`judul`, `gaya: baru | lama`) and a line `===`. After it every line is one block;
two spaces of indentation put it one level deeper (ayat 0, huruf below it 1, angka below that 2). Empty lines only part.

    @lambang | @salinan | @halaman       the emblem; the word SALINAN; a new page
    = TEXT, =! TEXT, =                   a centred line, the same in bold, an empty line
    Menimbang: a. bahwa ...              a label in the left column; so are Mengingat, Menetapkan, KESATU, KEDUA ...
    BAB I KETENTUAN UMUM                 number and title on two centred lines; so are Bagian Kesatu Umum and Paragraf 1 Umum
    Pasal 1                              a heading of its own, indented inside an amending regulation
    (1) ... | a. ... | 1. ... | - ...    a numbered piece, hanging; other lines are paragraphs
    | a | b |                            rows of a table, the first is its header; before them `lebar: 1 4` (shares of the width)
    @ttd kanan TEXT / TEXT               a block of lines at the left (kiri) or right (kanan); `/ /` leaves a line empty
    @lampiran TEXT / TEXT                a new page that opens with the block of an annex at the right
    @penjelasan                          a new page from which Pasal stand at the left with their explanation below

`**bold**` and `_italic_` are marked inside the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LABEL = re.compile(r"(?P<mark>Menimbang|Mengingat|Memperhatikan|Menetapkan|KE[SDTELN][A-Z]+(?: BELAS)?): *(?P<text>.*)")
DIVISION = re.compile(r"(?P<mark>BAB [IVXL]+|Bagian Ke\w+(?: Belas)?|Bagian Pertama|Paragraf \d+) (?P<text>\S.*)")
PASAL = re.compile(r"Pasal (?:\d+[A-Z]?|[IVX]+)\.?")
ITEM = re.compile(r"(?P<mark>\(\d+[a-z]?\)|\d{1,2}[a-z]?[.)]|[a-z]{1,2}[.)]|-) +(?P<text>\S.*)")
COMMAND = re.compile(r"@(?P<mark>lambang|salinan|halaman|penjelasan|lampiran|ttd (?:kiri|kanan))(?: (?P<text>.*))?")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: centred, bold, label, division, pasal, item, paragraph, table, and the names of the commands."""

    kind: str
    text: str = ""
    mark: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Regulation:
    title: str
    old_style: bool
    blocks: tuple[Block, ...]


def read_regulation(text: str) -> Regulation:
    """Raises ValueError where the opening lines, a command or a table are not well formed."""
    opening, parted, body = text.partition("\n===\n")
    head = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in opening.splitlines() if line.strip())}
    if not parted or "judul" not in head:
        raise ValueError("sumber tidak dibuka dengan 'judul: ...' dan baris '==='")
    blocks: list[Block] = []
    rows: list[str] = []
    for line in [*body.splitlines(), ""]:
        if line.startswith(("|", "lebar:")):
            rows.append(line)
            continue
        if rows:
            blocks.append(read_table(rows))
            rows = []
        if line.strip():
            blocks.append(read_line(line))
    return Regulation(head["judul"], head.get("gaya") == "lama", tuple(blocks))


def read_line(line: str) -> Block:
    """One line that is no row of a table.

    >>> read_line("  a. pusat data;")
    Block(kind='item', text='pusat data;', mark='a.', level=1, rows=(), shares=())
    """
    text = line.strip()
    level = (len(line) - len(line.lstrip(" "))) // 2
    if text.startswith("="):
        return Block("bold" if text.startswith("=!") else "centred", text.lstrip("=!").strip(), level=level)
    if text.startswith("@"):
        command = COMMAND.fullmatch(text)
        if not command:
            raise ValueError(f"perintah yang tidak dikenal: {text}")
        return Block(command["mark"].split()[0], command["text"] or "", command["mark"].split()[-1])
    if PASAL.fullmatch(text):
        return Block("pasal", text, level=level)
    for kind, pattern in (("label", LABEL), ("division", DIVISION), ("item", ITEM)):
        if match := pattern.fullmatch(text):
            return Block(kind, match["text"], match["mark"], level)
    return Block("paragraph", text, level=level)


def read_table(lines: list[str]) -> Block:
    shares = tuple(float(word) for line in lines if line.startswith("lebar:") for word in line.removeprefix("lebar:").split())
    rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines if line.startswith("|"))
    if len({len(row) for row in rows}) != 1 or (shares and len(shares) != len(rows[0])):
        raise ValueError(f"tabel tidak sama banyak kolomnya: {lines[:2]}")
    return Block("table", rows=rows, shares=shares or (1.0,) * len(rows[0]))
