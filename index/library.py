"""A base of documents: what was read, where it stands, and the indexes derived from it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from index.abbreviations import Synonyms
from index.database import FILE_NAME, BaseError, Database
from index.dense import DenseIndex
from index.embedding import Encoder, load_encoder
from index.keyword import KeywordIndex
from index.model import ModelSpec, model_spec
from index.originals import Originals
from index.packing import unpack_clause, unpack_document, unpack_page, unpack_passage, unpack_relation
from index.passages import subtree_end
from index.records import EXTRACTION_VERSION, erase, insert, under_free_id
from index.restrict import allowed_rids
from index.stamp import current
from index.values import DocumentStatus, Filters, Passage
from index.vectors import Embedded
from ingest.values import Clause, Page, PolicyDocument, Reading, Relation

CACHED_DOCUMENTS = 64
CACHED_FILTERS = 8
WORTH_PUBLISHING = 2_000  # passages replayed after which a reader saves the next one the work


class ModelMismatch(BaseError):
    """The base was embedded with another model."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one document did."""

    document_id: str
    passages: int
    duplicate_of: str | None = None  # another document of the base that is the same regulation


class Library:
    """One base in one folder. Reading is safe from any thread; writing takes the writer's lock of the base.

    Raises BaseError where the folder holds no usable base.
    """

    def __init__(self, folder: Path | str, *, spec: Callable[[], ModelSpec] = model_spec, encoder: Encoder | None = None):
        self.folder = Path(folder)
        self.database = Database(self.folder)
        self.files = self.folder / "files"
        self.originals = Originals(self.database, self.files)
        self.dense = DenseIndex(self.database, self.folder / "derived")
        self.keyword = KeywordIndex(self.database, self.folder / "derived")
        self._spec, self._encoder = spec, encoder
        self._searching = threading.RLock()
        self._tree = lru_cache(CACHED_DOCUMENTS)(self._read_tree)
        self._rids = lru_cache(CACHED_FILTERS)(lambda filters, generation: allowed_rids(self.database, filters))
        self._synonyms = lru_cache(1)(lambda generation: Synonyms(self.abbreviations()))

    # what is in the base

    def documents(self) -> list[PolicyDocument]:
        return [unpack_document(info) for (info,) in self.database.rows("SELECT info FROM documents ORDER BY document_id")]

    def document(self, document_id: str) -> PolicyDocument | None:
        row = self.database.one("SELECT info FROM documents WHERE document_id=?", (document_id,))
        return unpack_document(row[0]) if row else None

    def warnings(self, document_id: str) -> list[str]:
        row = self.database.one("SELECT warnings FROM documents WHERE document_id=?", (document_id,))
        return json.loads(row[0]) if row else []

    def pages(self, document_id: str) -> list[Page]:
        rows = self.database.rows("SELECT number, text, info, boxes FROM pages WHERE document_id=? ORDER BY number", (document_id,))
        return [unpack_page(*row) for row in rows]

    def page(self, document_id: str, number: int) -> Page | None:
        row = self.database.one("SELECT number, text, info, boxes FROM pages WHERE document_id=? AND number=?", (document_id, number))
        return unpack_page(*row) if row else None

    def clauses(self, document_id: str) -> tuple[Clause, ...]:
        """In pre-order; empty where the document is not in the base."""
        return self._tree(document_id, self.generation())

    def _read_tree(self, document_id: str, generation: int) -> tuple[Clause, ...]:
        rows = self.database.rows("SELECT body FROM clauses WHERE document_id=? ORDER BY seq", (document_id,))
        return tuple(unpack_clause(body) for (body,) in rows)

    def clause(self, document_id: str, eid: str) -> Clause | None:
        return next((clause for clause in self.clauses(document_id) if clause.eid == eid), None)

    def subtree(self, document_id: str, eid: str) -> tuple[Clause, ...]:
        """A clause and all below it, in order."""
        clauses = self.clauses(document_id)
        at = next((i for i, clause in enumerate(clauses) if clause.eid == eid), None)
        return clauses[at : subtree_end(clauses, at)] if at is not None else ()

    def passages(self, document_id: str) -> list[Passage]:
        rows = self.database.rows("SELECT passage_id, text, meta FROM passages WHERE document_id=? ORDER BY rid", (document_id,))
        return [unpack_passage(*row) for row in rows]

    def passages_by_rid(self, rids: Sequence[int]) -> dict[int, Passage]:
        """Those of `rids` that are passages of documents."""
        marks = ",".join(str(int(rid)) for rid in rids)
        rows = self.database.rows(f"SELECT rid, passage_id, text, meta FROM passages WHERE rid IN ({marks}) AND document_id IS NOT NULL")
        return {rid: unpack_passage(*rest) for rid, *rest in rows}

    def rids(self, passage_ids: Sequence[str]) -> dict[str, int]:
        """Of those that are passages of documents."""
        chosen = f"passage_id IN ({','.join('?' * len(passage_ids))}) AND document_id IS NOT NULL"
        return dict(self.database.rows(f"SELECT passage_id, rid FROM passages WHERE {chosen}", list(passage_ids)))

    def relations_of(self, document_id: str) -> list[Relation]:
        return [unpack_relation(row) for row in self.database.rows("SELECT * FROM relations WHERE source=?", (document_id,))]

    def relations_to(self, key: str) -> list[Relation]:
        """Relations whose target is this document (key) or a clause of it (key#…)."""
        rows = self.database.rows("SELECT * FROM relations WHERE target=? OR (target > ? AND target < ?)", (key, key + "#", key + "$"))
        return [unpack_relation(row) for row in rows]

    def abbreviations(self) -> list[tuple[str, str]]:
        """(long form, abbreviation) as the documents define them."""
        return self.database.rows("SELECT DISTINCT long, short FROM abbreviations")

    def file_path(self, document_id: str) -> Path | None:
        """The base's own copy of the original file."""
        document = self.document(document_id)
        return self.originals.find(document) if document else None

    def status(self, document_id: str) -> DocumentStatus:
        from index.status import status  # which reads this library

        return status(self, document_id)

    def generation(self) -> int:
        """Grows by one with every change of the base."""
        return self.database.generation()

    def settled(self, filters: Filters, with_status: Callable[[str], str] | None = None) -> Filters:
        """Filters that ask for documents instead of a status. `with_status`: a document's status, where it is known already."""
        if filters.statuses is None:
            return filters
        if with_status is None:
            with_status = lambda document_id: self.status(document_id).status  # noqa: E731
        kept = tuple(
            d.document_id
            for d in self.documents()
            if (filters.documents is None or d.document_id in filters.documents) and with_status(d.document_id) in filters.statuses
        )
        return replace(filters, documents=kept, statuses=None)

    def allowed(self, filters: Filters) -> np.ndarray | None:
        """The rids that filters leave, exactly; None where they restrict nothing."""
        return None if filters == Filters() else self._rids(self.settled(filters), self.generation())

    def synonyms(self) -> Synonyms:
        """Other names of things, with the abbreviations that the documents define."""
        return self._synonyms(self.generation())

    # the model

    @property
    def spec(self) -> ModelSpec:
        return self._spec()

    def encoder(self) -> Encoder:
        """The model that this base was embedded with. Raises ModelMismatch where another one is configured."""
        self.check_model()
        return self.configured_encoder()

    def configured_encoder(self) -> Encoder:
        """The model that is configured now, whatever the base was embedded with."""
        return self._encoder or load_encoder(self.spec)

    def check_model(self) -> None:
        stored = self.database.setting("model")
        if stored and stored != self.spec.fingerprint:
            raise ModelMismatch(
                f"basis dibuat dengan model '{stored.split('|')[0]}', sekarang dipilih '{self.spec.name}' (atau versinya berbeda). "
                "Vektornya tidak boleh dicampur: jalankan 'python -m index reembed', atau kembalikan RUJUKAN_MODEL."
            )

    # changes

    def known(self, path: Path, sha256: str) -> str | None:
        """The document that this very file already is in the base, read by this version of ingest; None otherwise."""
        row = self.database.one("SELECT document_id FROM documents WHERE sha256=? AND extraction=?", (sha256, EXTRACTION_VERSION))
        return row[0] if row else None

    def add(self, reading: Reading, source: Path | str) -> Added:
        """Adds or replaces one document in one transaction, by the indexing pipeline. Raises ModelMismatch, BaseBusy."""
        from index.pipelines import run  # which writes to this library

        with self.database.writer():
            self.check_model()
            source = Path(source).resolve()
            reading, twin = under_free_id(self.database, reading, source)
            inputs = {"cutter": {"reading": reading}, "writer": {"reading": reading, "source": source, "duplicate_of": twin}}
            return run(self._indexing, inputs)["writer"]["added"]

    @cached_property
    def _indexing(self):
        from index.pipelines import indexing_pipeline

        return indexing_pipeline(self)

    def put(self, reading: Reading, source: Path, passages: Sequence[Passage], embedded: Embedded, twin: str | None = None) -> Added:
        """Writes what is read, cut and embedded; what the same file or id had before goes in the same transaction."""
        document_id = reading.document.document_id
        with self.database.writer():
            self.originals.keep(source, reading.document)
            with self.database.write() as db:
                before = {row[0] for row in db.execute("SELECT document_id FROM documents WHERE source=?", (source.as_posix(),))}
                for gone in {*before, document_id}:
                    erase(db, gone)
                insert(db, reading, source.as_posix(), passages, embedded)
                db.execute("INSERT OR REPLACE INTO settings VALUES('model', ?)", (self.spec.fingerprint,))
            self.originals.drop_orphans()
        return Added(document_id, len(passages), twin)

    def remove(self, document_id: str) -> bool:
        """Whether the document was there. Nothing of it stays behind."""
        with self.database.writer():
            if self.document(document_id) is None:
                return False
            with self.database.write() as db:
                erase(db, document_id)
            self.originals.drop_orphans()
        return True

    # derived indexes

    @contextmanager
    def searching(self) -> Iterator[None]:
        """Inside, the base and both indexes are of one generation, whatever is written meanwhile."""
        with self._searching, self.database.snapshot():
            if self._follow() >= WORTH_PUBLISHING:
                self._offer()
            yield

    def refresh(self) -> None:
        """Brings the derived indexes to the base's generation. Never waits for a writer."""
        with self.searching():
            pass

    def _follow(self) -> int:
        """How many passages were replayed."""
        now = current(self.database)
        return self.dense.refresh(now) + self.keyword.refresh(now)

    def _offer(self) -> None:
        """A reader saves the next one the work, if nobody is writing. It does not cluster: somebody is waiting for an answer."""
        with suppress(BaseError, OSError), self.database.writer(wait=0):
            self.publish(may_cluster=False)

    def publish(self, may_cluster: bool = True) -> None:
        self.dense.publish(may_cluster)
        self.keyword.publish()

    def checkpoint(self) -> None:
        """Writes the derived indexes to disk, so that the next opening need not replay. Raises BaseBusy."""
        with self.database.writer(), self._searching, self.database.snapshot():
            self._follow()
            self.publish()

    def rebuild(self) -> None:
        """Makes the derived indexes again from SQLite; on disk the old ones answer until the new ones are whole. Raises BaseBusy."""
        with self.database.writer(), self._searching, self.database.snapshot():
            now = current(self.database)
            self.dense.rebuild(now)
            self.keyword.rebuild(now)
            self.publish()

    def close(self) -> None:
        """Gives up this thread's connection and what this process keeps on disk for itself."""
        self.keyword.drop_copy()
        self.database.close()


__all__ = ["FILE_NAME", "Added", "BaseError", "Library", "ModelMismatch"]
