"""One file from end to end: pages, lines, grammar, clauses, identity, relations."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import plan, regulation
from ingest.casing import well_cased
from ingest.columns import implied_grids
from ingest.dates import read_dates
from ingest.extract import extract
from ingest.furniture import mark_furniture, printed_labels
from ingest.identity import Identity, document_id, from_file_name, identify
from ingest.language import language
from ingest.lines import Line, all_lines
from ingest.numbering import gaps
from ingest.office import SUFFIXES, Written, read_office
from ingest.order import in_reading_order
from ingest.relations import relations
from ingest.slides import are_slides
from ingest.structure import Mark, build
from ingest.tables import Table, find_tables, settled, table_marks
from ingest.titles import Title, find_title, plan_id
from ingest.values import Clause, Extraction, Health, Kind, Page, PolicyDocument, Reading, Relation

Progress = Callable[[str, int, int], None]  # stage, done, of how many
LOW_CONFIDENCE = 0.985
TITLE_BLOCK = 80  # lines in which a document says its number
INSIDE_ANNEX = 100  # how much deeper the clauses of an annex lie
INSIDE_PASAL = 300  # depth of a table inside a Pasal, below all of its enumerations
STRUCTURE = (
    "bab",
    "bagian",
    "paragraf",
    "pasal",
    "ayat",
    "diktum",
    "considerans",
    "legal_basis",
    "decision",
    "closing",
    "elucidation",
    "annex",
)
PLAN_TITLE = re.compile(
    r"rencana induk|master\s?plan|cetak biru|blue\s?print|road\s?map|peta (?:jalan|rencana)|"
    r"rencana (?:strategis|pembangunan|kerja|aksi)|arsitektur|grand design|renstra|rpjm",
    re.IGNORECASE,
)
TRAINING_TITLE = re.compile(
    r"bimtek|bimbingan teknis|modul|pelatihan|bahan ajar|materi|workshop|lokakarya|sosialisasi|panduan|tutorial", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file with its pages in reading order; `text`: all of them."""

    path: Path
    sha256: str
    pages: tuple[Page, ...]
    text: str


def read(
    path: Path, *, cache_dir: Path | None = None, ocr: bool = True, password: str | None = None, progress: Progress | None = None
) -> Reading:
    """All that can be known of one file. Raises IngestError where it cannot be taken in."""
    path = Path(path)
    if path.suffix.lower() in SUFFIXES:
        written = read_office(path)
        return assemble(path, hashlib.sha256(path.read_bytes()).hexdigest(), written.pages, written)
    extracted = extract(path, password=password, ocr=ocr, cache_dir=cache_dir, progress=progress)
    reading = assemble(path, hashlib.sha256(path.read_bytes()).hexdigest(), extracted.pages)
    return replace(reading, warnings=(*extracted.warnings, *reading.warnings))


def assemble(path: Path, sha256: str, pages: Sequence[Page], written: Written | None = None) -> Reading:
    """`written`: the marks of a document that knows its headings itself; it has neither furniture nor ruled tables."""
    if written is None:
        pages = tuple(in_reading_order(with_implied_grids(page)) for page in pages)
        lines = mark_furniture(all_lines(pages), pages)
        tables = find_tables(lines, pages)
        lines = settled(lines, tables)
    else:
        lines, tables = all_lines(pages), []
    labels = printed_labels(lines)
    identity, doubts = identity_of(lines, path.stem)
    source = Source(path, sha256, pages, "\n".join(page.text for page in pages))
    title = find_title(lines, path, source.text)
    if written and written.title:
        title = replace(title, title=well_cased(written.title, source.text))
    kind = kind_of(lines, pages, identity, f"{title.title} {path.stem}")
    if written and not regulation.looks_like_regulation(lines):
        marks, warnings = list(written.marks), []
    else:
        marks, warnings = choose_grammar(lines, pages, tables)
    name = document_id(identity) if identity else plan_id(path)
    clauses = build(name, lines, marks)
    document = describe(source, name, kind, title, identity, clauses)
    related = relations(name, document.title, clauses, document.region) if clauses else ()
    if identity and identity.annex is not None and clauses:
        parent = document_id(replace(identity, annex=None))
        related = (Relation(name, "merujuk", parent, clauses[0].eid, document.name), *related)
    return Reading(document, tuple(with_label(page, labels) for page in pages), clauses, related, (*doubts, *warnings))


