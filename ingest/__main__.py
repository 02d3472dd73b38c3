"""`python -m ingest [PATH …]` reads files into a base; `remove`, `list`, `fetch`, `verify`, `backup`, `restore` look after it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from index.database import BaseError
from index.library import Library
from index.location import base_folder
from index.model import ModelError
from ingest.values import IngestReport, PolicyDocument

SAMPLE = Path(__file__).resolve().parent.parent / "corpus"
WARNINGS_SHOWN, LISTED = 5, 8


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    command = COMMANDS.get(arguments[0]) if arguments else None
    try:
        return command(arguments[1:]) if command else add(arguments)
    except (BaseError, ModelError, FileNotFoundError, PermissionError) as error:
        print(f"Gagal: {error}", file=sys.stderr)
        return 2 if isinstance(error, FileNotFoundError) else 1


def parser_for(name: str, about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m ingest{name and ' ' + name}", description=about)
    parser.add_argument("--kb", type=Path, help="folder basis (bawaan: RUJUKAN_KB atau .kb)")
    parser.add_argument("--json", action="store_true", help="laporan sebagai JSON")
    return parser


def add(arguments: list[str]) -> int:
    parser = parser_for("", "Membaca berkas dan folder ke dalam basis; yang tidak berubah tidak dibaca ulang. Perintah lain: " + ", ".join(COMMANDS))
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="berkas atau folder (bawaan: dokumen contoh di corpus/)")
    given = parser.parse_args(arguments)
    library = Library(base_folder(given.kb))
    report = with_progress(library, given.paths or [SAMPLE], quiet=given.json)
    if given.json:
        print(json.dumps(report_json(library, report), ensure_ascii=False, indent=2))
    else:
        print("\n".join(report_lines(library, report)))
    return 3 if report.refused else 0


def with_progress(library: Library, paths: Iterable[Path], quiet: bool) -> IngestReport:
    from index.intake import files_in, take_in

    paths = list(paths)
    if quiet or not sys.stderr.isatty():
        return take_in(library, paths)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<44.44}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        files = bar.add_task("berkas", total=len(files_in(paths)))
        now = bar.add_task("", total=None)

        def page(path: Path, stage: str, done: int, count: int) -> None:
            bar.update(now, description=f"{path.name} ({stage})", completed=done, total=count)

        return take_in(library, paths, page, lambda path: bar.advance(files))


def report_json(library: Library, report: IngestReport) -> dict:
    refused = [{"file": file, "reason": reason, "page": page} for file, reason, page in report.refused]
    documents = {d.document_id: summary(d) for d in library.documents()}
    return {
        "read": [documents[document_id] for document_id in report.read if document_id in documents],
        "unchanged": list(report.unchanged),
        "refused": refused,
        "warnings": [{"document_id": document_id, "warning": warning} for document_id, warning in report.warnings],
        "duplicates": [{"document_id": a, "duplicate_of": b} for a, b in report.duplicates],
    }


def summary(document: PolicyDocument) -> dict:
    names = ("document_id", "file", "kind", "form", "number", "year", "title", "region", "pages", "extraction")
    return {name: getattr(document, name) for name in names} | {"health": asdict(document.health)}


def report_lines(library: Library, report: IngestReport) -> Iterable[str]:
    by_id = {d.document_id: d for d in library.documents()}
    for document_id in report.read:
        yield f"dibaca    {describe(by_id[document_id])}" if document_id in by_id else f"dibaca    {document_id}"
        told = [warning for owner, warning in report.warnings if owner == document_id]
        yield from (f"          ! {warning}" for warning in told[:WARNINGS_SHOWN])
        if len(told) > WARNINGS_SHOWN:
            yield f"          ! … dan {len(told) - WARNINGS_SHOWN} peringatan lain (lihat --json)"
    for a, b in report.duplicates:
        yield f"kembar    {a} adalah peraturan yang sama dengan {b}; keduanya disimpan"
    for file, reason, page in report.refused:
        yield f"ditolak   {file}{f', halaman {page}' if page else ''}: {reason}"
    yield f"{len(report.read)} dibaca, {len(report.unchanged)} tidak berubah, {len(report.refused)} ditolak; {len(by_id)} dokumen di dalam basis."


def describe(document: PolicyDocument) -> str:
    health = document.health
    unread = health.unreadable_pages
    counts = [(health.text_pages, "teks"), (health.ocr_pages, "OCR"), (len(unread), f"tidak terbaca: {listed(unread)}")]
    parts = [f"{document.document_id}: {document.name}", f"{document.pages} halaman ({', '.join(f'{n} {what}' for n, what in counts if n)})"]
    if health.low_confidence_pages:
        parts.append(f"OCR kurang yakin di halaman {listed(health.low_confidence_pages)}")
    if health.pasal_count:
        whole = not health.pasal_gaps and not document.title.startswith("Perubahan")  # an amending act has only the Pasal that it changes
        parts.append(f"{health.pasal_count} Pasal" + (", tanpa nomor yang hilang" if whole else ""))
    elif document.kind == "regulation":
        parts.append("tanpa Pasal")
    if health.pasal_gaps:
        parts.append(f"Pasal tidak ditemukan: {listed(health.pasal_gaps)}")
    return "; ".join(parts)


def listed(numbers: Sequence[object]) -> str:
    """
    >>> listed((1, 2, 3)), listed(tuple(range(1, 12)))
    ('1, 2, 3', '1, 2, 3, 4, 5, 6, 7, 8 dan 3 lagi')
    """
    more = len(numbers) - LISTED
    return ", ".join(map(str, numbers[:LISTED])) + (f" dan {more} lagi" if more > 0 else "")


def remove(arguments: list[str]) -> int:
    parser = parser_for("remove", "Menghapus dokumen dari basis.")
    parser.add_argument("documents", nargs="+", metavar="DOCUMENT_ID")
    given = parser.parse_args(arguments)
    library = Library(base_folder(given.kb))
    gone = {document_id: library.remove(document_id) for document_id in given.documents}
    library.checkpoint()
    if given.json:
        print(json.dumps({"removed": [d for d, found in gone.items() if found], "missing": [d for d, found in gone.items() if not found]}))
    else:
        print("\n".join(f"dihapus   {d}" if found else f"tidak ada {d}" for d, found in gone.items()))
    return 0 if all(gone.values()) else 3


def list_documents(arguments: list[str]) -> int:
    given = parser_for("list", "Menampilkan dokumen di dalam basis dengan mutu bacaannya.").parse_args(arguments)
    documents = Library(base_folder(given.kb)).documents()
    if given.json:
        print(json.dumps([summary(d) for d in documents], ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(describe, documents)) or "basis masih kosong: python -m ingest BERKAS")
    return 0


def verify(arguments: list[str]) -> int:
    from index.upkeep import verify as check

    parser = parser_for("verify", "Memeriksa basis terhadap catatannya sendiri.")
    parser.add_argument("--repair", action="store_true", help="buat ulang indeks turunan yang tidak cocok")
    given = parser.parse_args(arguments)
    found = check(Library(base_folder(given.kb)), repair=given.repair)
    print(json.dumps({"problems": found}, ensure_ascii=False) if given.json else "\n".join(found) or "basis utuh.")
    return 3 if found and not given.repair else 0


def backup(arguments: list[str]) -> int:
    from index.upkeep import backup as save

    parser = parser_for("backup", "Menyimpan seluruh basis ke dalam satu berkas.")
    parser.add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    save(Library(base_folder(given.kb)), given.file)
    print(f"cadangan ditulis ke {given.file}")
    return 0


def restore(arguments: list[str]) -> int:
    from index.upkeep import restore as bring_back

    parser = parser_for("restore", "Memulihkan basis dari berkas cadangan ke folder yang masih kosong.")
    parser.add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    bring_back(given.file, base_folder(given.kb))
    print(f"basis dipulihkan ke {base_folder(given.kb)}")
    return 0


def fetch(arguments: list[str]) -> int:
    from ingest.fetch import main as download

    return download(arguments)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "remove": remove, "list": list_documents, "fetch": fetch, "verify": verify, "backup": backup, "restore": restore,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
