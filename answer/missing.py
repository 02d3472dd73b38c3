"""What is said of documents that a question names and the base has not: and what it has instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.naming import form_at, title_score
from answer.question import Question
from index.stemming import STOP_WORDS, words
from ingest.values import PolicyDocument

SHOWN = 4
ALIKE = 0.6  # of the question's words behind a form's name, that a title has


def missing_documents(question: Question, documents: Sequence[PolicyDocument]) -> str:
    """
    "UU Nomor 27 Tahun 2022 tidak ada di dalam basis. UU yang ada: …"
    """
    reason = f"{' dan '.join(question.named.missing)} tidak ada di dalam basis."
    form = form_at(question.named.missing[0].split()[0]) or next(iter(question.forms), None)
    near = nearest(question, form, documents)
    if not near:
        return reason
    more = f" dan {len(near) - SHOWN} lainnya" if len(near) > SHOWN else ""
    return f"{reason} {form or 'Dokumen'} yang ada: {', '.join(d.name for d in near[:SHOWN])}{more}."


def unknown_document(question: Question, documents: Sequence[PolicyDocument]) -> str:
    """Where a question names a form and words of a title that no document has."""
    form = min(question.forms)
    near = nearest(question, form, documents)
    if not near:
        return f"tidak ada {form} di dalam basis."
    more = f" dan {len(near) - SHOWN} lainnya" if len(near) > SHOWN else ""
    return f"dokumen yang dimaksud tidak dikenali; sebutkan nomor dan tahunnya. {form} yang ada: {', '.join(d.name for d in near[:SHOWN])}{more}."


def nearest(question: Question, form: str | None, documents: Sequence[PolicyDocument]) -> list[PolicyDocument]:
    """Documents of the same form, those first whose number, year or title the question also says."""
    said = set(re.findall(r"\d+", question.text))
    asked = [w for w in words(question.text) if w not in STOP_WORDS and not w[0].isdigit()]

    def worth(document: PolicyDocument) -> tuple[float, float]:
        numbers = (document.number in said) + (str(document.year) in said)
        return -max(title_score([w], document) for w in asked or [""]), -numbers

    return sorted((d for d in documents if form and d.form == form), key=worth)
