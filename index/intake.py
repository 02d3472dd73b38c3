"""Files into a base: what is new is read in child processes and added, one transaction a document."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from index.library import Library
from index.model import data_folder
from ingest import office
from ingest.reading import read
from ingest.values import IngestError, IngestReport, Reading
from ingest.worker import read_many

SUFFIXES = {".pdf"} | office.SUFFIXES
WORKERS = min(2, os.cpu_count() or 1)
Progress = Callable[[Path, str, int, int], None]  # file, stage, done, of how many


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The readable files of files and folders, sorted. Raises FileNotFoundError for a path that is not there."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path} tidak ada")
        found += sorted(p for p in path.rglob("*") if p.is_file() and is_document(p)) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def is_document(path: Path) -> bool:
    """Whether a file found in a folder is taken in: not a README, which is about the folder, nor what editors leave behind.

    >>> [is_document(Path(name)) for name in ("perda.pdf", "README.md", "~$nota.docx", ".nota.md", "foto.jpg")]
    [True, False, False, False, False]
    """
    return path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme" and not path.name.startswith((".", "~$"))


def take_in(
    library: Library, paths: Iterable[Path], progress: Progress | None = None, done: Callable[[Path], None] | None = None
) -> IngestReport:
    """Adds or updates files; what is unchanged costs a hash. One bad file never stops the rest."""
    library.check_model()
    new: list[Path] = []
    unchanged: list[str] = []
    for path in files_in(paths):
        known = library.known(path, hashlib.sha256(path.read_bytes()).hexdigest())
        unchanged += [known] if known else []
        new += [] if known else [path]
        if known and done:
            done(path)
    read_ids: list[str] = []
    refused: list[tuple[str, str, int | None]] = []
    warnings: list[tuple[str, str]] = []
    duplicates: list[tuple[str, str]] = []
    with library.database.writer():
        for path, result in results(new, progress):
            if isinstance(result, IngestError):
                refused.append((path.name, result.reason, result.page))
            else:
                added = library.add(result, path.resolve())
                read_ids.append(added.document_id)
                warnings += [(added.document_id, warning) for warning in result.warnings]
                duplicates += [(added.document_id, added.duplicate_of)] if added.duplicate_of else []
            if done:
                done(path)
        if read_ids:
            library.checkpoint()
    return IngestReport(tuple(read_ids), tuple(unchanged), tuple(refused), tuple(warnings), tuple(duplicates))


def results(paths: Sequence[Path], progress: Progress | None) -> Iterator[tuple[Path, Reading | IngestError]]:
    """In the order of `paths`, so that ids do not depend on which child was faster."""
    if not paths:
        return
    waiting: dict[Path, Reading | IngestError] = {}
    at = 0
    reader = partial(read, cache_dir=data_folder() / "ocr")
    for path, result in read_many(paths, reader, WORKERS, progress=progress):
        waiting[path] = result
        while at < len(paths) and paths[at] in waiting:
            yield paths[at], waiting.pop(paths[at])
            at += 1
