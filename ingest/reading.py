"""One file from end to end: pages, lines, grammar, clauses, identity, relations."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import plan, regulation
from ingest.dates import read_dates
from ingest.furniture import mark_furniture, printed_labels
from ingest.identity import Identity, document_id, identify, well_cased
from ingest.language import language
from ingest.lines import Line, all_lines
from ingest.numbering import gaps
from ingest.pages import read_pages
from ingest.relations import relations
from ingest.structure import Mark, build
from ingest.values import Clause, Extraction, Health, IngestError, Kind, Page, PolicyDocument, Reading
from ingest.zones import Zone

Progress = Callable[[str, int, int], None]  # stage, done, of how many
LOW_CONFIDENCE = 0.985
INSIDE_ANNEX = 100  # how much deeper the clauses of an annex lie
PLAN_TITLE = re.compile(
    r"rencana induk|master\s?plan|cetak biru|blue\s?print|road\s?map|peta (?:jalan|rencana)|"
    r"rencana (?:strategis|pembangunan|kerja|aksi)|arsitektur|grand design|renstra|rpjm",
    re.IGNORECASE,
)
TRAINING_TITLE = re.compile(
    r"bimtek|bimbingan teknis|modul|pelatihan|bahan ajar|materi|workshop|lokakarya|sosialisasi|panduan|tutorial", re.IGNORECASE
)


def read(
    path: Path, *, cache_dir: Path | None = None, ocr: bool = True, password: str | None = None, progress: Progress | None = None
) -> Reading:
    """All that can be known of one file. Raises IngestError where it cannot be taken in."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IngestError(path, f"berkas tidak dapat dibaca ({error.strerror})") from error
    pages = read_pages(path)
    return assemble(path, hashlib.sha256(data).hexdigest(), pages)


def assemble(path: Path, sha256: str, pages: Sequence[Page]) -> Reading:
    lines = mark_furniture(all_lines(pages), pages)
    labels = printed_labels(lines)
    identity = identify(lines)
    kind = kind_of(lines, pages, identity, path.stem)
    marks, warnings = choose_grammar(lines, pages, kind)
    name = document_id(identity, path.stem)
    clauses = build(name, lines, marks)
    text = "\n".join(page.text for page in pages)
    document = describe(path, sha256, pages, clauses, identity, kind, text, name)
    related = relations(name, document.title, clauses, document.region) if clauses else ()
    return Reading(document, tuple(with_label(page, labels) for page in pages), clauses, related, tuple(warnings))


def with_label(page: Page, labels: dict[int, str]) -> Page:
    return page if page.label or page.number not in labels else replace(page, label=labels[page.number])


def kind_of(lines: Sequence[Line], pages: Sequence[Page], identity: Identity | None, stem: str) -> Kind:
    """What a document is: a regulation by its skeleton or title block, else by the words of its head and file name."""
    if identity is not None or regulation.looks_like_regulation(lines):
        return "regulation"
    head = " ".join(line.text for line in lines[:30]) + " " + stem.replace("-", " ").replace("_", " ")
    if TRAINING_TITLE.search(head[-len(stem) - 1 :]) or (TRAINING_TITLE.search(head) and not PLAN_TITLE.search(head)):
        return "training"
    return "master_plan" if PLAN_TITLE.search(head) else "other"


def choose_grammar(lines: Sequence[Line], pages: Sequence[Page], kind: Kind) -> tuple[list[Mark], list[str]]:
    """(marks, warnings): a regulation by its grammar, its annexes and everything else by the grammar of plans."""
    if not regulation.looks_like_regulation(lines):
        return plan.marks(lines, pages), []
    marks, zones, warnings = regulation.marks(lines)
    content = [i for i, line in enumerate(lines) if not line.furniture]
    for zone in zones:
        if zone.part == "annex":
            marks += inside_annex(lines, pages, content, zone, {mark.line for mark in marks})
    return sorted(marks, key=lambda mark: (mark.line, mark.at)), warnings


def inside_annex(lines: Sequence[Line], pages: Sequence[Page], content: Sequence[int], zone: Zone, taken: set[int]) -> list[Mark]:
    inner = plan.marks(lines, pages, content[zone.start : zone.end], INSIDE_ANNEX)
    return [mark for mark in inner if mark.line not in taken]


def describe(
    path: Path, sha256: str, pages: Sequence[Page], clauses: Sequence[Clause], identity: Identity | None, kind: Kind, text: str, name: str
) -> PolicyDocument:
    dates = read_dates(text)
    title = well_cased(identity.title, text) if identity else path.stem
    return PolicyDocument(
        name, kind, title, path.name, sha256, len(pages),
        form=identity.form if identity else None, number=identity.number if identity else None, year=identity.year if identity else None,
        issuer=identity.issuer if identity else None, region=identity.region if identity else None,
        enacted=dates.enacted if identity else None, promulgated=dates.promulgated if identity else None, in_force=dates.in_force if identity else None,
        language=language(text), extraction=extraction(pages), health=health(pages, clauses),
    )  # fmt: skip


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
