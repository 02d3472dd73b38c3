"""The grammar of plans, guides, books, slides and annexes: lines -> marks.

Headings give a text its places, tables and figures stand among it, and each paragraph is a clause (with its list, whose items are
clauses of their own where they are long).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.blocks import INDENT, Block, ends_sentence, gap_above, is_centred, is_short, is_small, page_blocks
from ingest.lines import Line
from ingest.lists import ListRun, find_lists
from ingest.sections import Heading, chapters, decimals, listed, unnumbered
from ingest.slides import are_slides, slide_marks
from ingest.structure import Mark
from ingest.tables import CAPTION, Table, find_tables, table_marks
from ingest.toc import contents
from ingest.values import Page

TOC_DEPTH, TEXT_DEPTH, ITEM_DEPTH = 20, 70, 75
FIGURE = re.compile(
    r"(?:Gambar|GAMBAR|Bagan|BAGAN|Grafik|GRAFIK|Diagram|DIAGRAM|Figure)\s*(?P<num>\d+(?:[.\-]\d+)*)\s*[.:]?\s*(?P<title>.*)"
)
FIGURE_LINES = 3  # lines of a caption
LEAD = 200  # characters of the paragraph above that name a table without caption
LONG_LIST = 700  # characters: the items of a longer list are clauses of their own
LONG_ITEM = 70  # characters: ... unless they are short on average
NARROW = 0.45  # of a page's width
FAR_ITEM = 40  # lines that an item has at most
LABEL = 40  # characters: lines above a caption that are shorter belong to the drawing


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that takes the positions [position, end): labels in the drawing, then its caption."""

    position: int
    end: int
    kind: str
    num: str
    title: str


def marks(
    lines: Sequence[Line],
    pages: Sequence[Page],
    indices: Sequence[int] | None = None,
    depth: int = 0,
    tables: Sequence[Table] | None = None,
) -> list[Mark]:
    """Marks of the lines at `indices` (all content lines by default), `depth` deeper than at the top of a document."""
    inside = [i for i, line in enumerate(lines) if not line.furniture] if indices is None else list(indices)
    if not inside:
        return []
    if indices is None and are_slides(pages):
        return slide_marks(lines, pages, inside, depth)
    found = find_tables(lines, pages) if tables is None else tables
    within = set(inside)
    own_tables = [table for table in found if table.start in within]
    ruled = {i for table in own_tables for i in table.own}
    text = [i for i in inside if i not in ruled]
    placed = text_marks(lines, text, ruled)
    for table in own_tables:
        placed += table_marks(table, TEXT_DEPTH, table.title or lead_in(lines, text, placed, table))
    return sorted((deeper(mark, depth) for mark in placed), key=lambda mark: (mark.line, mark.at))


def lead_in(lines: Sequence[Line], text: Sequence[int], placed: Sequence[Mark], table: Table) -> str:
    """What a table without caption is about: the paragraph right above it (shortened), else the heading that it stands under."""
    before = sorted((mark for mark in placed if mark.line < table.start), key=lambda mark: mark.line)
    heading = next((mark.heading for mark in reversed(before) if mark.kind in ("section", "bab") and mark.heading), "")
    if not before or before[-1].kind != "paragraph" or lines[before[-1].line].page != lines[table.start].page:
        return heading
    said = " ".join(lines[i].text for i in text if before[-1].line <= i < table.start)
    last = re.split(r"(?<=[.?!])\s+(?=[A-Z])", said)[-1]
    return ": ".join(filter(None, [heading, last if len(last) <= LEAD else last[: LEAD - 1].rsplit(" ", 1)[0] + "…"]))


def deeper(mark: Mark, depth: int) -> Mark:
    return Mark(mark.line, mark.kind, mark.depth + depth, mark.num, mark.heading, mark.at, mark.markdown)


