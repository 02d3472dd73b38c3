"""The values of a question and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.values import DocumentStatus, Hit

AnswerKind = Literal["answer", "clause", "definition", "comparison", "refusal"]


@dataclass(frozen=True, slots=True)
class Box:
    """A marked stretch of one line, in points, origin at the top left of the page as displayed."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands. The quote stands on one page: `clause.text[start:end] == quote`."""

    marker: int  # 1-based; printed as [1]
    document_id: str
    file: str
    title: str  # "UU Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik"
    eid: str
    locator: str
    page: int  # physical, 1-based, on which the quote begins
    page_label: str | None
    quote: str
    start: int
    end: int
    boxes: tuple[Box, ...]
    status: DocumentStatus
    ocr: bool
    confidence: float | None = None
    emphasis: tuple[tuple[int, int], ...] = ()  # stretches of the quote that answer the question


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    aspect: str
    left: Cell
    right: Cell


@dataclass(frozen=True, slots=True)
class Comparison:
    left: str
    right: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    query: str
    kind: AnswerKind
    text: str  # every sentence that claims something is a quote with its marker
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    comparison: Comparison | None = None
    refused_because: str | None = None
    level: Literal["answered", "related", "refused"] = "answered"
    notes: tuple[str, ...] = ()  # status and amendment warnings in words
    took_ms: float = 0.0
