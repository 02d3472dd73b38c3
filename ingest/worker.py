"""Files are read in child processes, so that a hostile or broken file costs only itself.

A child is a fresh interpreter (`ingest.child`) that reads one file after another, so models are loaded once a child. It is ended, and
another one started, where it crashes, takes too long or stops making progress. Not `multiprocessing`: that would run the main
program (a Streamlit script) again in every child.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ingest.values import IngestError, Reading

ReadFile = Callable[..., Reading]  # called as function(path, progress=callback); picklable by reference
FileProgress = Callable[[Path, str, int, int], None]  # file, stage, done, of how many
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take. A file with n pages may take `seconds + n * seconds_per_page` in all."""

    seconds: float = 180.0
    seconds_per_page: float = 20.0
    stall: float = 150.0  # seconds without a finished page; above the 60 s that OCR may take for one
    stall_per_page: float = 1.0  # more for a long file, whose structure is worked out after its last page
    memory: int = 4096 * MIB  # bytes of address space, where the platform can limit it


@dataclass(frozen=True, slots=True)
class Done:
    path: Path
    result: Reading | IngestError


def read_many(
    paths: Iterable[Path],
    function: ReadFile,
    workers: int = 2,
    limits: Limits | None = None,
    progress: FileProgress | None = None,
) -> Iterator[tuple[Path, Reading | IngestError]]:
    """Each file with what `function` made of it, or why it could not, in the order in which they are finished.

    `progress` is called in the caller's thread. Leaving the loop early (Ctrl-C too) ends the children.
    """
    tasks: queue.SimpleQueue[Path] = queue.SimpleQueue()
    left = 0
    for path in paths:
        tasks.put(Path(path))
        left += 1
    events: queue.SimpleQueue[Done | tuple[Path, str, int, int]] = queue.SimpleQueue()
    crew = [Child(function, limits or Limits(), events) for _ in range(max(1, min(workers, left)))]
    for child in crew:
        threading.Thread(target=child.work, args=(tasks,), daemon=True).start()
    try:
        while left:
            event = events.get()
            if isinstance(event, Done):
                left -= 1
                yield event.path, event.result
            elif progress:
                progress(*event)
    finally:
        for child in crew:
            child.end()


def read_in_child(path: Path, function: ReadFile, limits: Limits | None = None, progress: FileProgress | None = None) -> Reading:
    """One file read in a child process of its own. Raises IngestError."""
    _, result = next(iter(read_many([path], function, 1, limits, progress)))
    if isinstance(result, IngestError):
        raise result
    return result


class Child:
    """A reading process and the thread that feeds it."""

    def __init__(self, function: ReadFile, limits: Limits, events: queue.SimpleQueue[Any]):
        self.function, self.limits, self.events = function, limits, events
        self.process: subprocess.Popen[bytes] | None = None
        self.ended = False
        self.lock = threading.Lock()

    def work(self, tasks: queue.SimpleQueue[Path]) -> None:
        """Reads files until there are none left; always reports a result for each."""
        while not self.ended:
            try:
                path = tasks.get_nowait()
            except queue.Empty:
                self.end()
                return
            try:
                result = self.read(path)
            except Exception as error:  # the parent's own failure (no memory for a process) must not leave the caller waiting
                self.kill()
                result = IngestError(path, f"proses pembaca tidak dapat dijalankan ({type(error).__name__}: {error})")
            self.events.put(Done(path, result))

    def read(self, path: Path) -> Reading | IngestError:
        process = self.started()
        watch = Watch(process, self.limits)
        try:
            send(process.stdin, path)
            while True:
                kind, content = receive(process.stdout)
                if kind == "progress":
                    watch.moved(content[2])
                    self.events.put((path, *content))
                else:
                    return content if kind == "reading" else IngestError(path, *content)
        except (OSError, EOFError, pickle.UnpicklingError):
            self.kill()
            return IngestError(path, watch.reason or f"proses pembaca berhenti mendadak (kode {process.returncode})")
        finally:
            watch.stop()

    def started(self) -> subprocess.Popen[bytes]:
        """The running process, a new one where there is none."""
        with self.lock:
            if self.ended:
                raise EOFError("dihentikan")
            if self.process is None:
                self.process = subprocess.Popen(
                    [sys.executable, "-c", "from ingest.child import serve; serve()"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, filter(None, sys.path))), "OMP_NUM_THREADS": "1"},
                    start_new_session=True,  # Ctrl-C reaches the parent, which ends its children
                )
                send(self.process.stdin, (self.function, self.limits.memory))
            return self.process

    def kill(self) -> None:
        """Returns when the process is gone, whichever thread ends it."""
        with self.lock:
            if self.process is not None:
                self.process.kill()
                self.process.wait()
                for stream in (self.process.stdin, self.process.stdout):
                    with contextlib.suppress(OSError):  # unsent bytes to a dead process
                        stream.close()
                self.process = None

    def end(self) -> None:
        self.ended = True
        self.kill()


class Watch:
    """Kills a process that reads one file for too long, or makes no progress; `reason` says so then."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits):
        self.process, self.limits = process, limits
        self.began = self.last = time.monotonic()
        self.pages, self.reason = 0, ""
        self.over = threading.Event()
        threading.Thread(target=self.run, daemon=True).start()

    def moved(self, pages: int) -> None:
        self.last, self.pages = time.monotonic(), max(self.pages, pages)

    def run(self) -> None:
        while not self.over.wait(max(0.05, self.left())):
            if self.left() <= 0:
                self.reason = f"pembacaan dihentikan karena terlalu lama ({time.monotonic() - self.began:.0f} detik)"
                self.process.kill()
                return

    def left(self) -> float:
        total = self.began + self.limits.seconds + self.pages * self.limits.seconds_per_page
        stalled = self.last + self.limits.stall + self.pages * self.limits.stall_per_page
        return min(total, stalled) - time.monotonic()

    def stop(self) -> None:
        self.over.set()


def send(stream: IO[bytes], value: Any) -> None:
    """One value, its length before it."""
    data = pickle.dumps(value)
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next value. Raises EOFError where the other side is gone."""
    length = int.from_bytes(exactly(stream, 8), "big")
    return pickle.loads(exactly(stream, length))


def exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError("proses pembaca berakhir")
    return data
