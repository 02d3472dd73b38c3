"""How much is quoted: a passage that is only a heading, or the lead of a list, comes with what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.base import Prepared
from answer.quote import joined, passage_group
from index.values import Passage
from ingest.values import Clause

LONGEST = 2_500  # characters that are added at most
SMALL_TABLE = 1_200  # characters of a table that comes whole where one of its rows is meant
HEADINGS = ("section", "table", "bab", "bagian", "paragraf", "annex", "pasal")
LETTERED = re.compile(r"[A-Z]\. \S")
LEADS_ON = re.compile(r":\s*$")


def is_heading(base: Prepared, passage: Passage) -> bool:
    """Whether a passage is but the title of what stands below it."""
    if len(passage.clause_ids) != 1:
        return False
    clause = base.library.clause(passage.document_id, passage.clause_ids[0])
    return clause is not None and clause.kind in HEADINGS and bool(clause.heading) and len(clause.text) <= len(clause.heading) + 60


def extent(base: Prepared, passage: Passage) -> tuple[Sequence[Clause], int, int]:
    """(clauses, start, end) of what is quoted for a passage."""
    group = passage_group(base.library, passage)
    text, _ = joined(group)
    if group[0].kind == "row" and (table := small_table(base, group[0])):
        return table, 0, len(joined(table)[0])
    if passage.end < len(text.rstrip()) or not (is_heading(base, passage) or LEADS_ON.search(passage.text)):
        return group, passage.start, passage.end
    grown = [*group, *below(base.library.clauses(passage.document_id), group[-1])]
    return grown, passage.start, len(joined(grown)[0])


def small_table(base: Prepared, row: Clause) -> Sequence[Clause]:
    """All of the table of a row, where it is short and on the row's page; empty otherwise."""
    if not row.parents:
        return ()
    table = base.library.subtree(row.document_id, row.parents[-1])
    one_page = {page for clause in table for page in (clause.first_page, clause.last_page)} == {row.first_page}
    return table if table and table[0].kind == "table" and one_page and len(joined(table)[0]) <= SMALL_TABLE else ()


def whole(base: Prepared, clause: Clause) -> Sequence[Clause]:
    """A clause with all below it; a lettered heading that was read as a paragraph, with what follows it up to the next one."""
    group = base.library.subtree(clause.document_id, clause.eid)
    if clause.kind != "paragraph" or not LETTERED.match(clause.text):
        return group
    clauses = base.library.clauses(clause.document_id)
    at = next(i for i, c in enumerate(clauses) if c.eid == clause.eid)
    found, parent = [clause], clause.parents[-1:]
    for following in clauses[at + 1 :]:
        ended = following.parents == clause.parents and LETTERED.match(following.text)
        if ended or not set(parent) <= set(following.parents) or len(joined([*found, following])[0]) > 2 * LONGEST:
            break
        found.append(following)
    return found


def below(clauses: Sequence[Clause], last: Clause) -> list[Clause]:
    """What follows a clause on the levels under it, or as the list that it leads into, as far as it is not too long."""
    at = next(i for i, clause in enumerate(clauses) if clause.eid == last.eid)
    found: list[Clause] = []
    length = 0
    for clause in clauses[at + 1 :]:
        inside = last.eid in clause.parents
        listed = clause.parents == last.parents and clause.kind in ("item", "huruf", "angka") and bool(LEADS_ON.search(last.text))
        length += len(clause.text)
        if not (inside or listed) or length > LONGEST:
            break
        found.append(clause)
    return found
