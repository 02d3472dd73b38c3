"""Two documents or kinds of document beside each other; a cited passage in every cell or "tidak ditemukan"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.base import Prepared
from answer.compose import Draft
from answer.contrast import Said, contrasted
from answer.extent import is_heading
from answer.mentions import says_name
from answer.question import understand
from answer.retrieve import retrieve, with_synonyms
from answer.sides import Side, Sides
from answer.values import Cell, Citation, Comparison, Row
from index.candidates import Scored, fuse
from index.embedding import embed_query
from index.stemming import STOP_WORDS, words
from index.values import Filters, Passage

NOT_FOUND = "tidak ditemukan"
NEAR_BEST = 0.5  # of the best passage's score: what lies below is not taken for a cell
HEADED = 0.5  # what a heading that names the aspect adds
TABULAR = 0.15  # what a table's row loses: running text says it better
CLOSE = 0.85  # of the best, for a second passage about the topic
TOPIC_COVERED = 0.5  # share of a topic's words that a cell's passage must have


@dataclass(frozen=True, slots=True)
class Aspect:
    name: str
    asked: str  # words of the question to the index
    looks: re.Pattern[str] | None  # how a passage that speaks of it looks
    said: re.Pattern[str] | None = None  # how a question names it
    topic: bool = False  # words of the question itself: a passage must have enough of them


def aspect(name: str, asked: str, looks: str, said: str = "") -> Aspect:
    return Aspect(name, asked, re.compile(looks), re.compile(rf"\b(?:{said})\b", re.IGNORECASE) if said else None)


ASPECTS = (
    aspect("Pengertian", "pengertian adalah dokumen konsep", r"\b(?:adalah|ialah|merupakan)\b", r"pengertian|definisi|arti|definitions?|meaning"),
    aspect("Tujuan", "maksud tujuan bertujuan agar", r"\b(?:tujuan|bertujuan|dimaksudkan|agar)\b", r"(?:maksud\s+dan\s+)?tujuan(?:nya)?|goals?|objectives?|purposes?|aims?"),
    aspect("Dasar hukum", "dasar hukum peraturan undang-undang", r"\b(?:Undang-Undang|Peraturan|Keputusan)\b.*\b(?:Nomor|tentang)\b|[Dd]asar hukum", r"(?:dasar|landasan)\s+(?:hukum|utama)(?:nya)?|legal\s+bas[ie]s"),
    aspect("Ruang lingkup", "ruang lingkup meliputi mencakup", r"\b(?:ruang lingkup|meliputi|mencakup|terdiri atas|dimensi)\b", r"(?:ruang\s+)?lingkup(?:nya)?|cakupan(?:nya)?|scope"),
    aspect("Jangka waktu", "jangka waktu tahun periode berlaku", r"\b(?:jangka waktu|selama|periode)\b|\b\d+\s*\([a-z ]+\)\s+tahun|\b20\d\d\s*[-–]\s*20\d\d", r"jangka\s+waktu(?:nya)?|masa\s+berlaku(?:nya)?|periode(?:nya)?|time\s?frames?|periods?|duration"),
    aspect("Penanggung jawab", "penanggung jawab koordinator ketua dinas dewan", r"\b(?:penanggung jawab|bertanggung jawab|koordinat\w+|ketua|diketuai|dewan|Dinas)\b", r"penanggung\s?jawab(?:nya)?|kelembagaan(?:nya)?|(?:yang\s+)?bertanggung\s?jawab|responsib\w+"),
    aspect("Keluaran", "keluaran hasil program kegiatan layanan unggulan", r"\b(?:keluaran|hasil|program|layanan|quick wins?)\b", r"keluaran(?:nya)?|hasil(?:nya)?|outputs?"),
    aspect("Indikator", "indikator kinerja indeks target ukuran", r"\b(?:indikator|indeks|target|ukuran|capaian)\b", r"indikator(?:nya)?|ukuran(?:nya)?|indicators?"),
    aspect("Pembiayaan", "kebutuhan pembiayaan pendanaan anggaran sumber dana APBD", r"\b(?:APBD|APBN|anggaran|pendanaan|pembiayaan|Rp)\b", r"(?:kebutuhan\s+)?pembiayaan(?:nya)?|kebutuhan\s+dana|pendanaan(?:nya)?|anggaran(?:nya)?|biaya(?:nya)?|sumber\s+dana(?:nya)?|funding|costs?|budgets?"),
)  # fmt: skip
SANCTIONS = aspect("Sanksi", "sanksi administratif pidana denda", r"\b(?:sanksi|pidana|denda|teguran)\b", r"sanksi(?:nya)?|sanctions?|penalt(?:y|ies)")
REGULATION_ASPECTS = (*(a for a in ASPECTS if a.name in ("Tujuan", "Ruang lingkup", "Penanggung jawab", "Jangka waktu", "Pembiayaan")), SANCTIONS)
DIFFERENCE = re.compile(r"\b(?:ber?beda|perbedaan(?:nya)?\s+(?:antara|kedua\w*|dengan|dari)|bukan(?:lah)?|sedangkan)\b", re.IGNORECASE)
TELLS = 12  # words of a passage that says more of a difference than that there is one
NO_CELL = re.compile(r"#(?:toc|closing|opening)")


def compare_documents(base: Prepared, asked: Sides) -> tuple[Draft, Comparison]:
    """The table of two documents; without any citation where neither side is spoken of."""
    left, right = asked.left, asked.right
    draft = opened(base, left, right, asked.topic)
    said = len(draft.parts)
    rows, table = [], contrast(base, left, right)
    for row_aspect in aspects_of(asked, regulations=only_regulations(base, asked)):
        cells = cells_of(base, (left, right), row_aspect, table, draft)
        rows.append(Row(row_aspect.name, cells[0], cells[1]))
    draft.parts[said:] = rows_text(rows, (left, right))
    return draft, Comparison(left.name, right.name, tuple(rows))


def opened(base: Prepared, left: Side, right: Side, topic: str) -> Draft:
    """An answer that says what is compared, and what the difference is where a passage states it and all is asked for."""
    draft = Draft()
    of = f" tentang {topic}" if topic else ""
    draft.say(f"Perbandingan {left.name} dan {right.name}{of}, menurut dokumen di dalam basis.")
    if not topic:
        difference(base, left, right, draft)
    return draft


def rows_text(rows: Sequence[Row], both: tuple[Side, Side]) -> list[str]:
    """The rows of a table as the text of an answer."""
    left, right = both
    return [f"{row.aspect}\n- {left.name}: {cell_text(row.left)}\n- {right.name}: {cell_text(row.right)}" for row in rows]


def only_regulations(base: Prepared, asked: Sides) -> bool:
    documents = [base.library.document(d) for side in (asked.left, asked.right) for d in side.documents]
    return bool(documents) and all(d is not None and d.kind == "regulation" for d in documents)


def aspects_of(asked: Sides, regulations: bool = False) -> Sequence[Aspect]:
    """The aspects a question wants: those it names, or its own words where they are none of ours, or all."""
    if not asked.topic:
        return REGULATION_ASPECTS if regulations else ASPECTS
    named, rest = [], asked.topic
    for known in (*ASPECTS, SANCTIONS):
        if known.said and known.said.search(rest):
            named.append(known)
            rest = known.said.sub(" ", rest)
    left_over = [w for w in words(rest) if w not in STOP_WORDS]
    own = Aspect(asked.topic[0].upper() + asked.topic[1:], asked.topic, None, topic=True)
    return [own] if left_over or not named else named


def cell_text(found: Cell) -> str:
    return found.text if not found.markers else f"{found.text} {''.join(f'[{m}]' for m in found.markers)}"


def candidates(base: Prepared, query: str, documents: Sequence[str]) -> list[tuple[Scored, float]]:
    vector = embed_query(base.library.encoder(), base.library.spec, query)
    filters = Filters(documents=tuple(documents)) if documents else Filters()
    return fuse(base.searcher.candidates(query, pool=30, filters=filters, vector=vector))


def contrast(base: Prepared, left: Side, right: Side) -> list[Said]:
    """The rows of a table of the base that has a column for each side."""
    found = candidates(base, f"perbedaan {left.name} dan {right.name}", ())
    named = lambda header: tuple(says_name(base, side.name, header) for side in (left, right))  # noqa: E731
    return contrasted(base, [c.passage for c, _ in found], named)


def cells_of(base: Prepared, both: tuple[Side, Side], wanted: Aspect, table: Sequence[Said], draft: Draft) -> list[Cell]:
    """A cell for each side: what stands under a heading of the aspect in both, else the row of the table that sets them beside each other, else
    the best passages that speak of it."""
    passages = [about_topic(base, side, wanted) if wanted.topic else about_aspect(base, side, wanted) for side in both]
    said = next((row for row in table if wanted.said and wanted.said.search(row.aspect)), None)
    if said and not all(found and under_its_heading(found[0], wanted) > 0 for found in passages):
        return [as_cell(draft.quote(base, [said.clause], *place)) for place in (said.left, said.right)]
    return [as_cell([c for passage in found for c in draft.quote_passage(base, passage)]) for found in passages]


def as_cell(made: Sequence[Citation]) -> Cell:
    return Cell(" ".join(c.quote for c in made), tuple(c.marker for c in made)) if made else Cell(NOT_FOUND, ())


def about_aspect(base: Prepared, side: Side, wanted: Aspect) -> list[Passage]:
    """The best passage of a side that speaks of an aspect, where one does."""
    asked = f"{side.name} {wanted.asked}" if wanted.name == "Pengertian" else wanted.asked
    found = candidates(base, asked, side.documents)
    fitting = [(score + under_its_heading(c.passage, wanted), c.passage) for c, score in found if speaks_of(base, c.passage, wanted)]
    floor = NEAR_BEST * found[0][1] if found else 0.0
    return [p for score, p in sorted(fitting, key=lambda f: -f[0]) if score >= floor][:1]


def under_its_heading(passage: Passage, wanted: Aspect) -> float:
    """What a heading that names the aspect adds to a passage's score."""
    named = bool(wanted.said and wanted.said.search(passage.context.rsplit(" > ", 1)[-1]))
    return HEADED * named - TABULAR * ("__table" in passage.passage_id)


