"""The values that the index takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PATH_JOINT = " > "  # between the headings of a passage's context; the title of the document comes first
Status = Literal["berlaku", "diubah", "dicabut", "tidak diketahui"]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and found: one clause, or one clause with its short list; never more than one Pasal.

    `text` is the joined text of its clauses, verbatim but for the joints; `context` is shown and keyword-indexed, never quoted.
    """

    passage_id: str  # "uu-14-2008#pasal_5__ayat_2", with "/2" where a long clause makes several
    document_id: str
    clause_ids: tuple[str, ...]  # eids, in order
    text: str
    start: int  # offset of the text's start and end in the text of the clauses joined by newlines
    end: int
    context: str  # "UU Nomor 14 Tahun 2008 Keterbukaan Informasi Publik > BAB II Asas dan Tujuan > Asas"
    locator: str  # of the clause that all of the passage stands in
    first_page: int
    last_page: int
    ocr: bool = False
    file: str = ""  # file name of the document as ingested


@dataclass(frozen=True, slots=True)
class Filters:
    """Exact restrictions of a search; None restricts nothing, values within a field are alternatives."""

    documents: tuple[str, ...] | None = None
    forms: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None
    kinds: tuple[str, ...] | None = None
    statuses: tuple[Status, ...] | None = None
    regions: tuple[str, ...] | None = None
    pages: tuple[int, ...] | None = None  # passages that touch one of these pages
    ocr: bool | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    passage: Passage
    score: float  # higher is better
    rank: int  # 1-based
    retriever: str  # "dense", "keyword", "hybrid", "lookup", "rerank"


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """What the base and the catalogue know of a document's validity. `by` are document keys with what they are called."""

    status: Status
    by: tuple[tuple[str, str], ...] = ()  # (document key, name), e.g. ("pp-94-2021", "PP Nomor 94 Tahun 2021")
    source: Literal["basis", "katalog", ""] = ""
