"""Downloads official documents of the catalogue, one after another, only when somebody asks for it.

Interrupted downloads go on where they stopped; what came is checked for type, size and against the hash in the catalogue.
"""

from __future__ import annotations

import argparse
import hashlib
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Literal

from ingest.catalogue import CATALOGUE, Entry, load
from ingest.mentions import mentions

State = Literal["baru", "sudah ada", "berbeda", "gagal"]
Progress = Callable[[Entry, int, int | None], None]  # entry, bytes so far, bytes in all where known

AGENT = "Rujukan/0.1 (pengunduh dokumen hukum; satu per satu)"
DELAY = 2.0  # seconds between two downloads
TIMEOUT = 60.0  # seconds without an answer
ATTEMPTS = 3
CHUNK = 64 * 1024
LARGEST = 200 * 1024 * 1024  # bytes
SMALLEST = 1024
PDF_TYPES = ("application/pdf", "application/octet-stream", "binary/octet-stream", "application/x-pdf", "application/force-download")


class FetchError(Exception):
    """A download that failed; the message says why in plain Indonesian."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one entry. "berbeda": a PDF came, but not the one whose hash the catalogue has."""

    entry: Entry
    state: State
    path: Path | None = None
    reason: str = ""


def choose(names: Sequence[str], entries: Sequence[Entry]) -> tuple[list[Entry], list[str]]:
    """(entries that the names mean, names that mean none): keys, "UU 14/2008", or words of the title; all where no name is given."""
    if not names:
        return list(entries), []
    chosen: dict[str, Entry] = {}
    unknown = []
    for name in names:
        keys = {name.lower(), *(mention.key for mention in mentions(name))}
        found = [e for e in entries if e.key in keys] or [e for e in entries if name.lower() in f"{e.name} {e.about}".lower()]
        chosen.update((entry.key, entry) for entry in found)
        unknown += [] if found else [name]
    return list(chosen.values()), unknown


