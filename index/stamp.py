"""How far a derived index has followed the base: what it is stamped with, on disk and in memory."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from index.database import Database


@dataclass(frozen=True, slots=True)
class Stamp:
    """A state of the base. `high`: the last rid given out; `removed`: the last entry of the log of removals."""

    generation: int = 0
    token: str = ""
    high: int = 0
    removed: int = 0


def current(database: Database) -> Stamp:
    """To be called inside a snapshot."""
    last = database.one("SELECT generation, token FROM generations ORDER BY generation DESC LIMIT 1") or (0, "")
    counters = dict(database.rows("SELECT name, seq FROM sqlite_sequence"))
    return Stamp(*last, counters.get("passages", 0), counters.get("removed", 0))


def belongs(database: Database, stamp: Stamp) -> bool:
    """Whether a stamp is of this base's own past (a restored backup has another one)."""
    return (
        stamp == Stamp()
        or database.one("SELECT 1 FROM generations WHERE generation=? AND token=?", (stamp.generation, stamp.token)) is not None
    )


def write_stamp(path: Path, stamp: Stamp, /, **more: str | int) -> None:
    scratch = path.with_suffix(".tmp")
    with open(scratch, "w", encoding="utf-8") as handle:
        json.dump(asdict(stamp) | more, handle)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(scratch, path)


def read_stamp(file: Path, *names: str) -> tuple[Stamp, list] | None:
    """The stamp and the values that were written with it under `names`; None where there is no whole one."""
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
        return Stamp(*(given[name] for name in Stamp.__slots__)), [given[name] for name in names]
    except (OSError, ValueError, KeyError):
        return None
