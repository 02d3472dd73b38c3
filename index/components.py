"""What the pipelines have of their own, as thin Haystack components: each `run` calls one function that is tested without Haystack."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from haystack import Document, component

from index.candidates import Scored, pooled
from index.embedding import embed_query
from index.library import Added, Library
from index.passages import cut, embedded_texts
from index.values import Passage
from index.vectors import Embedded, embed
from ingest.values import Reading


@component
class PassageCutter:
    """Cuts a reading into passages, with the text of each that is embedded."""

    @component.output_types(passages=list[Passage], texts=list[str])
    def run(self, reading: Reading) -> dict[str, list]:
        passages = cut(reading.document, reading.clauses, frozenset(page.number for page in reading.pages if page.ocr))
        return {"passages": passages, "texts": embedded_texts(passages, reading.clauses)}


@component
class PassageEmbedder:
    """Embeds what the base has not embedded yet; the stock embedder would do all of it again."""

    def __init__(self, library: Library):
        self.library = library

    @component.output_types(embedded=Embedded)
    def run(self, texts: list[str]) -> dict[str, Embedded]:
        return {"embedded": embed(self.library.database, self.library.encoder, self.library.spec, texts)}


@component
class LibraryWriter:
    """Puts a reading and its embedded passages into the base, in one transaction."""

    def __init__(self, library: Library):
        self.library = library

    @component.output_types(added=Added)
    def run(
        self, source: Path, reading: Reading, passages: list[Passage], embedded: Embedded, duplicate_of: str | None = None
    ) -> dict[str, Added]:
        return {"added": self.library.put(reading, source, passages, embedded, duplicate_of)}


@component
class QueryEmbedder:
    """Embeds a question with the base's model; one that is embedded already goes through. The stock embedder would load torch first."""

    def __init__(self, library: Library):
        self.library = library

    @component.output_types(embedding=np.ndarray)
    def run(self, text: str, vector: np.ndarray | None = None) -> dict[str, np.ndarray]:
        return {"embedding": embed_query(self.library.encoder(), self.library.spec, text) if vector is None else vector}


@component
class CandidatePool:
    """The union of what both retrievers found, each with both raw scores; unordered."""

    def __init__(self, library: Library):
        self.library = library

    @component.output_types(candidates=list[Scored])
    def run(self, embedding: np.ndarray, dense: list[Document], keyword: list[Document]) -> dict[str, list[Scored]]:
        return {"candidates": pooled(self.library, embedding, dense, keyword)}
