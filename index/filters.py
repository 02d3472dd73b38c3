"""The restrictions of a search on the command line."""

from __future__ import annotations

import argparse

from index.values import Filters


def add_filter_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("saringan (boleh diulang)")
    group.add_argument("--document", action="append", metavar="ID", help="hanya dokumen ini")
    group.add_argument("--form", action="append", help="hanya bentuk ini: UU, PP, Perpres, Perda, Perbup …")
    group.add_argument("--year", action="append", type=int, help="hanya tahun ini")
    group.add_argument("--kind", action="append", choices=["regulation", "master_plan", "training", "other"], help="hanya jenis ini")


def filters_from(given: argparse.Namespace) -> Filters:
    def values(found: list | None) -> tuple | None:
        return tuple(found) if found else None

    return Filters(values(given.document), values(given.form), values(given.year), values(given.kind))
