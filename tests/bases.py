"""Small bases for tests: readings made by hand, and an encoder that needs no model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.library import Library
from index.model import ModelSpec
from index.stemming import stems
from ingest.lines import all_lines
from ingest.structure import Mark, build
from ingest.values import Page, PolicyDocument, Reading, Relation

SPEC = ModelSpec("uji", "uji", "query: ", "passage: ", "1")
DIMENSIONS = 64


class WordEncoder:
    """Texts with the same stems are near each other: the sum of one random direction a stem. Counts what it embeds."""

    def __init__(self, salt: str = ""):
        self.salt, self.embedded = salt, 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += len(texts)
        rows = np.stack([sum((self.direction(s) for s in stems(t.split(": ", 1)[-1])), np.full(DIMENSIONS, 0.01)) for t in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def direction(self, stem: str) -> np.ndarray:
        seed = int.from_bytes(hashlib.sha256(f"{self.salt}{stem}".encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(DIMENSIONS)

    def token_vectors(self, texts: Sequence[str]) -> list[np.ndarray]:
        return [self.encode([text]) for text in texts]


def library(folder, encoder: WordEncoder | None = None, spec: ModelSpec = SPEC) -> Library:
    return Library(folder, spec=lambda: spec, encoder=encoder or WordEncoder())


def reading(
    document_id: str,
    texts: Sequence[str],
    *,
    file: str | None = None,
    relations: Sequence[tuple[str, str]] = (),
    per_page: int = 2,
    ocr: bool = False,
    **document,
) -> Reading:
    """A document with one Pasal a text, `per_page` of them on a page. `relations`: (verb, target) of Pasal 1."""
    blocks = [f"Pasal {n}\n{text}" for n, text in enumerate(texts, 1)]
    groups = [blocks[i : i + per_page] for i in range(0, len(blocks), per_page)] or [[]]
    pages = tuple(Page(n, "\n".join(group), 595, 842, ocr=ocr, confidence=0.99 if ocr else None) for n, group in enumerate(groups, 1))
    lines = all_lines(pages)
    marks = [Mark(i, "pasal", 1, line.text.split()[1]) for i, line in enumerate(lines) if line.text.startswith("Pasal ")]
    sha256 = hashlib.sha256("\n".join([document_id, *texts]).encode()).hexdigest()
    known = PolicyDocument(document_id, "regulation", f"Judul {document_id}", file or f"{document_id}.pdf", sha256, len(pages))
    known = replace(known, extraction="ocr" if ocr else "text", **document)
    clauses = build(document_id, lines, marks)
    related = tuple(Relation(document_id, verb, target, clauses[0].eid) for verb, target in relations)
    return Reading(known, pages, clauses, related)
