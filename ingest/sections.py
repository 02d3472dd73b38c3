"""Headings of plans, guides and annexes: BAB, 4.1.2, A. > 1. > a., and unnumbered ones told by type and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block, ends_sentence, gap_above, is_centred, is_large, is_short, is_small
from ingest.headings import BAB, bab_number
from ingest.lines import Line
from ingest.lists import ListRun
from ingest.numbering import roman_value

BAB_ARABIC = re.compile(r"BAB\s+(\d{1,2})\s*[.:]?(?:\s+(?=\S)(.*))?")
DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\s?\.?\s+(\S.*)")  # 4.1.2 Tata Kelola
APPENDIX = re.compile(r"(?:LAMPIRAN|Lampiran)\s+(\d{1,2}|[IVX]{1,4}|[A-Z])\s*[.:]?(?:\s+(\S.*))?")
TITLE_LENGTH = 110  # characters that a heading has at most
TITLE_LINES = 4
HEADING_SHARE = 0.6  # a list is one of headings when so many of its items look like one
BAB_DEPTH, PART_DEPTH, DECIMAL_DEPTH, LIST_DEPTH, LOOSE_DEPTH = 20, 25, 30, 40, 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that takes the positions [position, end)."""

    position: int
    end: int
    kind: str
    depth: int
    num: str
    title: str


def is_title(text: str) -> bool:
    """Words that may be a heading: they begin with a capital or a digit and do not end as a sentence.

    >>> is_title("Latar Belakang"), is_title("yang dimaksud"), is_title("Setiap orang berhak;")
    (True, False, False)
    """
    return (
        bool(re.match(r"[A-Z0-9“\"(]", text))
        and bool(re.search(r"[A-Za-z]{2}", text))
        and len(text) <= TITLE_LENGTH
        and not text.endswith((".", ",", ";", ":"))
        and " : " not in text
    )


def chapters(lines: Sequence[Line], indices: Sequence[int], blocks: dict[int, Block]) -> list[Heading]:
    """BAB and Lampiran of a book, with the title on the same or the next lines."""
    found = []
    for position, i in enumerate(indices):
        text = lines[i].text
        match = BAB.fullmatch(text)
        num = bab_number(match) if match else None
        if num is None and (match := BAB_ARABIC.fullmatch(text)):
            num = match[1]
        appendix = APPENDIX.fullmatch(text) if num is None else None
        top = position == 0 or lines[indices[position - 1]].page != lines[i].page
        if num and match and not (match[2] and ends_sentence(match[2])) and not re.search(r"\d\s*$", match[2] or ""):
            end, title = following_title(lines, indices, position, blocks, match[2])
            found.append(Heading(position, end, "bab", BAB_DEPTH, num, title))
        elif appendix and top and position:
            end, title = following_title(lines, indices, position, blocks, appendix[2])
            found.append(Heading(position, end, "section", BAB_DEPTH, f"Lampiran {appendix[1]}", title))
    return found


def following_title(
    lines: Sequence[Line], indices: Sequence[int], position: int, blocks: dict[int, Block], same_line: str | None
) -> tuple[int, str]:
    """(position behind the title, the title): capitals, bold or centred lines below a BAB."""
    words = [same_line] if same_line and re.search(r"[A-Za-z]", same_line) else []
    first = lines[indices[position]]
    end = position + 1
    while end < len(indices) and end - position <= TITLE_LINES:
        line = lines[indices[end]]
        styled = line.text.isupper() or (line.bold and first.bold) or (is_centred(line, blocks[line.page]) and not words)
        if (
            line.page != first.page
            or not styled
            or DECIMAL.fullmatch(line.text)
            or ends_sentence(line.text)
            or re.match(r"[A-Z1]\.\s", line.text)
        ):
            break
        words.append(line.text)
        end += 1
    return end, " ".join(words)


