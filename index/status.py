"""Whether a document is in force: what the base's own documents say, then the facts of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.values import DocumentStatus
from ingest import catalogue

if TYPE_CHECKING:
    from index.library import Library


def status(library: Library, document_id: str) -> DocumentStatus:
    """Repealed before amended; "tidak diketahui" where neither the base nor the catalogue says anything.

    What the base knows of amendments is told with those of the catalogue: the base need not have them all.
    """
    document = library.document(document_id)
    if document is None or document.kind != "regulation":
        return DocumentStatus("tidak diketahui")
    in_base = {verb: sources(library, document_id, verb) for verb in ("mencabut", "mengubah")}
    if in_base["mencabut"]:
        return DocumentStatus("dicabut", in_base["mencabut"], "basis")
    if repealed := catalogue.repealed_by(document_id):
        return DocumentStatus("dicabut", repealed, "katalog")
    if amended := dict((*in_base["mengubah"], *catalogue.amended_by(document_id))):
        return DocumentStatus("diubah", tuple(amended.items()), "basis" if in_base["mengubah"] else "katalog")
    return DocumentStatus("berlaku", (), "katalog") if catalogue.find(document_id) else DocumentStatus("tidak diketahui")


def sources(library: Library, document_id: str, verb: str) -> tuple[tuple[str, str], ...]:
    """(document_id, name) of the documents of the base that say this of the whole document."""
    found = {r.source for r in library.relations_to(document_id) if r.verb == verb and "#" not in r.target}
    named = [(source, library.document(source)) for source in sorted(found)]
    return tuple((source, document.name) for source, document in named if document)


def changed_by(library: Library, document_id: str, pasal: str) -> tuple[tuple[str, str], ...]:
    """(document_id, name) of the documents of the base that change this Pasal."""
    target = f"{document_id}#pasal_{pasal}"
    found = sorted({r.source for r in library.relations_to(document_id) if r.verb == "mengubah" and r.target == target})
    return tuple((source, document.name) for source in found if (document := library.document(source)))