def text_marks(lines: Sequence[Line], text: Sequence[int], ruled: set[int]) -> list[Mark]:
    """Marks of everything but tables. A paragraph never goes on across a table."""
    blocks = widened(page_blocks(lines, text), [lines[i] for i in ruled])
    tocs = contents(lines, text)
    in_toc = {p for start, end in tocs for p in range(start, end)}
    free = [heading for heading in chapters(lines, text, blocks) if heading.position not in in_toc]
    numbered = free + [h for h in decimals(lines, text, blocks, free) if h.position not in in_toc]
    walls = in_toc | {p for heading in numbered for p in range(heading.position, heading.end)}
    drawn = [figure for figure in captions(lines, text, blocks) if not walls.intersection(range(figure.position, figure.end))]
    pictured = {p for figure in drawn for p in range(figure.position, figure.end)}
    small = {p for p, i in enumerate(text) if is_small(lines[i], blocks[lines[i].page])}
    lists = [run for run in find_lists(lines, text, walls, pictured | small) if not walls.intersection(item.position for item in run.items)]
    from_lists, lists = listed(lines, text, blocks, lists)
    taken = walls | pictured | {p for heading in from_lists for p in range(heading.position, heading.end)}
    taken |= {item.position for run in lists for item in run.items}
    bold = 2 * sum(lines[text[heading.position]].bold for heading in from_lists) >= len(from_lists)
    headings = sorted([*numbered, *from_lists, *unnumbered(lines, text, blocks, taken, bold)], key=lambda heading: heading.position)
    marks = [Mark(text[h.position], h.kind, h.depth, h.num, h.title) for h in headings]
    marks += [Mark(text[start], "toc", TOC_DEPTH) for start, _ in tocs]
    marks += [Mark(text[figure.position], figure.kind, TEXT_DEPTH, figure.num, figure.title) for figure in drawn]
    return marks + paragraphs(lines, text, blocks, lists, headings, drawn, in_toc, after_tables(text, ruled))


def widened(blocks: dict[int, Block], others: Sequence[Line]) -> dict[int, Block]:
    """The blocks with their tables in them: a title above a table stands in the middle of both."""
    edges: dict[int, tuple[float, float]] = {}
    for line in others:
        left, right = edges.get(line.page, (line.x0, line.x1))
        edges[line.page] = min(left, line.x0), max(right, line.x1)
    return {
        page: replace(block, left=min(block.left, edges[page][0]), right=max(block.right, edges[page][1])) if page in edges else block
        for page, block in blocks.items()
    }


def after_tables(text: Sequence[int], ruled: set[int]) -> set[int]:
    """Positions right behind a table."""
    return {p for p in range(1, len(text)) if any(i in ruled for i in range(text[p - 1] + 1, text[p]))}


def captions(lines: Sequence[Line], text: Sequence[int], blocks: dict[int, Block]) -> list[Figure]:
    """Captions "Gambar 3.1 …" that stand alone, with the short labels of the drawing above them; so "Tabel 4.1 …" over a picture."""
    found: list[Figure] = []
    for position, i in enumerate(text):
        line, figure = lines[i], FIGURE.match(lines[i].text)
        match = figure or CAPTION.match(line.text)
        block = blocks[line.page]
        if (
            not match
            or not re.match(r"[A-Z(“\"]", match["title"])
            or not (is_centred(line, block) or gap_above(lines, text, position, block) or is_label(lines[text[position - 1]], line))
        ):
            continue
        end = position + 1
        while (
            end < len(text)
            and end - position < FIGURE_LINES
            and not gap_above(lines, text, end, block)
            and is_centred(lines[text[end]], block)
        ):
            end += 1
        start = position
        floor = found[-1].end if found else 0
        while figure and start > floor and is_drawn(lines[text[start - 1]], line, block):
            start -= 1
        title = " ".join(lines[text[p]].text for p in range(position, end))
        found.append(Figure(start, end, "figure" if figure else "table", match["num"].rstrip("."), title))
    return found


def is_drawn(line: Line, caption: Line, block: Block) -> bool:
    """A label of the drawing above a caption: short, or small print."""
    return is_label(line, caption) or (line.page == caption.page and line.size > 0 and is_small(line, block))


def is_label(line: Line, caption: Line) -> bool:
    return line.page == caption.page and len(line.text) <= LABEL and not ends_sentence(line.text)


