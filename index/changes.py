"""Changes to one document that can be taken back: removed and put back as it was, or read again from the base's own copy."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.dense import unpack_vectors
from index.intake import Progress, results
from index.library import Added, Library
from index.values import Passage
from index.vectors import Embedded
from ingest.values import IngestError, PolicyDocument, Reading


@dataclass(frozen=True, slots=True)
class Removed:
    """All that a base knew of a document, and its file, so that it can be put back without reading it again."""

    reading: Reading
    source: Path
    passages: tuple[Passage, ...]
    embedded: Embedded
    model: str | None
    suffix: str
    file: bytes | None

    @property
    def document(self) -> PolicyDocument:
        return self.reading.document


def take_out(library: Library, document_id: str) -> Removed | None:
    """Removes a document and returns what brings it back; None where it is not in the base. Raises BaseBusy."""
    with library.database.writer():
        document = library.document(document_id)
        if document is None:
            return None
        path = library.file_path(document_id)
        removed = Removed(
            reading_of(library, document),
            source_of(library, document_id),
            tuple(library.passages(document_id)),
            vectors_of(library, document_id),
            library.database.setting("model"),
            path.suffix if path else "",
            path.read_bytes() if path else None,
        )
        library.remove(document_id)
        library.checkpoint()
    return removed


def put_back(library: Library, removed: Removed) -> str:
    """The document_id under which it is in the base again, its own. Raises BaseBusy, ModelMismatch."""
    document = removed.document
    with library.database.writer():
        library.check_model()
        if removed.file is not None:
            library.files.mkdir(exist_ok=True)
            library.originals.path(document).with_suffix(removed.suffix).write_bytes(removed.file)
        if removed.model == library.database.setting("model"):
            library.put(removed.reading, removed.source, removed.passages, removed.embedded)
        else:  # the base was embedded anew meanwhile
            library.add(removed.reading, removed.source)
        library.checkpoint()
    return document.document_id


def read_again(library: Library, document_id: str, progress: Progress | None = None) -> Added:
    """Reads a document anew from the base's own copy. Raises IngestError where it cannot be read; then nothing has changed."""
    document, path = library.document(document_id), library.file_path(document_id)
    if document is None or path is None:
        raise IngestError(document_id, "salinan berkas aslinya tidak ada di basis; tambahkan berkasnya lagi")
    with library.database.writer(), tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / Path(document.file).name
        shutil.copyfile(path, copy)
        _, result = next(results([copy], progress))
        if isinstance(result, IngestError):
            raise result
        added = library.add(result, source_of(library, document_id))
        library.checkpoint()
    return added


def source_of(library: Library, document_id: str) -> Path:
    return Path(library.database.one("SELECT source FROM documents WHERE document_id=?", (document_id,))[0])


def reading_of(library: Library, document: PolicyDocument) -> Reading:
    own = document.document_id
    return Reading(
        document, tuple(library.pages(own)), library.clauses(own), tuple(library.relations_of(own)), tuple(library.warnings(own))
    )


def vectors_of(library: Library, document_id: str) -> Embedded:
    """In the order of the passages."""
    sql = "SELECT v.vector, v.text_hash FROM passages p JOIN vectors v USING(rid) WHERE p.document_id=? ORDER BY p.rid"
    rows = library.database.rows(sql, (document_id,))
    return Embedded(unpack_vectors([vector for vector, _ in rows]), tuple(key for _, key in rows))


def repeats(documents: Sequence[PolicyDocument]) -> dict[str, str]:
    """document_id -> the document it repeats: another file of the same regulation, which got a numbered id."""
    by_id = {document.document_id: document for document in documents}
    found = {}
    for document in documents:
        match = re.fullmatch(r"(.+)-\d+", document.document_id)
        twin = by_id.get(match[1]) if match else None
        if twin and (twin.name, twin.title) == (document.name, document.title):
            found[document.document_id] = twin.document_id
    return found
