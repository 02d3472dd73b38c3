"""What reading costs, stage by stage: `python -m bench ingest PATH … [--ocr-every 10] [--embed-every 10]`.

CPU seconds of one process and its peak of memory after each stage. OCR and embedding are measured on every n-th page and passage,
OCR without its cache; the other scanned pages come from the cache where they are there, and are not counted. Writes `bench/ingest_stages.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.machine import machine, peak_memory
from index.embedding import embed_passages, load_encoder
from index.intake import files_in
from index.model import data_folder, model_spec
from index.passages import cut, embedded_texts
from ingest import extract as extraction
from ingest.reading import assemble
from ingest.values import Page, Reading

FOLDER = Path(__file__).parent
UNITS = {"extract": "pages", "OCR": "scanned pages", "structure": "pages", "passages": "passages", "embed": "passages"}


@dataclass(slots=True)
class Stage:
    """`seconds`: CPU; `memory`: peak of the process in bytes when the stage was last done."""

    name: str
    seconds: float = 0.0
    count: int = 0
    slowest: float = 0.0  # for one file, or one page of OCR
    memory: int = 0


@dataclass(slots=True)
class Stages:
    taken: dict[str, Stage] = field(default_factory=lambda: {name: Stage(name) for name in UNITS})
    uncounted: float = 0.0  # CPU seconds inside `extract` that belong to OCR
    scanned: int = 0  # pages so far

    @contextmanager
    def timed(self, name: str, count: int) -> Iterator[None]:
        begun, apart = time.process_time(), self.uncounted
        yield
        spent = time.process_time() - begun - (self.uncounted - apart)
        stage = self.taken[name]
        stage.seconds, stage.count, stage.slowest = stage.seconds + spent, stage.count + count, max(stage.slowest, spent)
        stage.memory = peak_memory()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench ingest", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--ocr-every", type=int, default=10, metavar="N")
    parser.add_argument("--embed-every", type=int, default=10, metavar="N")
    given = parser.parse_args(arguments)
    text = table(measure(files_in(given.paths), given.ocr_every, given.embed_every))
    (FOLDER / "ingest_stages.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def measure(files: Sequence[Path], ocr_every: int, embed_every: int) -> Stages:
    stages = Stages()
    texts: list[str] = []
    for path in files:
        reading = read(path, stages, ocr_every)
        with stages.timed("passages", 0):
            made = cut(reading.document, reading.clauses)
        stages.taken["passages"].count += len(made)
        texts += embedded_texts(made, reading.clauses)
    encoder = load_encoder(model_spec())
    sample = texts[::embed_every]
    with stages.timed("embed", len(sample)):
        embed_passages(encoder, model_spec(), sample)
    return stages


def read(path: Path, stages: Stages, ocr_every: int) -> Reading:
    stock = extraction.ocr_page
    extraction.ocr_page = measured_ocr(stock, stages, ocr_every)
    try:
        with stages.timed("extract", 0):
            found = extraction.extract(path, cache_dir=data_folder() / "ocr")
    finally:
        extraction.ocr_page = stock
    stages.taken["extract"].count += len(found.pages)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with stages.timed("structure", len(found.pages)):
        return assemble(path, sha256, found.pages)


def measured_ocr(stock: Callable[..., Page], stages: Stages, every: int) -> Callable[..., Page]:
    """OCR that is done anew, and timed, on every n-th scanned page."""

    def ocr(page: Any, number: int, cache_dir: Path | None = None) -> Page:
        begun = time.process_time()
        stages.scanned += 1
        if stages.scanned % every == 0:
            with stages.timed("OCR", 1):
                result = stock(page, number, None)
        else:
            result = stock(page, number, cache_dir)
        stages.uncounted += time.process_time() - begun
        return result

    return ocr


def table(stages: Stages) -> str:
    lines = [
        "# Reading, stage by stage\n",
        f"Made by `python -m bench ingest`. {machine()} CPU seconds of one process; OCR and embedding on a sample, OCR without its cache.",
        "Memory is the peak of the process so far, so a stage shows what it and those before it took.\n",
        "| stage | measured on | CPU s | CPU s per 1,000 | slowest file or page, CPU s | peak memory, MB |",
        "|---|---|---|---|---|---|",
    ]
    for stage in stages.taken.values():
        each = 1000 * stage.seconds / stage.count if stage.count else 0.0
        lines.append(
            f"| {stage.name} | {stage.count:,} {UNITS[stage.name]} | {stage.seconds:.1f} | {each:,.1f} | {stage.slowest:.1f} | {stage.memory / 1e6:,.0f} |"
        )
    return "\n".join(lines) + "\n"
