"""What the indexing pipeline has of its own: a file becomes a reading, the reading passages, and both go into the base at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from haystack import Document, component

from index.library import Added, Library
from index.passages import cut, embedded_text, heading_read
from index.records import under_free_id
from index.values import Passage
from index.vectors import Embedded, text_hash
from ingest.reading import read
from ingest.values import Reading


@component
class PolicyReader:
    """Reads one file. Raises IngestError where it cannot be taken in."""

    def __init__(self, library: Library):
        self.library = library

    @component.output_types(reading=Reading, duplicate_of=str | None)
    def run(self, source: Path) -> dict[str, Reading | str | None]:
        reading, duplicate_of = under_free_id(self.library.database, read(source), source.resolve())
        return {"reading": reading, "duplicate_of": duplicate_of}


@component
class PassageCutter:
    """Cuts a reading into passages, as Documents whose meta has the `passage` and the `heading` that is embedded with it."""

    @component.output_types(documents=list[Document])
    def run(self, reading: Reading) -> dict[str, list[Document]]:
        passages = cut(reading.document, reading.clauses, frozenset(page.number for page in reading.pages if page.ocr))
        headings = heading_read(passages, reading.clauses)
        made = [
            Document(id=p.passage_id, content=p.text, meta={"passage": p, "heading": heading or None})  # "" would be embedded
            for p, heading in zip(passages, headings, strict=True)
        ]
        return {"documents": made}


@component
class LibraryWriter:
    """Puts a reading and its embedded passages into the base, in one transaction."""

    def __init__(self, library: Library):
        self.library = library

    @component.output_types(added=Added)
    def run(self, source: Path, reading: Reading, documents: list[Document], duplicate_of: str | None = None) -> dict[str, Added]:
        passages: list[Passage] = [d.meta["passage"] for d in documents]
        hashes = tuple(text_hash(embedded_text(d.meta["heading"], d.content)) for d in documents)
        vectors = np.array([d.embedding for d in documents], dtype=np.float32)
        return {"added": self.library.put(reading, source.resolve(), passages, Embedded(vectors, hashes), duplicate_of)}
