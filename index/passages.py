"""Clauses become passages: one clause each with its short list, never more than one Pasal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from index.values import PATH_JOINT, Passage
from ingest.structure import KINDS
from ingest.values import Clause, PolicyDocument

LONG = 1200  # characters from which a unit is parted at its children, and a leaf at its sentences
SPLIT_ALWAYS = {"considerans", "legal_basis", "observing", "table", "section", "annex", "elucidation", "elucidation_general"}
SPLIT_ALWAYS |= {"elucidation_articles", "bab", "bagian", "paragraf", "opening", "decision"}
SKIPPED = {"toc"}
HEADING_ONLY = {"bab", "bagian", "paragraf", "elucidation", "elucidation_articles"}  # their own text is a title, kept as context
HEADING_READ = {"row", "slide", "figure"}
TITLE_READ = 10  # words of the title before each passage
HEADING_SHOWN, LEAD_IN_SHOWN = 160, 200  # characters of each in the context
# of a text without its spaces: nothing but names of clauses, "cukup jelas", and the words that open a preamble
NOTHING_SAID = re.compile(
    r"(?:pasal(?:\d+[a-z]{0,2}|[ivxl]+)|(?:ayat|huruf|angka)\(?\w{1,3}\)?|(?:sudah)?cukupjelas|"
    r"menimbang|mengingat|memperhatikan|memutuskan|menetapkan|[^\w])*",
    re.IGNORECASE,
)
CAPTION, NUMBER = 40, 12  # letters: a table's text has no caption below the one, a heading's number has no more than the other
SHORT = 200  # characters; longer texts say something
SAYS = re.compile(r"[^\W\d_]{2}|\d{2}")  # a row of column numbers does not
DEFINES = re.compile(r"\b(?:adalah|ialah|yang selanjutnya dis)", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.;:])\s+|\n")


def cut(document: PolicyDocument, clauses: Sequence[Clause], ocr_pages: frozenset[int] = frozenset()) -> list[Passage]:
    """The passages of a document, in order. Their ids are citable and unique."""
    made: list[Passage] = []
    by_eid = {clause.eid: clause for clause in clauses}
    seen: dict[str, int] = {}
    for slice_start, slice_end, start, end in units(clauses, 0, len(clauses)):
        group = clauses[slice_start:slice_end]
        text = "\n".join(clause.text for clause in group)
        piece = text[start:end]
        if says_nothing(piece):
            continue
        first, last = pages_of(group, start, end)
        passage_id = group[0].citable_id + ("" if start == 0 else f"/{start}")
        seen[passage_id] = seen.get(passage_id, 0) + 1  # misread numbers may give two Pasal of one name
        made.append(
            Passage(
                passage_id if seen[passage_id] == 1 else f"{passage_id}~{seen[passage_id]}", document.document_id, tuple(c.eid for c in group), piece, start, end,
                context(document, group[0], by_eid, inside=start > 0), group[0].locator, first, last,
                ocr=any(page in ocr_pages for page in range(first, last + 1)), file=document.file,
            )
        )  # fmt: skip
    return made


def says_nothing(text: str) -> bool:
    """
    >>> [says_nothing(text) for text in ("Ayat (2)\\nCukup jelas.", "Menginga t :", "Pasal5", "1. 2. 3.", "(2) Cukup jelas baginya.")]
    [True, True, True, True, False]
    """
    return not SAYS.search(text) or (len(text) < SHORT and bool(NOTHING_SAID.fullmatch("".join(text.split()))))


def is_heading(clause: Clause) -> bool:
    """Whether a clause's own text is no more than what those below it have in their context: number and heading, headers of columns."""
    own, heading = letters(clause.text), letters(clause.heading)
    if clause.kind == "table":
        return len(own) < CAPTION
    return bool(heading) and own.endswith(heading) and len(own) < len(heading) + NUMBER


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def units(clauses: Sequence[Clause], start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """(first clause, last clause + 1, start, end): slices of clauses, and the stretch of their joined text that is one passage."""
    at = start
    while at < end:
        below = subtree_end(clauses, at)
        clause = clauses[at]
        if clause.kind in SKIPPED:
            at = below
            continue
        length = sum(len(c.text) + 1 for c in clauses[at:below])
        parted = below > at + 1 and (clause.kind in SPLIT_ALWAYS or length > LONG or holds_units(clauses[at + 1 : below]))
        if parted or clause.kind in HEADING_ONLY:
            if clause.kind not in HEADING_ONLY and not is_heading(clause):
                yield from ((at, at + 1, a, b) for a, b in sentences(clause.text))
            yield from units(clauses, at + 1, below)
        else:
            joined = "\n".join(c.text for c in clauses[at:below])
            yield from ((at, below, a, b) for a, b in sentences(joined))
        at = below


def holds_units(below: Sequence[Clause]) -> bool:
    """Whether what stands below a clause must be passages of its own: ayat, definitions, rows, another Pasal."""
    return (
        any(c.kind in ("ayat", "row", "pasal", "diktum", "table", "slide") for c in below)
        or sum(c.kind == "angka" and bool(DEFINES.search(c.text)) for c in below) > len(below) / 2
    )


def subtree_end(clauses: Sequence[Clause], at: int) -> int:
    """The index after the last clause below `at`."""
    eid, end = clauses[at].eid, at + 1
    while end < len(clauses) and eid in clauses[end].parents:
        end += 1
    return end


def sentences(text: str) -> list[tuple[int, int]]:
    """The whole text, or where it is long its stretches of at most about LONG characters, cut after sentences.

    >>> sentences("Pendek.")
    [(0, 7)]
    """
    if len(text) <= LONG:
        return [(0, len(text))]
    cuts = [match.end() for match in SENTENCE.finditer(text)] + [len(text)]
    pieces, start, last = [], 0, 0
    for cut_at in cuts:
        if cut_at - start > LONG and last > start:
            pieces.append((start, last))
            start = last
        last = cut_at
    return [*pieces, (start, len(text))]


def pages_of(group: Sequence[Clause], start: int, end: int) -> tuple[int, int]:
    """First and last page of a stretch of the joined text of `group`."""
    pages, offset = [], 0
    for clause in group:
        for run in clause.runs:
            begin = offset + run.start
            if begin < end and begin + run.length > start:
                pages.append(run.page)
        offset += len(clause.text) + 1
    return (min(pages), max(pages)) if pages else (group[0].first_page, group[-1].last_page)


def context(document: PolicyDocument, clause: Clause, by_eid: Mapping[str, Clause], inside: bool = False) -> str:
    """The document's name and title, then the headings above a clause, its own, and the lead-in it answers to.

    `inside`: the passage begins within the clause, so the clause's own beginning is a lead-in too.
    """
    parts = [f"{document.name} tentang {document.title}" if document.form and document.number else document.title]
    for parent in (by_eid[eid] for eid in clause.parents):
        if parent.kind in ("bab", "bagian", "paragraf", "section", "table", "annex"):
            parts.append(headline(parent)[:HEADING_SHOWN])
        elif parent.kind in ("pasal", "ayat", "angka", "huruf", "diktum", "paragraph"):
            parts.append(parent.text[:LEAD_IN_SHOWN])
    if clause.kind == "row":
        parts[-1] = clause.heading  # which begins with the table's
    elif clause.heading:
        parts.append(clause.heading)
    if inside:
        parts.append(clause.text[:LEAD_IN_SHOWN])
    return PATH_JOINT.join(filter(None, parts))


def headline(clause: Clause) -> str:
    """Name and heading of a clause, said once: "BAB II Asas dan Tujuan", "3.1 E-Government", "Tabel 3.1 Peringkat"."""
    name = KINDS[clause.kind][0].format(num=clause.num, heading="").strip()
    return clause.heading if letters(clause.heading).lower().startswith(letters(name).lower()) else f"{name} {clause.heading}".strip()


def heading_read(passages: Sequence[Passage], clauses: Sequence[Clause]) -> list[str]:
    """The heading that the model reads before a passage: where the text says little without it (rows, slides), else none."""
    by_eid = {clause.eid: clause for clause in clauses}
    first = (by_eid[passage.clause_ids[0]] for passage in passages)
    return [clause.heading if clause.kind in HEADING_READ else "" for clause in first]


def title_read(context: str) -> str:
    """The beginning of the title of a passage's document, without form and number."""
    name, _, title = context.partition(PATH_JOINT)[0].partition(" tentang ")
    return " ".join((title or name).split()[:TITLE_READ])


def embedded_texts(passages: Sequence[Passage], clauses: Sequence[Clause]) -> list[str]:
    """What the model reads: the title, as in its training (docs/model.md), and the text; not the headings, which made it find less."""
    headings = heading_read(passages, clauses)
    return [embedded_text(title_read(passage.context), heading, passage.text) for heading, passage in zip(headings, passages, strict=True)]


def embedded_text(title: str, heading: str, text: str) -> str:
    return f"{title} {heading}: {text}" if heading else f"{title} {text}"
