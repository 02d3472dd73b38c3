"""One SQLite file a base: connections, the schema, the writer's lock, settings."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION = "1"
FILE_NAME = "rujukan.sqlite"
LOCK_NAME = "tulis.lock"


class BaseError(Exception):
    """A base that cannot be used; says in Indonesian why and what to do."""


class BaseBusy(BaseError):
    """Another process is writing to the base."""


class Database:
    """Connections to a base: one a thread for reading; writing goes through `write()` under the base's lock."""

    def __init__(self, folder: Path):
        self.folder, self.path = folder, folder / FILE_NAME
        folder.mkdir(parents=True, exist_ok=True)
        self._local = threading.local()
        self._writing = threading.RLock()
        self._lock_depth = 0
        self._lock_handle = None
        with self._writing:
            connection = self.connection()
            try:
                connection.executescript(SCHEMA.read_text(encoding="utf-8"))
            except sqlite3.DatabaseError as error:
                raise BaseError(f"basis di {folder} rusak atau bukan basis Rujukan ({error}). Pulihkan dari cadangan.") from error
            connection.execute("INSERT OR IGNORE INTO settings VALUES('schema', ?)", (SCHEMA_VERSION,))
            connection.commit()
        if (found := self.setting("schema")) != SCHEMA_VERSION:
            raise BaseError(f"basis dibuat oleh versi lain (skema {found}, program ini {SCHEMA_VERSION}). Buat ulang: python -m ingest")

    def connection(self) -> sqlite3.Connection:
        found = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self.path, timeout=30, check_same_thread=False)
            found.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=1073741824; PRAGMA cache_size=-65536;"
            )
            self._local.connection = found
        return found

    def rows(self, sql: str, values: tuple | list | dict = ()) -> list[tuple]:
        return self.connection().execute(sql, values).fetchall()

    def one(self, sql: str, values: tuple | list = ()) -> tuple | None:
        return self.connection().execute(sql, values).fetchone()

    def setting(self, key: str) -> str | None:
        row = self.one("SELECT value FROM settings WHERE key=?", (key,))
        return row[0] if row else None

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction under the writer's lock; rolled back on any error."""
        with self.writer():
            connection = self.connection()
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute(
                    "INSERT INTO settings VALUES('generation','1') ON CONFLICT(key) DO UPDATE SET value=CAST(value AS INTEGER)+1"
                )

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Holds the writer's lock, re-entrant within a process. Raises BaseBusy where another process has it."""
        with self._writing:
            if self._lock_depth == 0:
                self._lock_handle = take_lock(self.folder / LOCK_NAME)
            self._lock_depth += 1
            try:
                yield
            finally:
                self._lock_depth -= 1
                if self._lock_depth == 0:
                    self._lock_handle.close()

    def generation(self) -> int:
        return int(self.setting("generation") or 0)

    def close(self) -> None:
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None


def take_lock(path: Path):
    """An open file that holds the operating system's lock; the lock goes with the process, however it ends."""
    handle = open(path, "a+")  # noqa: SIM115  closed by the holder
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        raise BaseBusy("basis sedang ditulis oleh proses lain. Tunggu sampai selesai, lalu coba lagi.") from error
    return handle
