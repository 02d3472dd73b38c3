""" "Masih berlaku?", "sudah dicabut?": whether a document is in force, with the clause that says so."""

from __future__ import annotations

import re

from answer.base import Prepared
from answer.compose import Draft, names
from answer.question import Question
from answer.refuse import content_words
from index.stemming import stem, words
from index.values import DocumentStatus
from ingest.values import Clause, PolicyDocument

ASKED = re.compile(
    r"\b(?:masih|tetap)\s+(?:berlaku|sah|dipakai|digunakan)\b|\b(?:sudah|telah|pernah|belum)\s+di(?:cabut|ubah|rubah|ganti|revisi|perbarui)|"
    r"\bdi(?:cabut|ubah|ganti|revisi)\w*\s+(?:oleh|dengan)\s+(?:apa|(?:per)?aturan|yang\s+mana)\b|\byang\s+(?:mencabut|mengubah|mengganti)\w*|"
    r"\bstatus(?:nya)?\b|\btidak\s+berlaku\b|\bberlaku\s+(?:tidak|atau|nggak|gak|apa\s+tidak)\b|\bstill\s+(?:in\s+force|valid)\b|\b(?:repealed|amended)\b",
    re.IGNORECASE,
)
OF_TIME = re.compile(r"\b(?:kapan|sejak|mulai\s+berlaku|berapa\s+lama|when)\b", re.IGNORECASE)
SAYS_IT = frozenset(map(stem, words(
    "masih tetap berlaku sah dipakai digunakan sudah telah pernah belum dicabut diubah dirubah diganti digantikan direvisi diperbarui mencabut mengubah menggantikan "
    "status statusnya peraturan aturan hukum keberlakuan still force valid repealed amended nggak gak ini itu saat sekarang kah"
)))  # fmt: skip
IN_FORCE = re.compile(r"mulai\s+berlaku\s+(?:pada|sejak|setelah)", re.IGNORECASE)
LONG = 700  # characters of a clause that is quoted to say from when a document is in force
OTHER_WORDS = 1  # that a question about a document's standing may have besides


def standing(base: Prepared, question: Question) -> Draft | None:
    """None where a question asks for something else, or nothing can be quoted."""
    if not asks_standing(base, question):
        return None
    document = base.library.document(question.named.documents[0])
    known = base.status(document.document_id)
    draft = Draft()
    draft.say(said(document, known))
    for clause in evidence(base, document, known):
        draft.quote(base, [clause])
    return draft if draft.citations else None


def asks_standing(base: Prepared, question: Question) -> bool:
    """Of one document as a whole, and with hardly a word about anything else."""
    if len(question.named.documents) != 1 or question.reference or not ASKED.search(question.text) or OF_TIME.search(question.text):
        return False
    document = base.library.document(question.named.documents[0])
    own = {stem(word) for word in words(f"{document.name} {document.title} {document.region or ''} {document.document_id}")}
    others = [word for word in content_words(question.text) if stem(word) not in own | SAYS_IT and not word.isdigit()]
    return len(others) <= OTHER_WORDS


def said(document: PolicyDocument, known: DocumentStatus) -> str:
    only_catalogue = " (menurut katalog peraturan; naskahnya tidak ada di dalam basis)" if known.source == "katalog" else ""
    if known.status == "dicabut":
        return f"{document.name} sudah dicabut{f' oleh {names(known)}' if known.by else ''}{only_catalogue}."
    if known.status == "diubah":
        return f"{document.name} telah diubah oleh {names(known)}{only_catalogue}; ketentuan yang tidak diubah tetap berlaku sejauh diketahui."
    if known.status == "berlaku":
        return f"{document.name} berlaku sejauh diketahui: katalog peraturan tidak mencatat yang mengubah atau mencabutnya."
    return (
        f"Tidak ada dokumen di dalam basis yang mengubah atau mencabut {document.name}; keadaannya di luar basis tidak diketahui. "
        "Periksa JDIH sebelum mengutip."
    )


def evidence(base: Prepared, document: PolicyDocument, known: DocumentStatus) -> list[Clause]:
    """The clauses that repeal or amend it; where there are none, the one that says from when it is in force."""
    verb = {"dicabut": "mencabut", "diubah": "mengubah"}.get(known.status)
    relations = [r for r in base.library.relations_to(document.document_id) if r.verb == verb and r.target == document.document_id]
    found = [clause for r in relations if (clause := base.library.clause(r.source, r.evidence))]
    own = [c for c in base.library.clauses(document.document_id) if IN_FORCE.search(c.text) and len(c.text) <= LONG]
    return found or own[-1:]
