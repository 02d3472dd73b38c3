"""The other side of `ingest.worker`: reads files as they come on standard input, answers on standard output."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import IO

from ingest.values import IngestError
from ingest.worker import ReadFile, receive, send


def serve() -> None:
    """Reads until the parent is gone. The first message is (function, memory limit in bytes), each later one a path."""
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    try:
        function, memory = receive(source)
        limit_memory(memory)
        while True:
            answer(function, receive(source), target)
    except (EOFError, BrokenPipeError):
        sys.exit(0)


def limit_memory(limit: int) -> None:
    """Above this address space allocations fail; only where the platform can do it."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def answer(function: ReadFile, path: Path, target: IO[bytes]) -> None:
    try:
        reading = function(path, progress=lambda stage, done, total: send(target, ("progress", (stage, done, total))))
        message = ("reading", reading)
    except IngestError as error:
        message = ("refused", (error.reason, error.page))
    except MemoryError:
        message = ("refused", ("memori yang diperbolehkan tidak cukup untuk membaca berkas ini", None))
    except BrokenPipeError:
        raise
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        message = ("refused", (f"kesalahan tak terduga saat membaca ({type(error).__name__}: {error}; {place})", None))
    send(target, message)
