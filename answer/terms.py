"""Two terms beside each other: what each is, and what is laid down for the one and not for the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.base import Prepared
from answer.compare import NO_CELL, as_cell, candidates, contrast, opened, rows_text
from answer.compose import Draft
from answer.define import defined
from answer.extent import is_heading
from answer.mentions import says_name
from answer.question import understand
from answer.rerank import Ranked
from answer.retrieve import retrieve, with_synonyms
from answer.sides import Side, Sides
from answer.titles import PLAN
from answer.values import Comparison, Row
from index.stemming import stem, words
from index.values import Filters, Passage

MEANING, PROVISIONS = "Pengertian", "Ketentuan"
AFTER_NAME = re.compile(r"(?:,|\s+(?:menurut|dalam|di|pada|itu|sebenarnya|sih|in|under|according)\b).*$", re.IGNORECASE)
MOST = 2  # passages in a cell
CLOSE = 0.92  # of the best, for the second
LOOKED_AT = 8  # passages in which a sentence is looked for that says what a term is
BEGINNING = 8  # words of a sentence, among which its subject stands
MEANS = re.compile(r"\b(?:adalah|ialah|yaitu|merupakan|berarti|didefinisikan)\b")
SENTENCE = re.compile(r"(?<=[.;:])\s+|\n")
DELEGATES = re.compile(r"^\W*(?:\(\d+\)\s*)?(?:Pasal\s+\w+\s+)?Ketentuan (?:lebih lanjut )?(?:mengenai|tentang)\b.*\bdiatur\b", re.DOTALL)
PREAMBLE = re.compile(r"#(?:considerans|legal_basis)")


def compare_terms(base: Prepared, asked: Sides) -> tuple[Draft, Comparison]:
    """Cells that nothing of the base fills say "tidak ditemukan"."""
    left, right = both = named(base, asked)
    draft = opened(base, left, right, asked.topic)
    said = len(draft.parts)
    quoted = lambda passages: as_cell([c for passage in passages for c in draft.quote_passage(base, passage)])  # noqa: E731
    meanings = meant(base, left.name, right.name)
    if asked.topic:
        rows = [Row(asked.topic[0].upper() + asked.topic[1:], *map(quoted, provisions(base, left.name, right.name, meanings, asked.topic)))]
    elif table := contrast(base, left, right):
        rows = [Row(MEANING, *map(quoted, meanings))]
        rows += [Row(row.aspect, *(as_cell(draft.quote(base, [row.clause], *place)) for place in (row.left, row.right))) for row in table]
    else:
        rows = [Row(MEANING, *map(quoted, meanings)), Row(PROVISIONS, *map(quoted, provisions(base, left.name, right.name, meanings)))]
    rows = [row for row in rows if row.left.markers or row.right.markers]
    draft.parts[said:] = rows_text(rows, both)
    return draft, Comparison(left.name, right.name, tuple(rows))


def named(base: Prepared, asked: Sides) -> tuple[Side, Side]:
    """The terms alone. "Hukuman ringan dan sedang" means "hukuman sedang": the end of the first gives way to a second one that is shorter, where
    that is no term of its own and the base says the whole."""
    left, right = (replace(side, name=AFTER_NAME.sub("", side.name)) for side in (asked.left, asked.right))
    first, second = left.name.split(), right.name.split()
    if len(second) >= len(first) or PLAN.search(right.name) or base.definitions(right.name):
        return left, right
    name = " ".join([*first[: -len(second)], *second])
    whole = [stem(w) for w in words(name)]
    said = ([stem(w) for w in words(c.passage.text)] for c, _ in candidates(base, name, ()))
    known = any(whole == stemmed[at : at + len(whole)] for stemmed in said for at in range(len(stemmed)))
    return left, replace(right, name=name) if known else right


def meant(base: Prepared, left: str, right: str) -> list[list[Passage]]:
    """The definition of each: both of one document where one defines both, those in force first; else a sentence that says what it is."""
    found = [sorted((t.passage for t in defined(base, name, english=True)), key=lambda p: repealed(base, p)) for name in (left, right)]
    for one in found[0]:
        if other := next((p for p in found[1] if p.document_id == one.document_id), None):
            return [[one], [other]]
    return [passages[:1] or explained(base, name) for passages, name in zip(found, (left, right), strict=True)]


def explained(base: Prepared, name: str) -> list[Passage]:
    """The first of the best passages with a sentence that begins with the name and says what it is."""
    for ranked in best(base, f"apa yang dimaksud dengan {name}")[:LOOKED_AT]:
        passage = ranked.candidate.passage
        if any(MEANS.search(s) and says_name(base, name, " ".join(s.split()[:BEGINNING])) for s in SENTENCE.split(passage.text)):
            return [passage]
    return []


def best(base: Prepared, question: str, documents: Sequence[str] = ()) -> list[Ranked]:
    """What lays something down itself; what is repealed only of documents that are asked for."""
    found = retrieve(base, with_synonyms(base, understand(question, ())), Filters(documents=tuple(documents)) if documents else Filters())
    return [r for r in found if speaks(base, r.candidate.passage) and (documents or not repealed(base, r.candidate.passage))]


def speaks(base: Prepared, passage: Passage) -> bool:
    silent = NO_CELL.search(passage.passage_id) or PREAMBLE.search(passage.passage_id) or DELEGATES.match(passage.text)
    return not (silent or is_heading(base, passage))


def repealed(base: Prepared, passage: Passage) -> bool:
    return base.status(passage.document_id).status == "dicabut"


def provisions(base: Prepared, left: str, right: str, meanings: Sequence[Sequence[Passage]], topic: str = "") -> list[list[Passage]]:
    return [laid_down(base, name, other, own, topic) for name, other, own in zip((left, right), (right, left), meanings, strict=True)]


def laid_down(base: Prepared, name: str, other: str, meaning: Sequence[Passage], topic: str) -> list[Passage]:
    """The best passages that say the one name and not the other, besides its definitions; where a document defines it, of that document."""
    terms = [t.passage for t in base.definitions(name)]
    within = says_name(base, other, name)  # "wakil menteri" says "menteri" too
    fitting = []
    for ranked in best(base, f"{name} {topic}".strip(), [p.document_id for p in meaning if p in terms]):
        passage = ranked.candidate.passage
        whole = f"{passage.context.rpartition(' > ')[2]} {passage.text}"
        if passage not in (*terms, *meaning) and says_name(base, name, whole) and (within or not says_name(base, other, whole)):
            fitting.append(ranked)
    return [r.candidate.passage for r in fitting[:MOST] if r.score >= CLOSE * fitting[0].score]
