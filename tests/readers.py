"""Reading functions for the tests of the worker: what a file's name says happens in the child."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from ingest.values import IngestError, PolicyDocument, Reading


def reading(path: Path, title: str = "") -> Reading:
    return Reading(PolicyDocument(path.stem, "other", title, path.name, "0", 1), (), ())


def read(path: Path, progress=None) -> Reading:
    return {
        "bohong": refuse,
        "mati": die,
        "macet": hang,
        "lamban": crawl,
        "rakus": devour,
        "salah": fail,
        "ribut": chatter,
        "kabar": report,
    }.get(path.stem.split("-")[0], named)(path, progress)


def named(path: Path, progress) -> Reading:
    return reading(path, str(os.getpid()))


def refuse(path: Path, progress) -> Reading:
    raise IngestError(path, "berkas ini bukan PDF", 3)


def die(path: Path, progress) -> Reading:
    os.kill(os.getpid(), signal.SIGKILL)


def hang(path: Path, progress) -> Reading:
    while True:
        time.sleep(1)


def crawl(path: Path, progress) -> Reading:
    """Makes progress for longer than a file without pages may take, and ends."""
    for page in range(1, 9):
        time.sleep(0.25)
        progress("teks", page, 8)
    return reading(path)


def devour(path: Path, progress) -> Reading:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024 * 1024))


def fail(path: Path, progress) -> Reading:
    raise ValueError("rusak di dalam")


def chatter(path: Path, progress) -> Reading:
    print("pustaka yang banyak bicara")
    os.write(1, b"\x00\x01langsung")
    return reading(path)


def report(path: Path, progress) -> Reading:
    progress("ocr", 1, 2)
    progress("ocr", 2, 2)
    return reading(path)