def decimals(lines: Sequence[Line], indices: Sequence[int], blocks: dict[int, Block], bab: Sequence[Heading]) -> list[Heading]:
    """1.1, 4.1.2 …: in order, within their BAB."""
    found: list[Heading] = []
    starts = {heading.position: heading for heading in bab}
    chapter: int | None = None
    last: tuple[int, ...] = ()
    for position, i in enumerate(indices):
        if position in starts:
            num = starts[position].num
            chapter, last = (roman_value(num) or (int(num) if num.isdigit() else None)), ()
        match = DECIMAL.fullmatch(lines[i].text)
        if not match:
            continue
        parts = tuple(map(int, match[1].split(".")))
        if (chapter and parts[0] != chapter) or not follows(last, parts) or not re.match(r"[A-Z“\"(]", match[2]):
            continue
        title = match[2] if is_title(match[2]) and gap_or_short(lines, indices, position, blocks) else ""
        end = position + 1
        if title:
            end, title = wrapped_title(lines, indices, position, blocks, title)
        found.append(Heading(position, end, "section", DECIMAL_DEPTH + len(parts), match[1], title))
        last = parts
    return found


def gap_or_short(lines: Sequence[Line], indices: Sequence[int], position: int, blocks: dict[int, Block]) -> bool:
    line = lines[indices[position]]
    return line.bold or is_short(line, blocks[line.page]) or gap_above(lines, indices, position, blocks[line.page])


def follows(last: tuple[int, ...], parts: tuple[int, ...]) -> bool:
    """Whether a number can come after another: deeper by a first one, or the next (or next but one) on a level.

    >>> follows((4, 1), (4, 1, 1)), follows((4, 1, 3), (4, 2)), follows((4, 1), (9, 7)), follows((), (3, 1))
    (True, True, False, True)
    """
    if not last:
        return True
    if len(parts) == len(last) + 1 and parts[:-1] == last:
        return parts[-1] <= 2
    if len(parts) > len(last):
        return False
    level = len(parts) - 1
    same = parts[:level] == last[:level]
    return (same and 0 < parts[level] - last[level] <= 2) or (level >= 1 and parts[0] == last[0] + 1 and parts[1] == 1)


def wrapped_title(lines: Sequence[Line], indices: Sequence[int], position: int, blocks: dict[int, Block], title: str) -> tuple[int, str]:
    """A bold heading goes on over bold lines that have no number of their own."""
    end = position + 1
    while end < len(indices) and end - position < TITLE_LINES and lines[indices[position]].bold:
        line, before = lines[indices[end]], lines[indices[end - 1]]
        new = line.page != before.page or not line.bold or is_short(before, blocks[before.page])
        if new or DECIMAL.fullmatch(line.text) or re.match(r"(?:[A-Z]|\d+)\s?\.\s", line.text):
            break
        title, end = f"{title} {line.text}", end + 1
    return end, title


def listed(
    lines: Sequence[Line], indices: Sequence[int], blocks: dict[int, Block], lists: Sequence[ListRun]
) -> tuple[list[Heading], list[ListRun]]:
    """(headings, the lists that are none): a list whose items are mostly titles with text below them is one of headings."""
    headings: list[Heading] = []
    chosen: list[ListRun] = []
    for run in lists:
        if run.style not in ("A.", "I.", "1.", "a.", "1)", "a)") or (run.parent and run.parent not in chosen):
            continue
        ends = [item.position for item in run.items[1:]] + [run.end]
        titled = [heads_text(lines, indices, blocks, item.position, item.at, end) for item, end in zip(run.items, ends, strict=True)]
        if sum(titled) >= HEADING_SHARE * len(titled):
            chosen.append(run)
            level = 0
            above = run.parent
            while above:
                level, above = level + 1, above.parent
            for item, ok in zip(run.items, titled, strict=True):
                text = lines[indices[item.position]].text[item.at :]
                end, title = wrapped_title(lines, indices, item.position, blocks, text) if ok or is_title(text) else (item.position + 1, "")
                headings.append(Heading(item.position, end, "section", LIST_DEPTH + level, item.num, title))
    return headings, [run for run in lists if run not in chosen]


