""" "Apa yang berubah dari Perbup X ke Perbup Y?": two versions of a regulation as an answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from answer.base import Prepared
from answer.compare import NOT_FOUND, cell_text
from answer.compose import Draft
from answer.question import Question
from answer.values import Cell, Citation, Comparison, Row
from answer.versions import VersionRow, amending, compare_versions, versions_of

CHANGED = re.compile(
    r"\b(?:apa|pasal(?:-pasal)?|bagian|ketentuan)(?:\s+(?:apa|mana|berapa))?(?:\s+saja)?(?:\s+(?:dari|dalam|di|pada)\s+[^?]{3,60}?)?\s+(?:yang\s+)?(?:telah\s+|sudah\s+)?"
    r"(?:berubah|diubah|dirubah|dihapus|disisipkan|ditambah(?:kan)?|baru)\b|"
    r"(?:^|\b(?:apa|sebutkan|rangkum\w*|daftar|jelaskan|bagaimana)(?:\s+saja)?\s+)perubahan(?:nya)?\s+(?!atas\b)|"
    r"\bwhat\b.{0,30}\bchange[sd]?\b|\bwhich\b.{0,40}\b(?:changed|amended)\b",
    re.IGNORECASE,
)
DIFFERS = re.compile(r"\b(?:beda(?:nya)?|perbedaan(?:nya)?|bandingkan|perbandingan|compare|differ\w*)\b", re.IGNORECASE)
OLD_AND_NEW = re.compile(r"\b(?:lama|dulu|sebelumnya)\b.{0,60}\b(?:baru|sekarang|terbaru)\b|\b(?:baru|sekarang)\b.{0,60}\b(?:lama|dulu|sebelumnya)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
IN_TEXT = 12  # rows that the text shows whole; the table has all
WORD = {"berubah": "Berubah", "baru": "Baru", "dihapus": "Dihapus", "sama": "Tetap"}


def asked_versions(base: Prepared, question: Question) -> tuple[str, str] | None:
    """(older, newer) of the versions that a question compares; None where it compares none."""
    named = question.named.documents
    if question.reference or not named or not (CHANGED.search(question.text) or DIFFERS.search(question.text)):
        return None
    pairs = versions_of(base.library)
    both = [pair for pair in pairs if set(pair) <= set(named)]
    if both:
        only_changed = CHANGED.search(question.text) or OLD_AND_NEW.search(question.text) or amending(base.library, both[0][1])
        return both[0] if only_changed else None
    if len(named) != 1 or not CHANGED.search(question.text):
        return None
    years = set(YEAR.findall(question.text))
    touching = [pair for pair in pairs if named[0] in pair and amending(base.library, pair[1])]
    in_year = [pair for pair in touching if years & {str(base.library.document(pair[1]).year)}]
    return next(iter([p for p in touching if p[1] == named[0]] or in_year or touching), None)


def changes(base: Prepared, older: str, newer: str) -> tuple[Draft, Comparison] | None:
    """A table with one row a Pasal that is not the same; None where there is nothing to compare."""
    rows = compare_versions(older, newer, base.library)
    if not rows:
        return None
    left, right = (base.library.document(d).name for d in (older, newer))
    draft = Draft()
    draft.say(summary(rows, left, right))
    table = []
    for row in (r for r in rows if r.state != "sama"):
        cells = [cell(base, cited, draft) for cited in (row.left, row.right)]
        table.append(Row(f"{row.num} ({row.state})", *cells))
    draft.parts = draft.parts[:1]
    draft.parts += [f"{row.aspect}\n- {left}: {cell_text(row.left)}\n- {right}: {cell_text(row.right)}" for row in table[:IN_TEXT]]
    if len(table) > IN_TEXT:
        draft.say(f"Selengkapnya {len(table)} baris, di dalam tabel perbandingan.")
    draft.notes = []  # that a Pasal is changed is what the table says
    for document_id in (older, newer):
        draft.note(base, document_id, base.library.clauses(document_id)[0])
    return draft, Comparison(left, right, tuple(table))


def summary(rows: Sequence[VersionRow], left: str, right: str) -> str:
    """Which Pasal are changed, new and gone: numbers of the documents, no claim on their content."""
    counted = Counter(row.state for row in rows)
    parts = [f"Perubahan dari {left} ke {right}, Pasal demi Pasal."]
    for state in ("berubah", "baru", "dihapus", "sama"):
        if counted[state]:
            names = [row.num for row in rows if row.state == state]
            parts.append(f"{WORD[state]} ({counted[state]}): {', '.join(names)}.")
    return "\n".join(parts)


def cell(base: Prepared, cited: Citation | None, draft: Draft) -> Cell:
    """All of a Pasal, quoted page by page."""
    if cited is None:
        return Cell(NOT_FOUND, ())
    made = draft.quote(base, base.library.subtree(cited.document_id, cited.eid))
    return Cell("\n".join(c.quote for c in made), tuple(c.marker for c in made))

