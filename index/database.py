"""One SQLite file a base: connections, the schema, the writer's lock, snapshots, settings."""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION = "2"
FILE_NAME = "rujukan.sqlite"
LOCK_NAME = "tulis.lock"
LOCK_WAIT = 3.0  # seconds: a writer that is just finishing is no reason to give up
BUSY = "basis sedang ditulis oleh proses lain. Tunggu sampai selesai, lalu coba lagi."
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=1073741824; PRAGMA cache_size=-65536;"


class BaseError(Exception):
    """A base that cannot be used; says in Indonesian why and what to do."""


class BaseBusy(BaseError):
    """Another process is writing to the base."""


class Database:
    """Connections to a base: one a thread. Reading needs no lock; writing goes through `write()` under the base's lock."""

    def __init__(self, folder: Path):
        self.folder, self.path = folder, folder / FILE_NAME
        folder.mkdir(parents=True, exist_ok=True)
        self._local = threading.local()
        self._writing = threading.RLock()
        self._lock_depth = 0
        self._lock_handle = None
        try:
            self.prepare()
        except sqlite3.DatabaseError as error:
            self.close()
            raise BaseError(f"basis di {folder} rusak atau bukan basis Rujukan ({error}). Pulihkan dari cadangan.") from error

    def prepare(self) -> None:
        """Writes the schema into a new base; an existing one is only looked at."""
        tables = {name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type='table'")}
        if "settings" not in tables:
            with self._writing:
                self.connection().executescript(f"BEGIN IMMEDIATE; {SCHEMA.read_text(encoding='utf-8')}")
                self.connection().execute("INSERT OR IGNORE INTO settings VALUES('schema', ?)", (SCHEMA_VERSION,))
                self.connection().execute("COMMIT")
        if (found := self.setting("schema")) != SCHEMA_VERSION:
            raise BaseError(
                f"basis di {self.folder} dibuat oleh versi lain (skema {found}, program ini {SCHEMA_VERSION}). "
                "Hapus foldernya, lalu buat ulang: python -m ingest"
            )

    def connection(self) -> sqlite3.Connection:
        found = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            self._local.connection = found
            found.executescript(PRAGMAS)
        return found

    def rows(self, sql: str, values: tuple | list | dict = ()) -> list[tuple]:
        return self.connection().execute(sql, values).fetchall()

    def one(self, sql: str, values: tuple | list = ()) -> tuple | None:
        return self.connection().execute(sql, values).fetchone()

    def setting(self, key: str) -> str | None:
        row = self.one("SELECT value FROM settings WHERE key=?", (key,))
        return row[0] if row else None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread reads inside is of one generation, whatever is written meanwhile."""
        connection = self.connection()
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT 1 FROM settings").fetchone()  # a snapshot begins with the first reading
            yield
        finally:
            connection.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction under the writer's lock, one generation more; rolled back on any error."""
        with self.writer():
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("INSERT INTO generations(token) VALUES(?)", (secrets.token_hex(8),))
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    @contextmanager
    def writer(self, wait: float = LOCK_WAIT) -> Iterator[None]:
        """Holds the writer's lock, re-entrant within a thread. Raises BaseBusy where another one keeps it for `wait` seconds."""
        if not self._writing.acquire(timeout=wait):
            raise BaseBusy(BUSY)
        try:
            if self._lock_depth == 0:
                self._lock_handle = wait_for_lock(self.folder / LOCK_NAME, wait)
            self._lock_depth += 1
            try:
                yield
            finally:
                self._lock_depth -= 1
                if self._lock_depth == 0:
                    self._lock_handle.close()
        finally:
            self._writing.release()

    def generation(self) -> int:
        """Grows by one with every change."""
        return self.one("SELECT max(generation) FROM generations")[0] or 0

    def close(self) -> None:
        """Closes this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None


def wait_for_lock(path: Path, seconds: float = LOCK_WAIT):
    """The held lock, as an open file. Raises BaseBusy."""
    until = time.monotonic() + seconds
    while (handle := take_lock(path)) is None:
        if time.monotonic() > until:
            raise BaseBusy(BUSY)
        time.sleep(0.05)
    return handle


def take_lock(path: Path):
    """An open file that holds the operating system's lock, which goes with the process however it ends; None where it is taken."""
    handle = open(path, "a+")  # noqa: SIM115  closed by the holder
    try:
        if os.name == "nt":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle
