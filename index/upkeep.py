"""Checks, backups and restoring of a base."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from index.database import FILE_NAME, BaseError
from index.library import Library

REEMBED_BATCH = 256  # passages between two writes to the vector cache

def verify(library: Library, repair: bool = False) -> list[str]:
    """What is wrong, in Indonesian; empty where all is whole. `repair` makes the derived indexes again."""
    database, found = library.database, []
    if (answer := database.one("PRAGMA integrity_check")[0]) != "ok":
        found.append(f"berkas basis rusak ({answer}); pulihkan dari cadangan")
    for (document_id,) in database.rows("SELECT document_id FROM documents"):
        if library.file_path(document_id) is None:
            found.append(f"{document_id}: salinan berkas aslinya hilang; baca ulang dokumennya")
    if lost := database.one(
        "SELECT count(*) FROM passages p LEFT JOIN vectors v USING(rid) WHERE v.rid IS NULL AND p.document_id IS NOT NULL"
    )[0]:
        found.append(f"{lost} bagian tanpa vektor; jalankan python -m index reembed")
    library.refresh()
    passages = database.one("SELECT count(*) FROM passages")[0]
    vectors = database.one("SELECT count(*) FROM vectors")[0]
    dense = library.dense.index.ntotal if library.dense.index else 0
    keyword = library.keyword.index.searcher().num_docs if library.keyword.index else 0
    derived = []
    if dense != vectors:
        derived.append(f"indeks vektor memuat {dense} dari {vectors} bagian")
    if keyword != passages:
        derived.append(f"indeks kata memuat {keyword} dari {passages} bagian")
    if derived and repair:
        library.rebuild()
        derived = [f"{problem}; sudah dibuat ulang" for problem in derived]
    return found + derived


def backup(library: Library, target: Path) -> None:
    """One file with a consistent copy of the base and its original files; it appears whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        copy = sqlite3.connect(Path(scratch) / FILE_NAME)
        library.database.connection().backup(copy)
        kept = {f"{sha}" for (sha,) in copy.execute("SELECT sha256 FROM documents")}
        copy.close()
        packed = Path(scratch) / "cadangan.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(Path(scratch) / FILE_NAME, FILE_NAME)
            for path in sorted(library.files.glob("*")):
                if path.stem in kept:
                    archive.write(path, f"files/{path.name}")
        os.replace(packed, target)


def restore(source: Path, folder: Path) -> None:
    """Raises BaseError where the folder holds a base already or the file is no backup."""
    if (folder / FILE_NAME).exists():
        raise BaseError(f"{folder} sudah berisi basis; pilih folder kosong dengan --kb")
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            if FILE_NAME not in names or any(Path(name).is_absolute() or ".." in Path(name).parts for name in names):
                raise BaseError(f"{source.name} bukan cadangan basis Rujukan")
            archive.extractall(folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise BaseError(f"{source.name} tidak dapat dibaca sebagai cadangan ({error})") from error


def reembed(library: Library) -> int:
    """New vectors by the configured model for every passage; how many. Interrupted, it goes on from its cache.

    The old vectors answer until one transaction swaps them all.
    """
    rows = library.database.rows("SELECT rid, text FROM passages WHERE document_id IS NOT NULL ORDER BY rid")
    made: list[bytes] = []
    for start in range(0, len(rows), REEMBED_BATCH):
        vectors = library.embed([text for _, text in rows[start : start + REEMBED_BATCH]], any_model=True)
        made += [vector.tobytes() for vector in vectors]
    with library.database.write() as db:
        db.executemany("UPDATE vectors SET vector=? WHERE rid=?", [(v, rid) for v, (rid, _) in zip(made, rows, strict=True)])
        db.execute("INSERT OR REPLACE INTO settings VALUES('model', ?)", (library.spec.fingerprint,))
    library.rebuild()
    return len(rows)
