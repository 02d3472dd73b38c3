"""How deep the clauses of a regulation lie, and what its grammars gather."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.structure import Mark

TOP, BAB_DEPTH, BAGIAN_DEPTH, PARAGRAF_DEPTH, PASAL_DEPTH, AYAT_DEPTH, LIST_DEPTH = 10, 20, 30, 40, 50, 60, 70
CHANGE_DEPTH = PASAL_DEPTH + 5  # a numbered change of an amending act
INNER = 100  # what stands inside an amending act's Pasal I lies this much deeper


@dataclass(slots=True)
class Found:
    marks: list[Mark] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