def fetch(
    entries: Sequence[Entry], folder: Path, *, delay: float = DELAY, progress: Progress | None = None, timeout: float = TIMEOUT
) -> list[Fetched]:
    """Downloads the entries into a folder. A failure costs its entry, never the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    results: list[Fetched] = []
    asked = False
    for entry in entries:
        target = folder / f"{entry.key}.pdf"
        if target.exists() and entry.sha256 in (None, file_hash(target)):
            results.append(Fetched(entry, "sudah ada", target))
            continue
        if asked:
            time.sleep(delay)
        asked = True
        results.append(fetch_one(entry, target, progress, timeout))
    return results


def fetch_one(entry: Entry, target: Path, progress: Progress | None, timeout: float) -> Fetched:
    part = target.with_suffix(".pdf.part")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            receive(entry, part, progress, timeout)
            check(part)
        except FetchError as error:
            part.unlink(missing_ok=True)
            return Fetched(entry, "gagal", None, str(error))
        except (OSError, HTTPException) as error:
            if attempt == ATTEMPTS:
                return Fetched(entry, "gagal", None, f"sambungan terputus ({reason_of(error)}); jalankan lagi untuk melanjutkan")
            continue
        part.replace(target)
        same = entry.sha256 in (None, file_hash(target))
        return Fetched(entry, "baru" if same else "berbeda", target, "" if same else "isi berkas berbeda dari yang tercatat di katalog")
    raise AssertionError("unreachable")


def receive(entry: Entry, part: Path, progress: Progress | None, timeout: float) -> None:
    """Appends to a part file what is still missing of it."""
    have = part.stat().st_size if part.exists() else 0
    try:
        with open_url(entry.pdf, have, timeout) as response:
            if have and response.status != 206:
                have = 0  # the server sends the whole file again
            total = have + int(response.headers["Content-Length"]) if response.headers["Content-Length"] else None
            refuse_wrong(response, total)
            with part.open("ab" if have else "wb") as file:
                while block := response.read(CHUNK):
                    file.write(block)
                    have += len(block)
                    if have > LARGEST:
                        raise FetchError(f"berkas lebih besar dari {LARGEST // 1024 // 1024} MB")
                    if progress:
                        progress(entry, have, total)
    except urllib.error.HTTPError as error:
        if error.code == 416 and have:
            return  # nothing is missing
        if error.code >= 500 or error.code == 429:
            raise OSError(f"server menjawab {error.code}") from error
        raise FetchError(f"server menjawab {error.code}") from error
    if total is not None and have < total:
        raise OSError("data kurang")


def open_url(url: str, have: int, timeout: float) -> HTTPResponse:
    """An open answer; proxies are those of the environment. Only http and https are followed."""
    if not url.startswith(("http://", "https://")):
        raise FetchError("alamat bukan http atau https")
    headers = {"User-Agent": AGENT, "Accept": "application/pdf,*/*;q=0.5"}
    if have:
        headers["Range"] = f"bytes={have}-"
    address = urllib.parse.quote(url, safe="%/:?&=+,;()~!$'@[]")
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=timeout)


def refuse_wrong(response: HTTPResponse, total: int | None) -> None:
    kind = response.headers.get_content_type()
    if kind not in PDF_TYPES:
        raise FetchError(f"bukan PDF melainkan {kind}")
    if total is not None and total > LARGEST:
        raise FetchError(f"berkas lebih besar dari {LARGEST // 1024 // 1024} MB")


def check(part: Path) -> None:
    """Whether what came is a PDF: its first and last bytes say so."""
    data = part.read_bytes()
    if len(data) < SMALLEST or b"%PDF-" not in data[:1024]:
        raise FetchError("isi berkas bukan PDF")
    if b"%%EOF" not in data[-4096:]:
        raise FetchError("berkas PDF tidak utuh")


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reason_of(error: Exception) -> str:
    return str(getattr(error, "reason", error)) or type(error).__name__


def show_progress(entry: Entry, done: int, total: int | None) -> None:
    of = f" dari {total / 1e6:.1f}" if total else ""
    print(f"\r{entry.name}: {done / 1e6:.1f}{of} MB ", end="", flush=True)


def main(arguments: Sequence[str]) -> int:
    """`python -m ingest fetch [NAMA …]`: 0 all there, 3 some failed, 2 a name that the catalogue does not have."""
    parser = argparse.ArgumentParser(prog="python -m ingest fetch", description="Mengunduh dokumen resmi yang tercatat di katalog.")
    parser.add_argument("nama", nargs="*", help="nama atau kunci dokumen, mis. 'UU 14/2008' atau permenkominfo-5-2020")
    parser.add_argument("--semua", action="store_true", help="unduh semua dokumen di katalog")
    parser.add_argument("--ke", type=Path, default=Path("unduhan"), help="folder tujuan (bawaan: unduhan)")
    parser.add_argument("--jeda", type=float, default=DELAY, help="jeda antarunduhan dalam detik")
    parser.add_argument("--katalog", type=Path, default=CATALOGUE, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    entries = load(options.katalog)
    if not options.nama and not options.semua:
        for entry in entries:
            print(f"{entry.key:32} {entry.name} tentang {entry.about}")
        print(f"{len(entries)} dokumen. Sebutkan nama untuk mengunduh, atau --semua.")
        return 0
    chosen, unknown = choose(options.nama, entries)
    for name in unknown:
        print(f"Tidak ada di katalog: {name}")
    results = fetch(chosen, options.ke, delay=options.jeda, progress=show_progress)
    print()
    for result in results:
        why, where = f" ({result.reason})" if result.reason else "", f" -> {result.path}" if result.path else ""
        print(f"{result.entry.name}: {result.state}{why}{where}")
    return 2 if unknown else 3 if any(result.state == "gagal" for result in results) else 0
