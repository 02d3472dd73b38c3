"""All vectors of a base made again, with the model that is configured now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from index.dense import pack_vector
from index.embedding import embed_passages
from index.library import Library
from index.passages import embedded_texts
from index.vectors import text_hash

BATCH = 64  # texts between two savings: what an interruption costs
Work = list[tuple[int, bytes, str]]  # rid, hash of the embedded text, the text


def reembed(library: Library, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """How many passages were embedded; those that have a vector of this model already are not.

    May be interrupted at any time and goes on where it was. The old vectors answer until the last new one is there; then all are
    exchanged in one transaction. Raises BaseBusy, ModelError.
    """
    database, fingerprint = library.database, library.spec.fingerprint
    with database.writer():
        if database.setting("model") == fingerprint:
            database.connection().execute(
                "INSERT OR IGNORE INTO staged SELECT ?, text_hash, vector FROM vectors WHERE text_hash IS NOT NULL", (fingerprint,)
            )
        have = {key for (key,) in database.rows("SELECT text_hash FROM staged WHERE model=?", (fingerprint,))}
        done, total = 0, database.one("SELECT count(*) FROM passages")[0]
        before = len(have)
        for work in documents_work(library):
            stage(library, have, [item for item in work if item[1] not in have])
            done += len(work)
            progress(done, total)
        exchange(library, fingerprint)
        library.rebuild()
    return len(have) - before


def documents_work(library: Library) -> Iterator[Work]:
    """Document by document; at the end what the Haystack store holds beside the documents."""
    rows = library.database.rows
    for document in library.documents():
        passages = library.passages(document.document_id)
        rids = [r for (r,) in rows("SELECT rid FROM passages WHERE document_id=? ORDER BY rid", (document.document_id,))]
        texts = embedded_texts(passages, library.clauses(document.document_id))
        yield [(rid, text_hash(text), text) for rid, text in zip(rids, texts, strict=True)]
    others = rows("SELECT p.rid, p.text FROM passages p JOIN vectors v USING(rid) WHERE p.document_id IS NULL AND p.text IS NOT NULL")
    yield [(rid, text_hash(text), text) for rid, text in others]


def stage(library: Library, have: set[bytes], work: Work) -> None:
    """Embeds and saves what `have` has not, a batch at a time, and adds it there."""
    missing = list({key: text for _, key, text in work}.items())
    for start in range(0, len(missing), BATCH):
        part = missing[start : start + BATCH]
        vectors = embed_passages(library.configured_encoder(), library.spec, [text for _, text in part])
        rows = [(library.spec.fingerprint, key, pack_vector(vector)) for (key, _), vector in zip(part, vectors, strict=True)]
        connection = library.database.connection()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT OR REPLACE INTO staged VALUES(?,?,?)", rows)
        connection.execute("COMMIT")
        have.update(key for key, _ in part)


def exchange(library: Library, fingerprint: str) -> None:
    with library.database.write() as db:
        for work in documents_work(library):
            db.executemany(
                "INSERT OR REPLACE INTO vectors SELECT ?, vector, text_hash FROM staged WHERE model=? AND text_hash=?",
                values(work, fingerprint),
            )
        db.execute("DELETE FROM staged")
        db.execute("INSERT OR REPLACE INTO settings VALUES('model', ?)", (fingerprint,))


def values(work: Work, fingerprint: str) -> Sequence[tuple[int, str, bytes]]:
    return [(rid, fingerprint, key) for rid, key, _ in work]
