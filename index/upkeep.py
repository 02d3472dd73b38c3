"""Checks, backups and restoring of a base."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from index.database import FILE_NAME, BaseError
from index.library import Library


def verify(library: Library, repair: bool = False) -> list[str]:
    """What is wrong, in Indonesian; empty where all is whole. `repair` makes the derived indexes again and says so."""
    found = [*truth_problems(library), *file_problems(library)]
    with library.searching():
        derived = derived_problems(library)
    if derived and repair:
        library.rebuild()
        derived = [f"{problem}; sudah dibuat ulang" for problem in derived]
    return found + derived


def truth_problems(library: Library) -> list[str]:
    database, found = library.database, []
    if (answer := database.one("PRAGMA integrity_check")[0]) != "ok":
        found.append(f"berkas basis rusak ({answer}); pulihkan dari cadangan")
    lost = "SELECT count(*) FROM passages p LEFT JOIN vectors v USING(rid) WHERE v.rid IS NULL AND p.document_id IS NOT NULL"
    if count := database.one(lost)[0]:
        found.append(f"{count} bagian tanpa vektor; jalankan python -m index reembed")
    orphans = (
        "SELECT DISTINCT document_id FROM passages WHERE document_id IS NOT NULL AND document_id NOT IN (SELECT document_id FROM documents)"
    )
    found += [
        f"{document_id}: ada bagian tanpa dokumennya; hapus dokumen ini, lalu baca ulang" for (document_id,) in database.rows(orphans)
    ]
    for document in library.documents():
        pages = database.one("SELECT count(*) FROM pages WHERE document_id=?", (document.document_id,))[0]
        if pages != document.pages:
            found.append(f"{document.document_id}: {pages} dari {document.pages} halaman ada di basis; baca ulang dokumennya")
    return found


def file_problems(library: Library) -> list[str]:
    found = []
    for document in library.documents():
        path = library.originals.find(document)
        if path is None:
            found.append(f"{document.document_id}: salinan berkas aslinya hilang; baca ulang dokumennya")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != document.sha256:
            found.append(f"{document.document_id}: salinan berkas aslinya berubah; hapus dokumen ini, lalu baca ulang")
    return found


def derived_problems(library: Library) -> list[str]:
    """The two indexes against the base, passage by passage. Inside `library.searching()`."""
    rows, found = library.database.rows, []
    for name, table, held in (("vektor", "vectors", library.dense.rids()), ("kata", "passages", library.keyword.rids())):
        wanted = [rid for (rid,) in rows(f"SELECT rid FROM {table} ORDER BY rid")]
        if sorted(held) != wanted:
            missing, surplus = len(set(wanted) - set(held)), len(held) - len(set(wanted) & set(held))
            found.append(f"indeks {name} tidak cocok dengan basis: kurang {missing}, lebih {surplus} bagian")
    return found


def backup(library: Library, target: Path) -> None:
    """One file with a consistent copy of the base and its original files; it appears whole or not at all. Raises BaseError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        copy = sqlite3.connect(Path(scratch) / FILE_NAME)
        library.database.connection().backup(copy)
        kept = {sha for (sha,) in copy.execute("SELECT sha256 FROM documents")}
        copy.close()
        packed = Path(scratch) / "cadangan.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(Path(scratch) / FILE_NAME, FILE_NAME)
            try:
                for path in sorted(p for p in library.files.glob("*") if p.stem in kept):
                    archive.write(path, f"files/{path.name}")
            except FileNotFoundError as error:
                raise BaseError("isi basis berubah selama pencadangan; ulangi setelah penulisan selesai") from error
        os.replace(packed, target)


def restore(source: Path, folder: Path) -> None:
    """Raises BaseError where the folder holds a base already or the file is no backup; then nothing is written."""
    if (folder / FILE_NAME).exists():
        raise BaseError(f"{folder} sudah berisi basis; pilih folder kosong dengan --kb")
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            if FILE_NAME not in names or not all(name == FILE_NAME or name.startswith("files/") for name in names) or archive.testzip():
                raise BaseError(f"{source.name} bukan cadangan basis Rujukan, atau rusak")
            archive.extractall(folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise BaseError(f"{source.name} tidak dapat dibaca sebagai cadangan ({error})") from error