def heads_text(lines: Sequence[Line], indices: Sequence[int], blocks: dict[int, Block], position: int, at: int, end: int) -> bool:
    """Whether an item is a title with text of its own below it, before the next item."""
    line = lines[indices[position]]
    if not is_title(line.text[at:]):
        return False
    if above_table(lines, indices, position):
        return True
    if position + 1 >= min(end, len(indices)):
        return False
    after = lines[indices[position + 1]]
    if line.bold and not after.bold:
        return True
    new = re.match(r"[A-Z“\"(•●▪■◦○➢✓❖\uf000-\uf0ff-]|\d{1,2}[.)]|[a-z][.)]\s", after.text)
    return bool(new) and (is_short(line, blocks[line.page]) or after.page != line.page)


def above_table(lines: Sequence[Line], indices: Sequence[int], position: int) -> bool:
    """Whether what follows a line stands in none of the `indices`, which leave out the tables."""
    following = next((i for i in range(indices[position] + 1, len(lines)) if not lines[i].furniture), None)
    after = indices[position + 1] if position + 1 < len(indices) else None
    return following is not None and following != after and lines[following].page - lines[indices[position]].page <= 1


def unnumbered(lines: Sequence[Line], indices: Sequence[int], blocks: dict[int, Block], taken: set[int], bold_lists: bool) -> list[Heading]:
    """Headings without a number: large, bold, or centred capitals; also a short line alone above its text.

    `bold_lists`: the lettered headings are bold too; where they are not, a bold one stands above them.
    """
    found: list[Heading] = []
    position = 0
    while position < len(indices):
        style = None if position in taken else heading_style(lines, indices, position, blocks, position - 1 in taken)
        if style is None:
            position += 1
            continue
        end = position + 1
        while end < len(indices) and end not in taken and end - position < TITLE_LINES and same_heading(lines, indices, end, blocks, style):
            end += 1
        title = " ".join(lines[indices[p]].text for p in range(position, end))
        if len(title) <= 2 * TITLE_LENGTH:
            found.append(Heading(position, end, "section", loose_depth(style, bold_lists), "", title))
        position = end
    return found


def loose_depth(style: str, bold_lists: bool) -> int:
    if style in ("capitals", "large"):
        return PART_DEPTH
    return LIST_DEPTH - 1 if style == "bold" and not bold_lists else LOOSE_DEPTH


def heading_style(lines: Sequence[Line], indices: Sequence[int], position: int, blocks: dict[int, Block], after_part: bool) -> str | None:
    line = lines[indices[position]]
    block = blocks[line.page]
    if not is_title(line.text) or position + 1 >= len(indices) or not gap_above(lines, indices, position, block) or is_small(line, block):
        return None
    after = lines[indices[position + 1]]
    if is_large(line, block) and is_short(line, block):
        return "large"
    if line.text.isupper() and is_centred(line, block) and len(line.text) >= 5:
        return "capitals"
    if line.bold and is_short(line, block):
        return "bold"
    near = after.page == line.page and 0 < after.y0 - line.y0 < 1.3 * block.pitch
    before = lines[indices[position - 1]].text if position and not after_part else ""
    alone = near and line.x1 < block.left + 0.55 * block.width and line.x0 < block.left + 25 and (not before or ends_sentence(before))
    text_below = re.match(r"[A-Z]|\d{1,2}[.)]\s|[•●▪■➢✓\uf000-\uf0ff-]\s", after.text) and len(after.text) > len(line.text)
    return "alone" if alone and text_below and len(line.text.split()) <= 9 and not re.search(r"\d{3}|…|\.\.", line.text) else None


def same_heading(lines: Sequence[Line], indices: Sequence[int], position: int, blocks: dict[int, Block], style: str) -> bool:
    """Whether a line goes on with the heading above it."""
    line, before = lines[indices[position]], lines[indices[position - 1]]
    block = blocks[line.page]
    if line.page != before.page or style == "alone" or gap_above(lines, indices, position, block) or ends_sentence(line.text):
        return False
    if style == "large":
        return is_large(line, block)
    return line.text.isupper() and is_centred(line, block) if style == "capitals" else line.bold and is_short(line, block)