def identity_of(lines: Sequence[Line], stem: str) -> tuple[Identity | None, list[str]]:
    """(identity, doubts in Indonesian): by the text; by the file's name only for a regulation whose title block cannot be read."""
    found, named = identify(lines), from_file_name(stem)
    if found is None and named and regulation.looks_like_regulation(lines):
        return named, ["judul peraturan tidak terbaca; bentuk, nomor, dan tahun diambil dari nama berkas"]
    doubts = []
    if found and re.sub(r"\s", "", found.number) not in re.sub(r"\s", "", " ".join(line.text for line in lines[:TITLE_BLOCK])):
        doubts.append(f"nomor dokumen dibaca sebagai {found.number}; pada halamannya tidak terbaca jelas")
    serial = re.search(r"(?<!\d)0*(\d+)", found.number)[1] if found and re.search(r"\d", found.number) else ""
    if found and named and found.slug == named.slug and (found.year != named.year or named.number not in (found.number, serial)):
        said = f"Nomor {found.number} Tahun {found.year}"
        doubts.append(f"nama berkas menyebut Nomor {named.number} Tahun {named.year}, isi dokumen menyebut {said}; isi yang dipakai")
    return found, doubts


def with_label(page: Page, labels: dict[int, str]) -> Page:
    return page if page.label or page.number not in labels else replace(page, label=labels[page.number])


def with_implied_grids(page: Page) -> Page:
    found = implied_grids(page)
    return replace(page, grids=tuple(sorted((*page.grids, *found), key=lambda grid: grid.ys[0]))) if found else page


def kind_of(lines: Sequence[Line], pages: Sequence[Page], identity: Identity | None, named: str) -> Kind:
    """What a document is: a regulation by its title block or skeleton, else by the words of its title and file name."""
    if identity is not None or regulation.looks_like_regulation(lines):
        return "regulation"
    named = re.sub(r"[\s_-]+", " ", named)
    if TRAINING_TITLE.search(named) or (are_slides(pages) and not PLAN_TITLE.search(named)):
        return "training"
    return "master_plan" if PLAN_TITLE.search(named) else "other"


def choose_grammar(lines: Sequence[Line], pages: Sequence[Page], tables: Sequence[Table]) -> tuple[list[Mark], list[str]]:
    """(marks, warnings): a regulation by its grammar, its annexes and everything else by the grammar of plans."""
    if not regulation.looks_like_regulation(lines):
        return plan.marks(lines, pages, tables=tables), []
    marks, zones, warnings = regulation.marks(lines)
    content = [i for i, line in enumerate(lines) if not line.furniture]
    for zone in zones:
        inside = content[zone.start : zone.end]
        if zone.part == "annex":
            taken = {mark.line for mark in marks}
            marks += [mark for mark in plan.marks(lines, pages, inside, INSIDE_ANNEX, tables) if mark.line not in taken]
        else:
            marks = with_tables(marks, [table for table in tables if table.start in set(inside)])
    return sorted(marks, key=lambda mark: (mark.line, mark.at)), warnings


def with_tables(marks: Sequence[Mark], tables: Sequence[Table]) -> list[Mark]:
    """A table inside a Pasal takes the place of what the grammar read in its lines; one that holds a Pasal is only a frame."""
    kept = list(marks)
    for table in tables:
        own = set(table.own)
        if not any(mark.line in own and mark.kind in STRUCTURE for mark in kept):
            kept = [mark for mark in kept if mark.line not in own] + table_marks(table, INSIDE_PASAL)
    return kept


def describe(source: Source, name: str, kind: Kind, title: Title, identity: Identity | None, clauses: Sequence[Clause]) -> PolicyDocument:
    common = PolicyDocument(
        name,
        kind,
        title.title,
        source.path.name,
        source.sha256,
        len(source.pages),
        year=title.year,
        region=title.region,
        language=language(source.text),
        work=title.work,
        extraction=extraction(source.pages),
        health=health(source.pages, clauses),
    )
    if identity is None:
        return common
    dates = read_dates(source.text)
    own = well_cased(identity.title, source.text) if identity.title else title.title
    annex = f"Lampiran {identity.annex}".strip() if identity.annex is not None else ""
    return replace(
        common,
        title=f"{annex}: {own}" if annex else own,
        form=identity.form,
        number=identity.number,
        year=identity.year,
        issuer=identity.issuer,
        region=identity.region,
        enacted=dates.enacted,
        promulgated=dates.promulgated,
        in_force=dates.in_force,
        work=None,
    )


def extraction(pages: Sequence[Page]) -> Extraction:
    scanned = sum(page.ocr for page in pages)
    return "text" if not scanned else "ocr" if scanned == len(pages) else "mixed"


def health(pages: Sequence[Page], clauses: Sequence[Clause]) -> Health:
    own = [
        c
        for c in clauses
        if c.kind == "pasal" and c.num[:1].isdigit() and not any(p.startswith("elucidation") for p in (*c.parents, c.eid))
    ]
    numbers = [clause.num for clause in own]
    amended = any(clause.kind == "pasal" and clause.num == "I" for clause in clauses)
    return Health(
        text_pages=sum(not page.ocr and page.readable for page in pages),
        ocr_pages=sum(page.ocr for page in pages),
        unreadable_pages=tuple(page.number for page in pages if not page.readable),
        low_confidence_pages=tuple(p.number for p in pages if p.confidence is not None and p.confidence < LOW_CONFIDENCE),
        pasal_count=len(numbers),
        pasal_gaps=() if amended else tuple(gaps(numbers)),
    )
