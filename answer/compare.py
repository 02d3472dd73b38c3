"""Two sides beside each other: documents, kinds of document, or terms; a cited passage in every cell or "tidak ditemukan"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.base import Prepared
from answer.compose import Draft
from answer.naming import named_documents
from answer.quote import passage_group
from answer.values import Cell, Comparison, Row
from index.candidates import Scored, fuse
from index.embedding import embed_query
from index.stemming import STOP_WORDS, stem, words
from index.values import Filters
from ingest.values import PolicyDocument

NOT_FOUND = "tidak ditemukan"
# aspect -> words of the question to the index, and how a passage that speaks of it looks
ASPECTS: tuple[tuple[str, str, str], ...] = (
    ("Pengertian", "pengertian adalah dokumen konsep", r"\b(?:adalah|ialah|merupakan)\b"),
    ("Tujuan", "maksud tujuan bertujuan agar", r"\b(?:tujuan|bertujuan|dimaksudkan|agar)\b"),
    (
        "Dasar hukum",
        "dasar hukum peraturan undang-undang",
        r"\b(?:Undang-Undang|Peraturan|Keputusan)\b.*\b(?:Nomor|tentang)\b|[Dd]asar hukum",
    ),
    ("Ruang lingkup", "ruang lingkup meliputi mencakup", r"\b(?:ruang lingkup|meliputi|mencakup|terdiri atas|dimensi)\b"),
    (
        "Jangka waktu",
        "jangka waktu tahun periode berlaku",
        r"\b(?:jangka waktu|selama|periode)\b|\b\d+\s*\([a-z ]+\)\s+tahun|\b20\d\d\s*[-–]\s*20\d\d",
    ),
    (
        "Penanggung jawab",
        "penanggung jawab koordinator ketua dinas dewan",
        r"\b(?:penanggung jawab|bertanggung jawab|koordinat\w+|ketua|diketuai|dewan|Dinas)\b",
    ),
    ("Keluaran", "keluaran hasil program kegiatan layanan unggulan", r"\b(?:keluaran|hasil|program|layanan|quick wins?)\b"),
    ("Indikator", "indikator kinerja indeks target ukuran", r"\b(?:indikator|indeks|target|ukuran|capaian)\b"),
    ("Pembiayaan", "pembiayaan pendanaan anggaran sumber dana APBD", r"\b(?:APBD|APBN|anggaran|pendanaan|pembiayaan|Rp)\b"),
)
BETWEEN = re.compile(
    r"(?:antara|between|bandingkan|perbandingan|compare|perbedaan|apa\s+beda(?:nya)?|beda(?:nya)?|difference\w*\s+between)\s+(?P<left>.+?)\s+(?:dengan|dan|dibanding(?:kan)?(?:\s+dengan)?|versus|vs\.?|and|with|from)\s+(?P<right>.+)",
    re.IGNORECASE,
)
MIDDLE = re.compile(
    r"(?P<left>.+?)\s+(?:ber?beda(?:nya)?(?:\s+apa)?\s+(?:dengan|dari)|dibanding(?:kan)?(?:\s+dengan)?|versus|vs\.?|differs?\s+from)\s+(?P<right>.+)",
    re.IGNORECASE,
)
LEAD = re.compile(r"^(?:(?:apa|apakah|bagaimana|what|is|are|the|how|does|do|sih|jelaskan|tolong)\s+)+", re.IGNORECASE)
DIFFERENCE = re.compile(r"\b(?:ber?beda|perbedaan|bukan(?:lah)?|sedangkan|sementara|adapun)\b", re.IGNORECASE)
TITLE_WORDS = {"master": "induk", "plan": "rencana", "masterplan": "masterplan"}


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    documents: tuple[str, ...]


def sides(question: str, documents: Sequence[PolicyDocument]) -> tuple[Side, Side] | None:
    """The two things a question compares; None where two cannot be told."""
    text = re.sub(r"[?!.]+$", "", question.strip())
    match = BETWEEN.search(text) or MIDDLE.search(text)
    if not match:
        return None
    left, right = (LEAD.sub("", match[name]).strip(" ,") for name in ("left", "right"))
    if not left or not right:
        return None
    made = [Side(name, documents_of(name, documents)) for name in (left, right)]
    if made[0].documents == made[1].documents:
        return None
    return made[0], made[1]


def documents_of(name: str, documents: Sequence[PolicyDocument]) -> tuple[str, ...]:
    """The documents that a side names: exactly, or those whose titles have the most of its telling words."""
    named = named_documents(name, documents)
    if named.documents:
        return named.documents
    asked = name_stems(name)
    scored = [(len(asked & name_stems(f"{d.title} {d.document_id.replace('-', ' ')}")) / max(1, len(asked)), d) for d in documents]
    best = max((score for score, _ in scored), default=0.0)
    chosen = [d for score, d in scored if score == best and score >= 0.66]
    plans = [d for d in chosen if d.kind == "master_plan"]
    return tuple(d.document_id for d in plans or chosen)


def name_stems(text: str) -> set[str]:
    """Telling words of a plan's name; "master plan" and "rencana induk" are one thing."""
    text = re.sub(r"\b(?:master\s?plan|rencana\s+induk)\b", "rencanainduk", text.lower())
    return {stem(w) for w in words(text) if w not in STOP_WORDS}


