"""Definitions: each document's own, the text in force first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.base import Prepared, Term
from answer.compose import Draft
from answer.outcome import made, quoted_first
from answer.question import Question
from answer.titles import title_stems
from answer.values import Answer
from answer.vocabulary import official_words
from index.stemming import STOP_WORDS, stem, words
from index.values import Hit

SHOWN = 4
DEFINED = re.compile(
    r"\b(?:apa(?:kah)?\s+(?:itu|yang\s+(?:dimaksud|disebut)(?:\s+(?:dengan|sebagai))?|arti(?:nya)?|pengertian|definisi|maksud)(?:\s+dari)?|"
    r"siapa(?:kah|\s+saja)?\s+(?:itu|yang\s+(?:dimaksud|disebut)(?:\s+(?:dengan|sebagai))?)|pengertian|definisi|arti|kepanjangan|"
    r"what\s+is(?:\s+meant\s+by)?(?:\s+the\s+definition\s+of)?|definition\s+of)\s+(?:the\s+|an?\s+)?(?P<term>[^?.,]+)|"
    r"^(?P<before>[^?.,]{2,60}?)\s+(?:itu\s+apa|adalah\s+apa|singkatan\s+dari\s+apa)\b",
    re.IGNORECASE,
)
TAIL = re.compile(r"\s+(?:menurut|dalam|di|pada|itu|sebenarnya|sih|according|in|under)\b.*$", re.IGNORECASE)


def definition(base: Prepared, question: Question, hits: Sequence[Hit]) -> Answer | None:
    match = DEFINED.search(question.text)
    if match is None:
        return None
    found = defined(base, TAIL.sub("", (match["term"] or match["before"] or "").strip()), question.english)
    found = [t for t in found if t.passage.document_id not in question.foreign]
    if question.named.documents:
        found = [t for t in found if t.passage.document_id in question.named.documents] or found
    elif question.forms:
        found.sort(key=lambda t: base.forms.get(t.passage.document_id) not in question.forms)
    found.sort(key=lambda t: base.status(t.passage.document_id).status == "dicabut")
    if not found:
        return None
    draft, seen = Draft(), set()
    for entry in found:
        key = "".join(entry.passage.text.lower().split())[-200:]
        if key in seen or len(seen) == SHOWN:
            continue
        seen.add(key)
        draft.quote_passage(base, entry.passage)
    return made(question, "definition", draft, quoted_first(draft, hits))


def defined(base: Prepared, term: str, english: bool) -> list[Term]:
    """Definitions of a term; of its Indonesian name; of its first words where the rest names the document ("wajib bayar PNBP")."""
    if found := base.definitions(term):
        return found
    if english:
        for translated, official in official_words(term, english=True):
            whole = not set(words(term)) - set(translated) - STOP_WORDS  # "the salary of a researcher" asks for no definition of research
            if whole and (found := base.definitions(official)):
                return found
    said = term.split()
    for length in range(len(said) - 1, 0, -1):
        rest = {stem(w) for w in words(" ".join(said[length:]))}
        found = [t for t in base.definitions(" ".join(said[:length])) if names_document(base, t.passage.document_id, rest)]
        if found:
            return found
    return []


def names_document(base: Prepared, document_id: str, rest: set[str]) -> bool:
    """Whether words that follow a term are of a document's title, or short for words of it."""
    title = title_stems(base.library.document(document_id))
    for said, names in base.searcher.synonyms.named(" ".join(rest)):
        if any({stem(w) for w in words(name)} <= title for name in names):
            title = title | {stem(w) for w in said}
    return rest <= title
