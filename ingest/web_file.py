"""An HTML page as pieces: headings, paragraphs, list items with the numbers a browser shows, tables. Menus and scripts are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from ingest.numbering import to_roman
from ingest.office import Piece, decoded, folded, table_piece

LEFT_OUT = {"script", "style", "noscript", "template", "head", "nav", "footer", "aside", "form", "button", "svg", "iframe"}
BLOCKS = {"address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "html"}
BLOCKS |= {"main", "ol", "p", "pre", "section", "summary", "table", "ul", "li", "header", "hr", "h1", "h2", "h3", "h4", "h5", "h6"}
HEADING = re.compile(r"h([1-6])")
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
HEAD = 4096  # bytes in which a page names its character set


def pieces(data: bytes) -> tuple[list[Piece], str, str]:
    """(pieces, title, author) of a page."""
    root = lxml.html.document_fromstring(text_of(data))
    title = " ".join((root.findtext(".//title") or "").split())
    author = next(iter(root.xpath("//meta[translate(@name,'AUTHOR','author')='author']/@content")), "")
    body = root.find("body")
    return list(block(root if body is None else body)), title, " ".join(author.split())


def text_of(data: bytes) -> str:
    declared = CHARSET.search(data[:HEAD])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


def block(element: Any, depth: int = 0) -> Iterator[Piece]:
    """The pieces of a block: loose text becomes paragraphs between the blocks inside it."""
    if match := HEADING.fullmatch(element.tag):
        yield Piece("heading", folded(inline(element)), int(match[1]))
        return
    if element.tag == "table":
        yield table_piece(rows(element))
        return
    if element.tag in ("ol", "ul"):
        yield from items(element, depth)
        return
    yield from mixed(element, depth)


def mixed(element: Any, depth: int) -> Iterator[Piece]:
    loose = words(element, element.text)
    for child in element:
        if not isinstance(child.tag, str) or child.tag in LEFT_OUT:
            pass
        elif child.tag in BLOCKS:
            if lines := folded(loose):
                yield Piece("text", lines)
            loose = ""
            yield from block(child, depth)
        else:
            loose += "\n" if child.tag == "br" else inline(child)
        loose += words(element, child.tail)
    if lines := folded(loose):
        yield Piece("text", lines)


def items(element: Any, depth: int) -> Iterator[Piece]:
    count = int(element.get("start") or 1) if (element.get("start") or "1").lstrip("-").isdigit() else 1
    for child in element:
        if child.tag != "li":
            if isinstance(child.tag, str) and child.tag not in LEFT_OUT:
                yield from block(child, depth + 1)
            continue
        number = marker(count, element.get("type", "1")) if element.tag == "ol" else "•"
        count += 1
        for i, piece in enumerate(mixed(child, depth + 1)):
            if i == 0 and piece.kind == "text":
                yield Piece("item", (f"{number} {piece.lines[0]}", *piece.lines[1:]), depth, number.rstrip("."))
            else:
                yield piece


def marker(count: int, kind: str) -> str:
    """
    >>> marker(2, "a"), marker(4, "I"), marker(3, "1")
    ('b.', 'IV.', '3.')
    """
    if kind in ("a", "A"):
        return f"{chr(ord(kind) + (count - 1) % 26)}."
    if kind in ("i", "I"):
        return f"{to_roman(count).lower() if kind == 'i' else to_roman(count)}."
    return f"{count}."


def rows(table: Any) -> Iterator[list[str]]:
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table:
            yield [inline(cell) for cell in row if cell.tag in ("td", "th")]


def inline(element: Any) -> str:
    """The text of an element, a line end at each <br> and block inside it."""
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
        return ""
    parts = [words(element, element.text)]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif child.tag in BLOCKS or child.tag == "tr":
            parts += ["\n", inline(child), "\n"]
        else:
            parts.append(inline(child))
        parts.append(words(element, child.tail))
    return "".join(parts)


def words(element: Any, text: str | None) -> str:
    """A text as a browser shows it: line ends are spaces, but in <pre>."""
    return (text or "") if element.tag == "pre" else re.sub(r"\s+", " ", text or "")
