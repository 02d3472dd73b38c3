"""`python -m index search QUERY` looks passages up; `rebuild` and `reembed` make what is derived from the documents again."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from index.contract import hits_json
from index.database import BaseError
from index.filters import add_filter_arguments, filters_from
from index.library import Library
from index.location import base_folder
from index.model import ModelError
from index.values import Hit

SHOWN = 220  # characters of a passage on the screen


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index", description="Mencari di dalam basis, dan merawat indeksnya.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    looking = commands.add_parser("search", help="mencari bagian dokumen", description="Mencari bagian dokumen yang paling cocok.")
    looking.add_argument("query", nargs="+", metavar="QUERY", help="kata atau pertanyaan")
    looking.add_argument("-k", type=positive, default=10, help="banyaknya hasil (bawaan: 10)")
    looking.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    add_filter_arguments(looking)
    again = commands.add_parser("rebuild", help="membuat ulang indeks vektor dan indeks kata dari basis")
    anew = commands.add_parser("reembed", help="membuat ulang vektor dengan model yang dipilih sekarang (RUJUKAN_MODEL); boleh terputus")
    for command, function in ((looking, search), (again, rebuild), (anew, reembed)):
        command.add_argument("--kb", type=Path, help="folder basis (bawaan: RUJUKAN_KB atau .kb)")
        command.set_defaults(function=function)
    given = parser.parse_args(arguments)
    return guarded(given.function, given)


def positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' bukan bilangan bulat mulai dari 1")
    return int(text)


def guarded(function: Callable[[argparse.Namespace], int], given: argparse.Namespace) -> int:
    try:
        return function(given)
    except (BaseError, ModelError, OSError) as error:
        print(f"Gagal: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Dihentikan. Yang sudah selesai tersimpan; jalankan lagi untuk melanjutkan.", file=sys.stderr)
    return 1


def existing(given: argparse.Namespace) -> Library:
    """Raises BaseError where there is nothing to look at."""
    folder = base_folder(given.kb)
    library = Library(folder) if folder.is_dir() else None
    if library is None or not library.documents():
        raise BaseError(f"basis di {folder} masih kosong. Tambahkan dokumen dahulu: python -m ingest BERKAS")
    return library


def search(given: argparse.Namespace) -> int:
    from index.search import search as find

    hits = find(existing(given), " ".join(given.query), given.k, filters_from(given))
    if given.json:
        print(json.dumps(hits_json(hits), ensure_ascii=False, indent=2))
    else:
        print("\n".join(readable(hits)) or "Tidak ada bagian yang lolos saringan.")
    return 0


def readable(hits: Sequence[Hit]) -> Iterable[str]:
    for hit in hits:
        passage = hit.passage
        pages = f"{passage.first_page}-{passage.last_page}" if passage.last_page > passage.first_page else str(passage.first_page)
        text = " ".join(passage.text.split())
        yield f"{hit.rank:>2}. {passage.document_id}, {passage.locator}, halaman {pages} (skor {hit.score:.3f})"
        yield f"    {text if len(text) <= SHOWN else text[:SHOWN].rsplit(' ', 1)[0] + ' …'}"


def rebuild(given: argparse.Namespace) -> int:
    library = existing(given)
    library.rebuild()
    print(f"indeks dibuat ulang: {library.dense.size} vektor, {library.keyword.size} bagian.")
    return 0


def reembed(given: argparse.Namespace) -> int:
    from index.reembed import reembed as embed_again

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} dari {total} bagian", end="" if done < total else "\n", file=sys.stderr, flush=True)

    library = existing(given)
    made = embed_again(library, progress)
    print(f"{made} bagian diberi vektor baru oleh model {library.spec.name}; sisanya sudah cocok.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
