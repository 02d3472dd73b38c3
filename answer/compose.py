"""Citations become an answer's text: every sentence that claims something is a quote with its marker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from answer.base import Prepared
from answer.emphasis import Spans, answering
from answer.extent import extent, whole
from answer.lookup import elucidation_of, in_elucidation
from answer.question import Question
from answer.quote import cite, joined
from answer.rerank import Ranked
from answer.values import Citation
from index.values import DocumentStatus, Passage
from ingest.values import Clause

CITED = 3  # clauses that an answer cites at most
SURE = -6.0  # margin of the reader above "no answer" from which its answer is marked; below it sees none at all
NEAR_BEST = 0.80  # of the best score; what lies below is only among the hits
STATUS_WORDS = {"dicabut": "sudah dicabut oleh", "diubah": "telah diubah oleh"}
Emphasis = Callable[[str], Spans]
PASAL_NUM = re.compile(r"pasal_(\d+[A-Z]{0,2})")


@dataclass(frozen=True, slots=True)
class Span:
    """What a quote covers of a document."""

    document_id: str
    eids: frozenset[str]
    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Whether it says nothing that the other does not: fewer clauses, or a part of the same."""
        if self.document_id != other.document_id or not self.eids <= other.eids:
            return False
        return self.eids < other.eids or (other.start <= self.start and self.end <= other.end)


@dataclass(slots=True)
class Draft:
    """An answer in the making."""

    parts: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)  # those that it quotes
    spans: list[tuple[Span, list[Citation]]] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        """Words of ours, that claim nothing of a document's content."""
        self.parts.append(sentence)

    def quote(
        self, base: Prepared, group: Sequence[Clause], start: int = 0, end: int | None = None, emphasis: Emphasis | None = None
    ) -> list[Citation]:
        """Quotes a stretch of a clause group (all of it by default); returns its citations."""
        text, _ = joined(group)
        document_id = group[0].document_id
        made = cite(base.library, group, start, len(text) if end is None else end, base.status(document_id), len(self.citations) + 1)
        made = [replace(c, emphasis=emphasis(c.quote)) for c in made] if emphasis else made
        self.citations += made
        self.parts.append("\n".join(f"{c.quote} [{c.marker}]" for c in made))
        self.note(base, document_id, group[0])
        return made

    def quote_passage(self, base: Prepared, passage: Passage, emphasis: Emphasis | None = None) -> list[Citation]:
        """Quotes a passage with what it needs; where that is quoted already, says which citations do."""
        self.passages.append(passage)
        group, start, end = extent(base, passage)
        span = Span(passage.document_id, frozenset(clause.eid for clause in group), start, end)
        if already := next((made for other, made in self.spans if span.within(other)), None):
            return already
        made = self.quote(base, group, start, end, emphasis)
        self.spans.append((span, made))
        return made

    def note(self, base: Prepared, document_id: str, clause: Clause) -> None:
        """Says aloud that what is quoted has been repealed or changed."""
        document, known = base.library.document(document_id), base.status(document_id)
        if known.status in STATUS_WORDS and known.by:
            self.add_note(f"Perhatian: {document.name} {STATUS_WORDS[known.status]} {names(known)}.")
        elif known.status == "dicabut":
            self.add_note(f"Perhatian: {document.name} sudah dicabut.")
        pasal = PASAL_NUM.search(clause.eid)
        if pasal and not in_elucidation(clause) and (changing := base.changed_by(document_id, pasal[1])):
            by = " dan ".join(name for _, name in changing)
            self.add_note(f"Perhatian: Pasal {pasal[1]} {document.name} diubah oleh {by}; baca ketentuan perubahannya.")

    def add_note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    @property
    def text(self) -> str:
        return "\n\n".join([*self.parts, *self.notes])


def names(status: DocumentStatus) -> str:
    return " dan ".join(name for _, name in status.by[:3])


def clause_answer(base: Prepared, named: Sequence[Clause]) -> Draft:
    """Each clause with all below it, its Penjelasan, its status; the newer wording where another document of the base changes it."""
    draft = Draft()
    for clause in named:
        add_clause(base, clause, draft)
    return draft


def add_clause(base: Prepared, clause: Clause, draft: Draft) -> None:
    clauses = base.library.clauses(clause.document_id)
    draft.quote(base, whole(base, clause))
    if not in_elucidation(clause) and (group := elucidation_of(clauses, clause)):
        draft.say("Penjelasannya:")
        draft.quote(base, group)
    for newer in newer_wordings(base, clause):
        document = base.library.document(newer.document_id)
        draft.say(f"Bunyi baru menurut {document.name}:")
        draft.quote(base, base.library.subtree(newer.document_id, newer.eid))


def newer_wordings(base: Prepared, clause: Clause) -> Iterable[Clause]:
    pasal = PASAL_NUM.search(clause.eid)
    if not pasal or in_elucidation(clause):
        return
    for document_id, _ in base.changed_by(clause.document_id, pasal[1]):
        clauses = base.library.clauses(document_id)
        found = [c for c in clauses if c.kind == "pasal" and c.num == pasal[1] and "pasal_I" in c.parents]
        below = clause.eid[pasal.end() :]  # "__ayat_2": the same ayat of the new wording, where it has one
        yield from [c for p in found[:1] for c in clauses if below and c.eid == p.eid + below] or found[:1]


def passages_answer(base: Prepared, question: Question, ranked: Sequence[Ranked], cited: int = CITED) -> Draft:
    """The best passages, best first, those close enough to the best."""
    draft = Draft()
    chosen: list[Ranked] = []
    for candidate in ranked:
        passage = candidate.candidate.passage
        if len(chosen) == cited or candidate.score < NEAR_BEST * ranked[0].score:
            break
        if not any(same_text(passage.text, other.candidate.passage.text) for other in chosen):
            chosen.append(candidate)
    for candidate in chosen:
        draft.quote_passage(base, candidate.candidate.passage, answering(question, base.base().weight, said_by(candidate)))
    return draft


def said_by(ranked: Ranked) -> str:
    """The words that the reader takes for the answer, where it is sure enough of them."""
    reading = ranked.reading
    return ranked.candidate.passage.text[slice(*reading.span)].strip() if reading and reading.margin > SURE else ""


def same_text(a: str, b: str) -> bool:
    """Whether two passages say the same (the same regulation in two files)."""
    return "".join(a.lower().split())[:300] == "".join(b.lower().split())[:300]
