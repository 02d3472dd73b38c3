"""Pieces of screens as HTML of our own. What documents and visitors wrote is always escaped, never read as HTML or Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

import streamlit as st

from answer.values import Answer, Cell, Citation, Comparison
from ui.pictures import PagePicture, drawn
from ui.texts import t

STATUS_COLOURS = {"berlaku": "#14663a", "diubah": "#8a5a00", "dicabut": "#a11d1d", "tidak diketahui": "#4a5665"}


def escaped(text: object) -> str:
    return html.escape(str(text), quote=True)


def plain(text: str, kind: str = "plain") -> None:
    """Words that may hold anything, shown as they are. `kind`: a class of the sheet ("plain", "notice", "notice stop", "notice calm")."""
    role = ' role="alert"' if "stop" in kind else ""
    st.html(f'<div class="{kind}"{role}>{escaped(text)}</div>')


def emphasised(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Escaped text with the stretches that answer the question marked."""
    parts, at = [], 0
    for start, end in spans:
        parts += [escaped(text[at:start]), "<mark>", escaped(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escaped(text[at:])])


def badge(status: str) -> str:
    return f'<span class="badge" style="background:{STATUS_COLOURS.get(status, "#4a5665")}">{escaped(status)}</span>'


def place(citation: Citation) -> str:
    """ "Pasal 3 ayat (1), halaman 7 (tercetak 5)"."""
    label = f" ({t('no_label')})" if not citation.page_label else f" ({t('printed_page')} {citation.page_label})"
    return f"{citation.locator}, {t('page').lower()} {citation.page}{label}"


def marker(number: int, title: str = "") -> str:
    """A marker that brings its citation into view and shows its page."""
    return f'<button type="button" class="marker" data-act="marker:{number}" data-to="sumber-{number}" title="{escaped(title)}">[{number}]</button>'


def quoted(citation: Citation) -> str:
    return f'<div class="quote">{emphasised(citation.quote, citation.emphasis)} {marker(citation.marker, place(citation))}</div>'


def picture(path: str, number: int, boxes: tuple[tuple[float, float, float, float], ...], scale: float) -> bytes:
    """A page as PNG, for widgets of Streamlit that want the picture itself. Raises IngestError."""
    return drawn(PagePicture(path, number, boxes, scale))


def answer_parts(answer: Answer) -> list[Citation | str]:
    """The text of an answer in order: quotes as their citations, and our own words between them. Its notes are left out."""
    text = answer.text
    for note in reversed(answer.notes):
        text = text.removesuffix(note).rstrip("\n")
    parts: list[Citation | str] = []
    at = 0
    for citation in answer.citations:
        found = text.find(said := f"{citation.quote} [{citation.marker}]", at)
        if found < 0:
            continue
        parts += [between] if (between := text[at:found].strip()) else []
        parts.append(citation)
        at = found + len(said)
    rest = text[at:].strip()
    return [*parts, rest] if rest else parts


def answer_html(parts: Iterable[Citation | str]) -> str:
    return "".join(f'<div class="say">{escaped(part)}</div>' if isinstance(part, str) else quoted(part) for part in parts)


def cell(content: Cell) -> str:
    if not content.markers:
        return f'<span class="none">{escaped(content.text)}</span>'
    return escaped(content.text) + "".join(f" {marker(m)}" for m in content.markers)


def comparison_html(table: Comparison) -> str:
    rows = "".join(f"<tr><th scope='row'>{escaped(r.aspect)}</th><td>{cell(r.left)}</td><td>{cell(r.right)}</td></tr>" for r in table.rows)
    names = "".join(f"<th scope='col'>{escaped(name)}</th>" for name in (t("aspect"), table.left, table.right))
    return (
        f'<div class="cells-frame" tabindex="0" role="region" aria-label="{escaped(t("compare"))}"><table class="cells">'
        f"<thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