def paragraphs(
    lines: Sequence[Line],
    text: Sequence[int],
    blocks: dict[int, Block],
    lists: Sequence[ListRun],
    headings: Sequence[Heading],
    drawn: Sequence[Figure],
    in_toc: set[int],
    torn: set[int],
) -> list[Mark]:
    """A mark at each paragraph's first line, and at the items of long lists."""
    closed = in_toc | {p for part in (*headings, *drawn) for p in range(part.position, part.end)}
    items = {item.position: (run, item) for run in lists for item in run.items}
    first = opening_lines(lines, text, closed | torn)
    long = long_lists(lines, text, lists, closed)
    heads = {run.items[0].position for run in long}
    marks: list[Mark] = []
    fresh_lists: set[int] = set()
    for position in range(first, len(text)):
        if position in closed:
            continue
        fresh = position == first or position - 1 in closed or position in torn
        if fresh and position in heads:
            fresh_lists.add(position)
        elif fresh or (position not in items and begins(lines, text, blocks, position, items)):
            marks.append(Mark(text[position], "paragraph", TEXT_DEPTH))
    starts = {mark.line for mark in marks}
    return marks + list_items(text, long, starts, fresh_lists)


def opening_lines(lines: Sequence[Line], text: Sequence[int], closed: set[int]) -> int:
    """How many of the first lines are only a title block in capitals: they stay with what they stand under."""
    position = 0
    while position < len(text) and position not in closed and re.sub(r"[^A-Za-z]", "", lines[text[position]].text).isupper():
        position += 1
    return position


def begins(lines: Sequence[Line], text: Sequence[int], blocks: dict[int, Block], position: int, items: dict) -> bool:
    """Whether a paragraph begins: a gap, an indent, or a short line ended before; a list's own lines do not begin one."""
    line, before = lines[text[position]], lines[text[position - 1]]
    block = blocks[line.page]
    if in_item(lines, text, position, items) and line.page == before.page and not gap_above(lines, text, position, block):
        return False
    if line.page != before.page:
        return ends_sentence(before.text) and line.text[:1].isupper()
    if is_label(before, line) and is_label(line, before) and max(line.x1 - line.x0, before.x1 - before.x0) < NARROW * block.width:
        return False  # words of a drawing
    if gap_above(lines, text, position, block):
        return ends_sentence(before.text) or not line.text[:1].islower()
    indented = line.x0 > before.x0 + INDENT and line.x0 < block.left + 0.3 * block.width
    return (
        ends_sentence(before.text) and not before.text.endswith(":") and (indented or is_short(before, block)) and line.text[:1].isupper()
    )


def in_item(lines: Sequence[Line], text: Sequence[int], position: int, items: dict) -> bool:
    """Whether a line stands further right than the marker of the item before it, and nothing since then stood as far left as that.

    A paragraph behind a list has an indent too, but its second line stands left of the marker.
    """
    last = next((p for p in range(position - 1, max(-1, position - FAR_ITEM), -1) if p in items), None)
    if last is None:
        return False
    edge, line = items[last][1].x0 + 2, lines[text[position]]
    if line.x0 <= edge or any(lines[text[p]].x0 <= edge for p in range(last + 1, position)):
        return False
    after = lines[text[position + 1]] if position + 1 < len(text) and position + 1 not in items else None
    new = after and after.page == line.page and after.x0 < edge - 4 and ends_sentence(lines[text[position - 1]].text)
    return not (new and line.text[:1].isupper())


def long_lists(lines: Sequence[Line], text: Sequence[int], lists: Sequence[ListRun], closed: set[int]) -> list[ListRun]:
    """The lists whose items are clauses of their own: long ones that stand in no other list, or in a long one."""
    found: list[ListRun] = []
    for run in lists:
        length = sum(len(lines[text[p]].text) + 1 for p in range(run.items[0].position, run.end) if p not in closed)
        if (run.parent in found or run.parent not in lists) and length > LONG_LIST and length / len(run.items) > LONG_ITEM:
            found.append(run)
    return found


def list_items(text: Sequence[int], long: Sequence[ListRun], starts: set[int], fresh: set[int]) -> list[Mark]:
    """Marks at the items of long lists: below their lead-in, or in its place where they have none; nested ones deeper."""
    found: list[Mark] = []
    for run in long:
        level, above = 0, run.parent
        while above in long:
            level, above = level + 1, above.parent
        depth = (TEXT_DEPTH if run.items[0].position in fresh else ITEM_DEPTH) + level
        found += [Mark(text[item.position], "item", depth, item.num) for item in run.items if text[item.position] not in starts]
    return found
