"""The values that ingest hands on. All are frozen; all offsets are character offsets, all page numbers physical and 1-based.

Coordinates of boxes are PDF points (1/72 inch) on the page as it is displayed (rotation applied), origin at the top left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal["regulation", "master_plan", "training", "other"]
Extraction = Literal["text", "ocr", "mixed"]


class IngestError(Exception):
    """A file that cannot be taken in. Names the file, the page where one is to blame, and the reason in plain Indonesian."""

    def __init__(self, path: Path | str, reason: str, page: int | None = None):
        self.path, self.reason, self.page = Path(path), reason, page
        super().__init__(f"{self.path.name}{f', halaman {page}' if page else ''}: {reason}")

    def __reduce__(self) -> tuple:
        return IngestError, (self.path, self.reason, self.page)  # so that it can pass between processes


@dataclass(frozen=True, slots=True)
class WordBox:
    """One word of a page: `page.text[start:end]` stands inside the box."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float = 0.0  # font size in points, 0 where it is not known (OCR)
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The ruled lines of a table on a page: column edges and row edges in points, ascending."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page.

    `text` is the page's text in reading order: lines parted by "\\n", single spaces within a line, none at its ends, a line-end
    hyphen kept as "-". Nothing else is changed; running headers and footers are still in it.
    """

    number: int
    text: str
    width: float
    height: float
    boxes: tuple[WordBox, ...] = ()
    label: str | None = None  # the number printed on the page, never interpolated
    ocr: bool = False
    confidence: float | None = None  # 0..1, mean of the OCR's line scores; None for born-digital text
    grids: tuple[Grid, ...] = ()
    readable: bool = True  # False: neither text nor OCR gave anything from a page that is not blank


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a clause's text that stands verbatim on a page.

    `clause.text[start:start+length] == page.text[page_start:page_start+length]`. Between two runs there is only a joint: a space,
    a newline, or nothing (a word that a line-end hyphen had broken).
    """

    start: int
    page: int
    page_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A citable unit. `text` is its own text (number and heading included) up to its first child; children follow in order.

    The clauses of a document stand in pre-order, so a clause with all below it is a contiguous slice of that sequence.
    Together with the furniture they hold every character of every page.
    """

    document_id: str
    eid: str  # Akoma Ntoso style, unique in the document: bab_2__pasal_5__ayat_2__huruf_a
    kind: str  # see ingest.structure.KINDS
    num: str  # "5", "13A", "a", "KESATU"; "" where there is none
    heading: str  # title of the BAB, Bagian, section, table; for a table row: table title and column headers
    text: str
    locator: str  # "Pasal 5 ayat (2) huruf a"
    first_page: int
    last_page: int
    parents: tuple[str, ...] = ()  # eids from the outermost to the direct parent
    runs: tuple[Run, ...] = ()
    markdown: str = ""  # tables only: how to show it; never quoted

    @property
    def citable_id(self) -> str:
        """`perpres-95-2018#pasal_5__ayat_2`: a Pasal's number is unique in its document, so the BAB is left out."""
        tail = self.eid[self.eid.index("pasal_") :] if self.eid.startswith("bab_") and "__pasal_" in self.eid else self.eid
        return f"{self.document_id}#{tail}"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a document says of another one. `source` is a document_id; `target` is written as in `identity.reference_key`."""

    source: str
    verb: Literal["mengubah", "mencabut", "melaksanakan", "merujuk"]
    target: str  # document key ("perpres-95-2018"), with "#pasal_5" where a clause is meant; "#pasal_5" alone: this document
    evidence: str  # eid of the clause that says so
    target_title: str = ""  # how the source names the target


@dataclass(frozen=True, slots=True)
class Health:
    """How well a document was read; the lists hold page numbers or Pasal numbers."""

    text_pages: int = 0
    ocr_pages: int = 0
    unreadable_pages: tuple[int, ...] = ()
    low_confidence_pages: tuple[int, ...] = ()
    pasal_count: int = 0
    pasal_gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    document_id: str
    kind: Kind
    title: str  # "Keterbukaan Informasi Publik" of a regulation, the title of a plan
    file: str  # file name as ingested
    sha256: str
    pages: int
    form: str | None = None  # short form: UU, PP, Perpres, Permenkominfo, Perda, Perbup, Perwali, Kepbup ...
    number: str | None = None  # "95", "188.45/1612/HK/2019"
    year: int | None = None
    issuer: str | None = None
    region: str | None = None  # "Kabupaten Arunika"
    enacted: str | None = None  # ISO dates
    promulgated: str | None = None
    in_force: str | None = None
    language: str = "id"
    source_url: str | None = None
    work: str | None = None  # name that several files of one work share
    extraction: Extraction = "text"
    health: Health = field(default_factory=Health)

    @property
    def name(self) -> str:
        """How people name it: "UU Nomor 14 Tahun 2008"; the title where it has no number."""
        if not (self.form and self.number):
            return self.title
        place = f" {self.region}" if self.region else ""
        year = f" Tahun {self.year}" if self.year and str(self.year) not in self.number else ""
        return f"{self.form}{place} Nomor {self.number}{year}"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that ingest knows of one file."""

    document: PolicyDocument
    pages: tuple[Page, ...]
    clauses: tuple[Clause, ...]
    relations: tuple[Relation, ...] = ()
    warnings: tuple[str, ...] = ()

    def __deepcopy__(self, memo: dict) -> Reading:
        """Itself: nothing in it ever changes, and Haystack copies what goes through a pipeline."""
        return self


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one run did. `refused` holds (file, reason, page); `warnings` (document_id, what is doubtful)."""

    read: tuple[str, ...] = ()  # document_ids
    unchanged: tuple[str, ...] = ()
    refused: tuple[tuple[str, str, int | None], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()  # (document_id, the document it repeats)
