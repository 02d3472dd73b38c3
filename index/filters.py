"""The restrictions of a search on the command line."""

from __future__ import annotations

import argparse
from typing import get_args

from index.values import Filters, Status


def add_filter_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("saringan (boleh diulang)")
    group.add_argument("--document", action="append", metavar="ID", help="hanya dokumen ini")
    group.add_argument("--form", action="append", help="hanya bentuk ini: UU, PP, Perpres, Perda, Perbup …")
    group.add_argument("--year", action="append", type=int, help="hanya tahun ini")
    group.add_argument("--kind", action="append", choices=["regulation", "master_plan", "training", "other"], help="hanya jenis ini")
    group.add_argument("--status", action="append", choices=get_args(Status), help="hanya status ini")
    group.add_argument("--region", action="append", metavar="DAERAH", help='hanya daerah ini, misalnya "Kabupaten Arunika"')
    group.add_argument("--page", action="append", type=int, metavar="N", help="hanya halaman PDF ini")
    group.add_argument("--ocr", action=argparse.BooleanOptionalAction, help="hanya hasil OCR, atau hanya yang bukan")


def filters_from(given: argparse.Namespace) -> Filters:
    def values(found: list | None) -> tuple | None:
        return tuple(found) if found else None

    return Filters(
        documents=values(given.document),
        forms=values(given.form),
        years=values(given.year),
        kinds=values(given.kind),
        statuses=values(given.status),
        regions=values(given.region),
        pages=values(given.page),
        ocr=given.ocr,
    )