def about_topic(base: Prepared, side: Side, wanted: Aspect) -> list[Passage]:
    """What a side says of the question's own topic: the best passages, those close to the best."""
    question = with_synonyms(base, understand(wanted.asked, ()))
    ranked = [r for r in retrieve(base, question, Filters(documents=side.documents)) if not NO_CELL.search(r.candidate.passage.passage_id)]
    best = ranked[0].score if ranked else 0.0
    return [r.candidate.passage for r in ranked[:2] if r.score >= CLOSE * best and r.features["coverage"] >= TOPIC_COVERED]


def speaks_of(base: Prepared, passage: Passage, wanted: Aspect) -> bool:
    return not (NO_CELL.search(passage.passage_id) or is_heading(base, passage)) and bool(wanted.looks is None or wanted.looks.search(passage.text))


def difference(base: Prepared, left: Side, right: Side, draft: Draft) -> None:
    """A passage that states the difference itself, where one does."""
    vector = embed_query(base.library.encoder(), base.library.spec, f"perbedaan {left.name} dan {right.name}")
    found = fuse(base.searcher.candidates(f"perbedaan {left.name} {right.name} bukan sedangkan", pool=30, vector=vector))
    for candidate, _ in found[:12]:
        text = candidate.passage.text
        sentence = text.rstrip().endswith(".") and not re.search(r"(?:__|#)(?:table|toc)", candidate.passage.passage_id)
        if sentence and len(words(text)) >= TELLS and DIFFERENCE.search(text) and all(says_name(base, side.name, text, 0.6) for side in (left, right)):
            draft.quote_passage(base, candidate.passage)
            return
