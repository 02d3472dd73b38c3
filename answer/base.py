"""A library made ready for questions: searcher, statuses, frequencies and the glossary, each kept for one generation of the base."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from answer.reader import Reader, load_reader
from answer.refuse import Calibration
from answer.rerank import Base, weights
from answer.spelling import Vocabulary
from answer.spoken import written
from index.library import Library
from index.model import DEFAULT_NAME
from index.search import Searcher
from index.status import changed_by, status
from index.stemming import STOP_WORDS, stem, words
from index.values import DocumentStatus, Passage

TERM = re.compile(
    r"^(?:Pasal\s+\d+\s+)?(?:\(?(?:\d{1,3}|[a-z])[.)]\s*)?(?P<term>[^.;:\n]{2,120}?)"
    r"(?:\s*,?\s+(?:yang\s+)?(?:untuk\s+)?selanjutnya\s+(?:disingkat|disebut)(?:\s+dengan)?\s+(?P<short>[^,.;]{2,60}?))?,?\s+(?:adalah|ialah)\s+(?=[^\s\d])"
)
READ_FOR_WORDS = 20_000  # passages; in a large base the rest adds hardly a word
OR = re.compile(r"\s+atau\s+")  # "Whistleblower atau Pelapor adalah …"
NO_TERM = re.compile(r"\b(?:ini|tersebut|dimaksud|ayat|pasal|huruf|berikut|tujuan|hal|bahwa)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A term that a document defines, its abbreviation, and the passage that defines it."""

    term: str
    short: str
    passage: Passage


class Prepared:
    """Safe from any thread; looks at the base's generation before each question. `weights` and `limits` are those of weights.json and
    calibration.json, unless another pipeline is measured."""

    def __init__(self, library: Library):
        self.library = library
        self.searcher, self._reads = Searcher(library), True
        self.weights: Mapping[str, float] = weights()
        self.limits: Calibration | None = None
        self._generation, self._lock = -1, threading.Lock()

    def refresh(self) -> None:
        with self._lock:
            self.library.refresh()
            now = self.library.generation()
            if now != self._generation:
                self.frequency = lru_cache(50_000)(self._frequency)
                self.status = lru_cache(4096)(self._status)
                self.changed_by = lru_cache(4096)(self._changed_by)
                self._terms, self._vocabulary = None, None
                self.forms = {d.document_id: d.form for d in self.library.documents()}
                self._generation = now

    def _frequency(self, stemmed: str) -> int:
        return self.library.keyword.frequency(stemmed)

    def _status(self, document_id: str) -> DocumentStatus:
        return status(self.library, document_id)

    def _changed_by(self, document_id: str, pasal: str) -> tuple[tuple[str, str], ...]:
        return changed_by(self.library, document_id, pasal)

    def base(self) -> Base:
        size = self.library.database.one("SELECT count(*) FROM passages")[0]
        return Base(self.frequency, size, lambda document_id: self.status(document_id).status == "dicabut", self.forms.get, self.weights)

    def reader(self) -> Reader | None:
        """Our own reading model, which goes with the packaged embedding model only; None within `reading(False)`."""
        return load_reader() if self._reads and self.library.spec.name == DEFAULT_NAME else None

    @contextmanager
    def reading(self, reads: bool) -> Iterator[None]:
        """With the reader, where there is one, or without it: to measure what it adds."""
        self._reads = reads
        try:
            yield
        finally:
            self._reads = True

    def knows(self, word: str) -> bool:
        """Whether a word stands in the base, is another name for what does, or is a verb of it as it is spoken."""
        return bool(self.frequency(stem(word))) or (word,) in self.searcher.synonyms.names or bool(written(word, self.frequency))

    def vocabulary(self) -> Vocabulary:
        """Words of the base: of its titles and of the text of its first passages."""
        if self._vocabulary is None:
            rows = self.library.database.rows(f"SELECT text FROM passages WHERE document_id IS NOT NULL ORDER BY rid LIMIT {READ_FOR_WORDS}")
            self._vocabulary = Vocabulary([*(d.title for d in self.library.documents()), *(text for (text,) in rows)])
        return self._vocabulary

    def terms(self) -> list[Term]:
        """All definitions of the base, in the order of its documents."""
        if self._terms is None:
            found = []
            for document in self.library.documents():
                found += [term for passage in self.library.passages(document.document_id) if (term := defined(passage))]
            self._terms = found
        return self._terms

    def definitions(self, name: str) -> list[Term]:
        """Terms whose name or abbreviation is `name`, else those whose name has all of its words."""
        asked = telling_stems(name)
        if not asked:
            return []
        exact = [t for t in self.terms() if any(asked == telling_stems(n) for n in (t.term, t.short, *OR.split(t.term)))]
        return exact or [t for t in self.terms() if len(asked) > 1 and telling_stems(t.term)[: len(asked)] == asked]


def telling_stems(name: str) -> list[str]:
    """The stems of a name without its small words ("parkir di tepi jalan"), all of them where it has no others."""
    said = words(name)
    return [stem(w) for w in said if w not in STOP_WORDS] or [stem(w) for w in said]


def defined(passage: Passage) -> Term | None:
    """The term a passage defines: "5. Sengketa Informasi Publik adalah …"; None where it defines none."""
    match = TERM.match(passage.text)
    if not match or NO_TERM.search(match["term"]) or len(match["term"].split()) > (24 if match["short"] else 12) or not match["term"][0].isupper():
        return None
    return Term(match["term"].strip(), (match["short"] or "").strip(), passage)