def compare(base: Prepared, left: Side, right: Side, aspects: Sequence[tuple[str, str, str]] = ASPECTS) -> tuple[Draft, Comparison]:
    draft = Draft()
    draft.say(f"Perbandingan {left.name} dan {right.name}, menurut dokumen di dalam basis.")
    difference(base, left, right, draft)
    rows = []
    for aspect, asked, looks in aspects:
        cells = [cell(base, side, asked, re.compile(looks), draft) for side in (left, right)]
        rows.append(Row(aspect, cells[0], cells[1]))
    draft.parts = draft.parts[: 2 if draft.parts[1:] and DIFFERENCE.search(draft.parts[1]) else 1]
    draft.parts += [f"{row.aspect}\n- {left.name}: {cell_text(row.left)}\n- {right.name}: {cell_text(row.right)}" for row in rows]
    return draft, Comparison(left.name, right.name, tuple(rows))


def cell_text(found: Cell) -> str:
    return found.text if not found.markers else f"{found.text} {''.join(f'[{m}]' for m in found.markers)}"


def candidates(base: Prepared, query: str, documents: Sequence[str]) -> list[tuple[Scored, float]]:
    vector = embed_query(base.library.encoder(), base.library.spec, query)
    return fuse(base.searcher.candidates(query, pool=30, filters=Filters(documents=tuple(documents)), vector=vector))


def cell(base: Prepared, side: Side, asked: str, looks: re.Pattern[str], draft: Draft) -> Cell:
    """The best passage of a side that speaks of an aspect, quoted; "tidak ditemukan" where none does."""
    if not side.documents:
        return Cell(NOT_FOUND, ())
    found = candidates(base, f"{side.name} {asked}", side.documents)
    speaks = first(found, lambda c: bool(looks.search(c.passage.text)) and not re.search(r"#(?:toc|closing|opening)", c.passage.passage_id))
    if speaks is None:
        return Cell(NOT_FOUND, ())
    made = draft.quote(base, passage_group(base.library, speaks.passage), speaks.passage.start, speaks.passage.end)
    return Cell(" ".join(c.quote for c in made), tuple(c.marker for c in made))


def first(found: Sequence[tuple[Scored, float]], keep: Callable[[Scored], bool]) -> Scored | None:
    """The best that is kept, if it is not far below the best of all."""
    if not found:
        return None
    floor = 0.5 * found[0][1]
    return next((c for c, score in found if score >= floor and keep(c)), None)


def difference(base: Prepared, left: Side, right: Side, draft: Draft) -> None:
    """A passage that states the difference itself, where one does."""
    vector = embed_query(base.library.encoder(), base.library.spec, f"perbedaan {left.name} dan {right.name}")
    found = fuse(base.searcher.candidates(f"perbedaan {left.name} {right.name} bukan sedangkan", pool=30, vector=vector))
    marks = [name_stems(left.name), name_stems(right.name)]
    for candidate, _ in found[:12]:
        said = name_stems(candidate.passage.text)
        sentence = candidate.passage.text.rstrip().endswith(".") and not re.search(r"(?:__|#)(?:table|toc)", candidate.passage.passage_id)
        if sentence and DIFFERENCE.search(candidate.passage.text) and all(len(asked & said) >= 0.6 * len(asked) for asked in marks):
            draft.quote(base, passage_group(base.library, candidate.passage), candidate.passage.start, candidate.passage.end)
            return
