"""What a base costs as it grows: `python -m bench index [--sizes 10000 100000 1000000]`.

Each size is built and then measured in processes of their own, so that opening is cold and memory is its own. Writes
`bench/index_scale.json`, the table `bench/index_scale.md` and the picture `bench/index_scale.svg`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench.curve import Line, log_curve
from bench.machine import machine, peak_memory
from bench.synthetic import PER_DOCUMENT, Question, World, fill, questions
from index.candidates import fuse
from index.library import Library
from index.search import Searcher
from index.values import Filters

FOLDER = Path(__file__).parent
DEFAULT_SIZES = (10_000, 100_000, 1_000_000)
WAYS = ("dense", "keyword", "one regulation", "one form", "hybrid")
COLUMNS = (
    ("build_s", "SQLite, s"), ("index_s", "indexes, s"), ("disk_mb", "on disk, MB"), ("open_s", "open, s"), ("memory_mb", "memory, MB"),
    *((way, f"{way}, ms") for way in WAYS), ("recall", "recall@10"), ("filtered_recall", "one form, recall@10"),
)  # fmt: skip
WARM_UP = 20  # questions


def build(folder: Path, passages: int) -> dict:
    library = Library(folder)
    begun = time.perf_counter()
    fill(library, World(passages))
    filled = time.perf_counter()
    library.checkpoint()
    done = time.perf_counter()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"build_s": filled - begun, "index_s": done - filled, "disk_mb": size / 1e6, "build_memory_mb": peak_memory() / 1e6}


def measure(folder: Path, passages: int) -> dict:
    begun = time.perf_counter()
    library = Library(folder)
    library.refresh()
    opened = time.perf_counter() - begun
    asked = questions(library, World(passages))
    searcher = Searcher(library)
    ways: dict[str, Callable[[Question], object]] = {
        "dense": lambda q: library.dense.search(q.vector, 10),
        "keyword": lambda q: library.keyword.search(searcher.synonyms.terms(q.text), 10),
        "one regulation": lambda q: fuse(searcher.candidates(q.text, vector=q.vector, filters=Filters(documents=(q.document_id,))))[:10],
        "one form": lambda q: fuse(searcher.candidates(q.text, vector=q.vector, filters=Filters(forms=("Perda",))))[:10],
        "hybrid": lambda q: fuse(searcher.candidates(q.text, vector=q.vector))[:10],
    }
    found = {way: timed(function, asked) for way, function in ways.items()}
    memory = peak_memory()
    form = library.allowed(Filters(forms=("Perda",)))
    return {
        "passages": library.dense.size, "clusters": library.dense.clusters, "open_s": opened, "memory_mb": memory / 1e6, **found,
        "recall": recall(library, asked, None), "filtered_recall": recall(library, asked, form),
    }  # fmt: skip


def timed(function: Callable[[Question], object], asked: Sequence[Question]) -> dict[str, float]:
    for question in asked[:WARM_UP]:
        function(question)
    taken = []
    for question in asked:
        begun = time.perf_counter()
        function(question)
        taken.append(1000 * (time.perf_counter() - begun))
    return {"p50": float(np.percentile(taken, 50)), "p95": float(np.percentile(taken, 95))}


def recall(library: Library, asked: Sequence[Question], allowed: np.ndarray | None, k: int = 10) -> float:
    """Share of the exact k nearest passages that the index gives."""
    near = np.stack([q.vector for q in asked])
    scores, rids = np.full((len(asked), k), -2.0, np.float32), np.zeros((len(asked), k), np.int64)
    for chunk, vectors in library.dense.stored():
        if allowed is not None:
            kept = np.isin(chunk, allowed, assume_unique=True)
            chunk, vectors = chunk[kept], vectors[kept]
        joined = np.concatenate([scores, near @ vectors.T], axis=1)
        names = np.concatenate([rids, np.broadcast_to(chunk, (len(asked), len(chunk)))], axis=1)
        best = np.argpartition(-joined, k - 1, axis=1)[:, :k]
        scores, rids = np.take_along_axis(joined, best, 1), np.take_along_axis(names, best, 1)
    hits = [
        len({rid for rid, _ in library.dense.search(q.vector, k, allowed)} & set(exact.tolist()))
        for q, exact in zip(asked, rids, strict=True)
    ]
    return float(np.mean(hits) / k)


def run(sizes: Sequence[int], work: Path | None) -> list[dict]:
    results = []
    for passages in sizes:
        passages = passages // PER_DOCUMENT * PER_DOCUMENT
        with tempfile.TemporaryDirectory(dir=work) as folder:
            print(f"{passages} passages: building …", file=sys.stderr, flush=True)
            result = step("build", folder, passages) | step("measure", folder, passages)
        print(json.dumps(result), file=sys.stderr, flush=True)
        results.append(result)
    return results


def step(name: str, folder: str, passages: int) -> dict:
    code = f"import json; from pathlib import Path; from bench.index_scale import {name}; print(json.dumps({name}(Path({folder!r}), {passages})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=FOLDER.parent, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def cell(value: float | dict) -> str:
    if isinstance(value, dict):
        return f"{value['p50']:.1f} / {value['p95']:.1f}"
    return f"{value:.3f}" if value <= 1 else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def table(results: Sequence[dict], about: str) -> str:
    heads = ["passages", "clusters", *(head for _, head in COLUMNS)]
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    for r in results:
        cells = [f"{r['passages']:,}", str(r["clusters"] or "flat"), *(cell(r[key]) for key, _ in COLUMNS)]
        lines.append(f"| {' | '.join(cells)} |")
    head = (
        "# The index as a base grows\n\nMade by `python -m bench index`. Synthetic passages: clustered vectors, Zipf text of 800 characters, "
        f"{PER_DOCUMENT} a regulation. {about}\nTimes of a question are p50 / p95 of 200, without the embedding of the question. `one regulation` and "
        "`one form` (a seventh of the base) are hybrid searches under an exact filter.\nMemory is the peak of a process that opened the base and "
        "answered all questions; what is mapped from disk counts.\n"
    )
    return f"{head}\n{chr(10).join(lines)}\n\n![p50 against size](index_scale.svg)\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench index", description="Measures the index at several sizes and writes table and picture."
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=DEFAULT_SIZES, help="numbers of passages (default: %(default)s)")
    parser.add_argument("--work", type=Path, help="where the bases are made while they are measured (default: the system's folder)")
    given = parser.parse_args(arguments)
    results = run(given.sizes, given.work)
    (FOLDER / "index_scale.json").write_text(json.dumps({"machine": machine(), "results": results}, indent=1), encoding="utf-8")
    (FOLDER / "index_scale.md").write_text(table(results, machine()), encoding="utf-8")
    lines = [Line(way, [(r["passages"], r[way]["p50"]) for r in results]) for way in WAYS]
    (FOLDER / "index_scale.svg").write_text(log_curve(lines, "passages", "ms, p50"), encoding="utf-8")
    print(table(results, machine()))
    return 0
