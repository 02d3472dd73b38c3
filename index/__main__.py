"""`python -m index search QUERY`, `rebuild` and `reembed`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from index.contract import hits_json
from index.database import BaseError
from index.filters import add_filter_arguments, filters_from
from index.library import Library
from index.location import base_folder
from index.model import ModelError
from index.search import search

SHOWN = 160  # characters of a hit's text


def main(arguments: list[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    try:
        library = Library(base_folder(given.kb))
        return COMMANDS[given.command](library, given)
    except (BaseError, ModelError, OSError) as error:
        print(f"Gagal: {error}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m index", description="Mencari di dalam basis dan merawat indeksnya.")
    commands = made.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    searching = commands.add_parser("search", help="mencari bagian dokumen")
    searching.add_argument("query", metavar="QUERY")
    searching.add_argument("-k", type=int, default=10, help="banyaknya hasil (bawaan: 10)")
    searching.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    add_filter_arguments(searching)
    rebuilding = commands.add_parser("rebuild", help="membuat ulang indeks turunan dari basis")
    embedding = commands.add_parser("reembed", help="membuat ulang vektor dengan model yang sekarang dipilih")
    for command in (searching, rebuilding, embedding):
        command.add_argument("--kb", type=Path, help="folder basis (bawaan: RUJUKAN_KB atau .kb)")
    return made


def find(library: Library, given: argparse.Namespace) -> int:
    hits = search(library, given.query, given.k, filters_from(given))
    if given.json:
        print(json.dumps(hits_json(hits), ensure_ascii=False, indent=2))
        return 0
    for hit in hits:
        text = " ".join(hit.passage.text.split())
        print(f"{hit.rank:2}. {hit.passage.document_id}, {hit.passage.locator}, halaman {hit.passage.first_page} ({hit.score:.2f})")
        print(f"    {text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}")
    if not hits:
        print("tidak ada hasil.")
    return 0


def rebuild(library: Library, given: argparse.Namespace) -> int:
    library.rebuild()
    print("indeks turunan dibuat ulang.")
    return 0


def reembed(library: Library, given: argparse.Namespace) -> int:
    from index.upkeep import reembed as embed_again

    print(f"{embed_again(library)} bagian memakai model {library.spec.name}.")
    return 0


COMMANDS = {"search": find, "rebuild": rebuild, "reembed": reembed}

if __name__ == "__main__":
    sys.exit(main())
