"""What pypdf knows of a file: page labels, outline, title and author; and what it can save where PDFium gives up."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Result = TypeVar("Result")
A4 = (595.28, 841.89)  # points; the size of a page that nothing could open
MOST_BOOKMARKS = 5000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's outline; `level` from 1, `page` physical, None where it leads nowhere."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class About:
    """`labels` only where the file has page labels of its own, other than 1, 2, 3 …"""

    title: str = ""
    author: str = ""
    labels: dict[int, str] = field(default_factory=dict)
    outline: tuple[Bookmark, ...] = ()


def reader(data: bytes, password: str | None) -> Any:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every irregularity of every file
    found = PdfReader(io.BytesIO(data), strict=False)
    if found.is_encrypted:
        found.decrypt(password or "")
    return found


def read_about(data: bytes, password: str | None = None) -> About:
    """What the file says of itself; whatever cannot be read is left out, since pypdf raises anything on a broken file."""
    try:
        source = reader(data, password)
        info = source.metadata or {}
        title, author = (" ".join(str(info.get(name) or "").split()) for name in ("/Title", "/Author"))
    except Exception:
        return About()
    return About(title, author, attempt(lambda: labels(source)) or {}, tuple(attempt(lambda: bookmarks(source)) or ()))


def attempt(work: Callable[[], Result]) -> Result | None:
    """The result, None where pypdf failed."""
    try:
        return work()
    except Exception:
        return None


def labels(source: Any) -> dict[int, str]:
    """Physical page number -> label. Empty where the file has none, or only counts its pages."""
    if "/PageLabels" not in source.trailer["/Root"]:
        return {}
    found = {i: label for i, label in enumerate(source.page_labels, 1) if label}
    return {} if all(label == str(i) for i, label in found.items()) else found


def bookmarks(source: Any) -> list[Bookmark]:
    found: list[Bookmark] = []

    def walk(entries: list[Any], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            elif len(found) < MOST_BOOKMARKS:
                page = attempt(lambda entry=entry: source.get_destination_page_number(entry))
                found.append(Bookmark(level, " ".join(str(entry.title).split()), None if page is None or page < 0 else page + 1))

    walk(source.outline, 1)
    return found


def mended(data: bytes, password: str | None = None) -> bytes | None:
    """The file written anew from what pypdf can find of it; None where that fails."""

    def rewrite() -> bytes | None:
        from pypdf import PdfWriter

        source, writer, buffer = reader(data, password), PdfWriter(), io.BytesIO()
        for page in source.pages:
            writer.add_page(page)
        writer.write(buffer)
        return buffer.getvalue() if len(writer.pages) else None

    return attempt(rewrite)


def second_opinion(data: bytes, index: int, password: str | None = None) -> str:
    """The text of a page by pypdf, lines parted by newlines; "" where it has none."""
    text = attempt(lambda: reader(data, password).pages[index].extract_text()) or ""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
