"""The library as a table and as small charts, drawn as plain HTML so that nothing is cut off and screen readers read it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.changes import repeats
from index.library import Library
from index.status import status
from index.values import DocumentStatus
from ingest.values import PolicyDocument
from ui.drawing import badge
from ui.texts import t


@dataclass(frozen=True, slots=True)
class Row:
    document: PolicyDocument
    status: DocumentStatus
    doubts: tuple[str, ...]
    repeats: str  # the name of the document that this one repeats

    @property
    def healthy(self) -> bool:
        health = self.document.health
        return not (health.unreadable_pages or health.pasal_gaps or self.doubts or self.repeats)


def rows(base: Library) -> list[Row]:
    documents = base.documents()
    twins, names = repeats(documents), {d.document_id: d.name for d in documents}
    return [
        Row(d, status(base, d.document_id), tuple(base.warnings(d.document_id)), names.get(twins.get(d.document_id, ""), ""))
        for d in documents
    ]


def table(shown: Sequence[Row]) -> str:
    columns = ("document", "status", "pages_column", "pasal_column", "health_column")
    head = "".join(f"<th scope='col'>{html.escape(t(key))}</th>" for key in columns)
    return f"<table class='library'><thead><tr>{head}</tr></thead><tbody>{''.join(map(line, shown))}</tbody></table>"


def line(row: Row) -> str:
    document = row.document
    title = document.title if document.title != document.name else ""
    cells = (
        ("status", "", badge(row.status.status)),
        ("pages_column", "n", pages_cell(document)),
        ("pasal_column", "n", pasal_cell(document)),
        ("health_column", "" if row.healthy else "ill", html.escape("; ".join(in_short(row)) or t("healthy"))),
    )
    body = "".join(f"<td class='{css}' data-label='{html.escape(t(key))}'>{cell}</td>" for key, css, cell in cells)
    return f"<tr><th scope='row'>{html.escape(document.name)}<small>{html.escape(title)}</small></th>{body}</tr>"


def pages_cell(document: PolicyDocument) -> str:
    health = document.health
    parts = [f"{health.text_pages} {t('as_text')}" if health.text_pages else "", f"{health.ocr_pages} OCR" if health.ocr_pages else ""]
    return f"{document.pages}<small>{html.escape(', '.join(filter(None, parts)))}</small>"


def pasal_cell(document: PolicyDocument) -> str:
    return str(document.health.pasal_count) if document.health.pasal_count else "–"


def complaints(row: Row) -> list[str]:
    """What is wrong with the pages and the numbering, in a few words each."""
    health = row.document.health
    found = [
        t("unreadable").format(pages=numbers(health.unreadable_pages)) if health.unreadable_pages else "",
        t("low_confidence").format(n=len(health.low_confidence_pages)) if health.low_confidence_pages else "",
        t("gaps").format(pasal=", ".join(health.pasal_gaps[:6])) if health.pasal_gaps else "",
        t("repeats").format(name=row.repeats) if row.repeats else "",
    ]
    return [text for text in found if text]


def in_short(row: Row) -> list[str]:
    """The complaints, and how many doubts there are about the structure."""
    return complaints(row) + ([t("doubts").format(n=len(row.doubts))] if row.doubts else [])


def numbers(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:8])) + (" …" if len(pages) > 8 else "")


def bars(title: str, counts: Sequence[tuple[str, int]], unit: str) -> str:
    """A small chart that is a table at the same time."""
    most = max((n for _, n in counts), default=1)
    lines = "".join(
        f"<tr><th scope='row'>{html.escape(name)}</th><td><span class='bar' style='width:{max(2, round(75 * n / most))}%'></span>{n}</td></tr>"
        for name, n in counts
    )
    caption = f"<caption style='text-align:left;font-weight:600'>{html.escape(title)} <small>({html.escape(unit)})</small></caption>"
    return f"<table class='bars'>{caption}<tbody>{lines}</tbody></table>"


def pages_by_form(documents: Sequence[PolicyDocument]) -> list[tuple[str, int]]:
    """The most pages first."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts[document.form or t(f"kind_{document.kind}")] += document.pages
    return counts.most_common()


def documents_by_year(documents: Sequence[PolicyDocument]) -> list[tuple[str, int]]:
    """By year, those without one last."""
    counts = Counter(document.year for document in documents)
    years = [(str(year), counts[year]) for year in sorted(year for year in counts if year)]
    return years + ([(t("no_year"), counts[None])] if counts[None] else [])


def pages_by_reading(documents: Sequence[PolicyDocument]) -> list[tuple[str, int]]:
    health = [document.health for document in documents]
    blank = sum(d.pages - d.health.text_pages - d.health.ocr_pages - len(d.health.unreadable_pages) for d in documents)
    counts = [
        (t("by_text"), sum(h.text_pages for h in health)),
        (t("by_ocr"), sum(h.ocr_pages for h in health)),
        (t("not_readable"), sum(len(h.unreadable_pages) for h in health)),
        (t("blank"), blank),
    ]
    return [(name, n) for name, n in counts if n > 0]
