"""What is compared decides how: documents by aspects, terms by what they mean and what is laid down for them."""

from __future__ import annotations

from answer.base import Prepared
from answer.compare import compare_documents
from answer.compose import Draft
from answer.sides import Sides
from answer.terms import compare_terms
from answer.values import Comparison


def compare(base: Prepared, asked: Sides) -> tuple[Draft, Comparison]:
    """The table of two sides, and the same as the text of an answer; cells that nothing of the base fills say "tidak ditemukan"."""
    return compare_documents(base, asked) if asked.documents else compare_terms(base, asked)
