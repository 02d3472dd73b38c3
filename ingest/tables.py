"""Tables of a document: caption, column headers, rows; one table over several pages is one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.cells import Band, Layout, layout
from ingest.lines import Line
from ingest.structure import Mark
from ingest.values import Page

CAPTION = re.compile(r"(?:Tabel|TABEL|Table|Daftar Tabel)\s*(?P<num>[A-Z]?\.?\d+(?:[.\-]\d+)*|[IVX]+(?:[.\-]\d+)*)\s*[.:]?\s*(?P<title>.*)")
COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[a-zA-Z]|\d{1,2}\s?[=x+:/].{1,14})\s*\)?")
ITEM = re.compile(r"\(?(?:[A-Za-z]|\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})\s?[.)]\s+\S|\d{1,2}(?:\.\d{1,2})+\s")  # D. Tahun 2024
DRAWING = re.compile(r"(?:Gambar|GAMBAR|Bagan|BAGAN|Diagram|DIAGRAM|Figure)\s*\d+(?:[.\-]\d+)*\s*[.:]?\s*[A-Z(“\"]")
NOT_A_HEADER = re.compile(r"\d[.,]\d|^(?!(?:19|20)\d\d$)\d+$")
CAPTION_LINES = 3  # lines of a caption above its table
FILLED = 0.3  # a table has words in so many of its cells; a drawing of boxes has not
KEYED, SMALL = 0.6, 6  # a table of up to SMALL rows without caption has an entry in the first column of most rows
HEADER_TEXT = 70  # characters: a longer cell is text, not a column header
PROSE = 0.6  # of a table's width: a line that goes on so far is text, not cells
SAME_COLUMN = 14.0  # points by which the columns of a continued table may be off
MOST_HEADERS = 4  # bands
STRAY_LINES, STRAY = 16, 24  # so many lines of so many characters may stand between two pages of a table: initials, stamps


@dataclass(slots=True)
class Table:
    """Line numbers are indices of the document's lines. `rows`: (first line, cells); `own`: all its lines, caption included."""

    xs: tuple[float, ...]
    page: int
    start: int
    num: str = ""
    title: str = ""  # caption as printed, "Tabel 7 Bobot Domain"
    header: tuple[str, ...] = ()
    header_texts: set[str] = field(default_factory=set)  # its header bands, to know them again on the next page
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)  # lines of headers that a later page says again

    @property
    def first_row(self) -> int:
        return self.rows[0][0] if self.rows else max(self.own) + 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A band of a table and the lines that hold it."""

    band: Band
    cells: tuple[str, ...]
    lines: tuple[int, ...]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", "", "".join(self.cells)).lower()


def find_tables(lines: Sequence[Line], pages: Sequence[Page]) -> list[Table]:
    """All ruled tables of a document, in order. Lines are those of the pages (furniture included, it is left out here)."""
    by_page: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(i)
    tables: list[Table] = []
    for page in pages:
        taken: set[int] = set()
        for grid in page.grids:
            placed = placed_bands(page, layout(page, grid), lines, [i for i in by_page.get(page.number, []) if i not in taken])
            caption = find_caption(lines, placed[0].lines[0]) if placed and placed[0].lines else None
            goes_on = bool(tables and placed and caption is None and continues(tables[-1], placed, layout(page, grid), lines))
            if goes_on or (is_table(placed, caption is not None) and (caption or not is_drawing(placed, lines))):
                taken |= {i for item in placed for i in item.lines}
                add(tables, placed, caption, layout(page, grid), page.number, lines)
    return tables


def placed_bands(page: Page, found: Layout, lines: Sequence[Line], indices: Sequence[int]) -> list[Placed]:
    """The bands of a layout with their lines; a title inside the frame, above the column headers, is left out."""
    starts = [lines[i].start for i in indices]
    placed = []
    for band in found.bands:
        words = [word for piece in band.pieces for word in piece.words]
        at = sorted({indices[k] for word in words if (k := bisect_right(starts, word.start) - 1) >= 0})
        placed.append(Placed(band, band.cells(page, found.columns), tuple(at)))
    while placed and (is_frame_title(placed[0], found) or is_prose(placed[0], found) or holds_caption(placed[0], lines)):
        placed.pop(0)
    while placed and is_prose(placed[-1], found):
        placed.pop()
    return placed


def is_frame_title(item: Placed, found: Layout) -> bool:
    """Whether a band above the headers is one phrase a line across the columns: the title of the table inside its frame."""
    middles = sorted(piece.middle for piece in item.band.pieces)
    alone = all(b - a > 3 for a, b in pairwise(middles))
    return alone and item.band.spanning and sum(map(bool, item.cells)) < max(2, found.columns - 1)


def holds_caption(item: Placed, lines: Sequence[Line]) -> bool:
    return item.band.spanning and any(CAPTION.match(lines[i].text) for i in item.lines)


def is_prose(item: Placed, found: Layout) -> bool:
    """Whether a band holds running text: lines that go across most of the columns (a frame drawn around text and table)."""
    if not item.band.spanning or found.columns < 2:
        return False
    reach = [piece.words[-1].x1 - piece.words[0].x0 for piece in item.band.pieces]
    long = sum(length > PROSE * (found.xs[-1] - found.xs[0]) for length in reach)
    return long >= 2 and long >= 0.4 * len(reach)


def is_table(placed: Sequence[Placed], captioned: bool) -> bool:
    """At least two rows and two columns with words, and not mostly empty boxes; a small one without caption must be well filled."""
    if len(placed) < (2 if captioned else 3):
        return False
    columns = len(placed[0].cells)
    used = [any(item.cells[c] for item in placed) for c in range(columns)]
    filled = sum(bool(cell) for item in placed for cell in item.cells) / (len(placed) * columns)
    full = sorted((sum(bool(item.cells[c]) for item in placed) / len(placed) for c in range(columns)), reverse=True)
    keyed = sum(bool(item.cells[0]) for item in placed) / len(placed)
    well_filled = filled >= FILLED or (len(placed) >= SMALL and full[1] >= KEYED)  # a timetable is empty but for its first columns
    return sum(used) >= 2 and well_filled and (captioned or keyed >= KEYED or len(placed) > SMALL)


def is_drawing(placed: Sequence[Placed], lines: Sequence[Line]) -> bool:
    """Whether a few boxes are what the caption of a figure in or right below them names."""
    last = max(i for item in placed for i in item.lines)
    texts = [lines[i].text for item in placed for i in item.lines]
    for line in lines[last + 1 :]:
        texts += [] if line.furniture else [line.text]
        if not line.furniture and len(line.text) > STRAY:  # labels of the drawing are shorter
            break
    return len(placed) <= SMALL and any(DRAWING.match(text) for text in texts)


Caption = tuple[int, str, str]  # its first line, its number, its text as printed


def add(tables: list[Table], placed: list[Placed], caption: Caption | None, found: Layout, page: int, lines: Sequence[Line]) -> None:
    """The bands go on with the table before them, or make a new one."""
    previous = tables[-1] if tables else None
    if previous and caption is None and continues(previous, placed, found, lines):
        while placed and placed[0].text in previous.header_texts:
            previous.repeated += placed.pop(0).lines
        fill(previous, placed, lines)
        return
    table = Table(found.xs, page, placed[0].lines[0])
    if caption:
        table.start, table.num, table.title = caption
        table.own += range(table.start, placed[0].lines[0])
    header = header_bands(placed)
    table.header = column_headers(placed[:header])
    for item in placed[: max(header, 1)]:
        table.header_texts.add(item.text)
        table.own += item.lines
    fill(table, placed[max(header, 1) :], lines)
    tables.append(table)


def continues(table: Table, placed: Sequence[Placed], found: Layout, lines: Sequence[Line]) -> bool:
    """Whether a table goes on: the same columns, and nothing but running lines since its last line; or its header said again."""
    first, last = placed[0].lines[0], max(table.own)
    if len(found.xs) != len(table.xs):
        return False
    same = all(abs(a - b) <= SAME_COLUMN for a, b in zip(found.xs, table.xs, strict=True))
    again = placed[0].text in table.header_texts
    turned = lines[first].page == lines[last].page + 1
    between = [i for i in range(last + 1, first) if not lines[i].furniture and i not in table.repeated]
    if between and not (again and same and turned and len(between) <= STRAY_LINES and all(is_stray(lines[i]) for i in between)):
        return False
    if again or (same and turned):
        table.repeated += between  # initials at the foot of a page, between two parts of a table
        return True
    return False


def is_stray(line: Line) -> bool:
    """Initials and stamps between two pages of a table; never a heading."""
    return len(line.text) <= STRAY and not ITEM.match(line.text) and not CAPTION.match(line.text)


def fill(table: Table, placed: Sequence[Placed], lines: Sequence[Line]) -> None:
    """Rows; one without an entry in the first column at the top of a page goes on with the row before it."""
    for position, item in enumerate(placed):
        if not item.lines or all(lines[i].furniture for i in item.lines):
            continue
        keyed = sum(bool(cells[0]) for _, cells in table.rows)
        if position == 0 and table.rows and not item.cells[0] and keyed >= 0.8 * len(table.rows):
            line, cells = table.rows.pop()
            joined = tuple(f"{a} {b}".strip() for a, b in zip(cells, item.cells, strict=True))
            table.rows.append((line, joined))
        else:
            table.rows.append((item.lines[0], item.cells))
        table.own += item.lines


def find_caption(lines: Sequence[Line], first: int) -> Caption | None:
    """The caption "Tabel 7 Bobot Domain" right above a table."""
    above: list[int] = []
    i = first - 1
    while i >= 0 and len(above) < CAPTION_LINES:
        if not lines[i].furniture:
            above.append(i)
            match = CAPTION.match(lines[i].text)
            if match and not lines[i].text.endswith((".", ";", ":")):
                words = [lines[k].text for k in reversed(above)]
                return i, match["num"].rstrip("."), " ".join(words)
        i -= 1
    return None


def header_bands(placed: Sequence[Placed]) -> int:
    """How many of the first bands are column headers; 0 where the first row is already a row."""
    if not looks_like_header(placed[0]):
        return 0
    count = 1
    while count < min(len(placed) - 1, MOST_HEADERS):
        item, open_cells = placed[count], not all(placed[count - 1].cells)
        if not (
            is_numbering(item)
            or (looks_like_header(item) and (goes_on_header(item, placed[count + 1 :]) or (open_cells and completes(placed[:count], item))))
        ):
            break
        count += 1
    return count


def looks_like_header(item: Placed) -> bool:
    """Short words, no numbers but years."""
    texts = [cell for cell in item.cells if cell]
    return len(texts) >= 1 and all(len(cell) <= HEADER_TEXT and not NOT_A_HEADER.search(cell) for cell in texts)


def completes(above: Sequence[Placed], item: Placed) -> bool:
    """Whether a band names columns that the headers above leave open, and more of them than any band above."""
    return sum(map(bool, item.cells)) > max(sum(map(bool, band.cells)) for band in above)


def is_numbering(item: Placed) -> bool:
    """ "1 2 3 4 5" or "(1) (2) (3)" below the headers."""
    texts = [cell for cell in item.cells if cell]
    return len(texts) >= 2 and all(COLUMN_NUMBER.fullmatch(cell) for cell in texts) and len(set(texts)) == len(texts)


def goes_on_header(item: Placed, after: Sequence[Placed]) -> bool:
    """A second line of headers: nothing or no number in the first column, while the rows below have one there."""
    below = [row for row in after if any(row.cells)]
    return not item.cells[0] and bool(below) and sum(bool(row.cells[0]) for row in below) > 0.6 * len(below)


def column_headers(placed: Sequence[Placed]) -> tuple[str, ...]:
    """What each column is called: its header bands from top to bottom, column numbers left out."""
    named = [item for item in placed if not is_numbering(item)]
    if not named:
        return ()
    rows = [spread(item.cells) if item is not named[-1] else item.cells for item in named]
    return tuple(" ".join(row[c] for row in rows if row[c]) for c in range(len(rows[0])))


def spread(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Headers that stand over equally many columns each, written over all of them: ("", "2012", "", "2013", "")."""
    filled = [c for c, cell in enumerate(cells) if cell]
    while len(filled) > 1 and filled[1] == filled[0] + 1:
        filled.pop(0)  # a header over one column only
    steps = {b - a for a, b in pairwise([*filled, len(cells)])}
    if len(filled) < 2 or len(steps) != 1:
        return cells
    step = steps.pop()
    return tuple(cells[filled[0] + (c - filled[0]) // step * step] if c >= filled[0] else cells[c] for c in range(len(cells)))


def settled(lines: Sequence[Line], tables: Sequence[Table]) -> list[Line]:
    """The lines, with headers that a later page repeats out of the text, and a table's own headers in it (running lines look alike)."""
    again = {i for table in tables for i in table.repeated}
    own = {i for table in tables for i in table.own if i < table.first_row}
    return [replace(line, furniture=i in again or (line.furniture and i not in own)) for i, line in enumerate(lines)]


def table_marks(table: Table, depth: int, title: str = "") -> list[Mark]:
    """The marks of a table and its rows. `title` stands in for a missing caption in what a row is called."""
    name = table.title or title
    headed = " | ".join(filter(None, [name, *table.header]))
    marks = [Mark(table.start, "table", depth, table.num, name, markdown=markdown(table))]
    above: tuple[str, ...] = ()
    for number, (line, cells) in enumerate(table.rows, 1):
        over = merged_over(cells, above)
        above = (*over, *cells[len(over) :])
        if line > marks[-1].line:
            marks.append(Mark(line, "row", depth + 1, str(number), " | ".join(filter(None, [headed, *over]))))
    return marks


def merged_over(cells: Sequence[str], above: Sequence[str]) -> tuple[str, ...]:
    """What the first columns of a row say where one cell stands beside several rows: the entries of the row above.

    >>> merged_over(("", "", "Sub 2"), ("1", "Jaringan", "Sub 1")), merged_over(("2", "", "x"), ("1", "a", "b")), merged_over(("", ""), ("1", "a"))
    (('1', 'Jaringan'), (), ())
    """
    empty = next((c for c, cell in enumerate(cells) if cell), 0)
    over = tuple(above[:empty])
    return over if any(over) and all(len(entry) <= HEADER_TEXT for entry in over) else ()


def markdown(table: Table) -> str:
    """The table for display."""
    columns = max([len(table.header), *(len(cells) for _, cells in table.rows)], default=0)
    rows = [table.header or ("",) * columns, ("---",) * columns, *(cells for _, cells in table.rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
