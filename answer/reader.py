"""What a small model of our own says of a question and a passage read together: whether it answers, and where (docs/model.md).

The graph and its weights (8-bit, a scale a row) lie beside this file; the table of words is that of the packaged embedding model, which training
left as it was.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from answer.pairs import PAD, Row, row_of
from index.e5 import TORCH_FOLDER, is_whole
from index.model import packaged_folder
from index.onnx_runtime import THREADS, TOKENIZER_FILE, token_batches

GRAPH = Path(__file__).with_name("reader.onnx")  # written by `python -m train ship`
WORDS = "embeddings.word_embeddings.weight"
TOKENS = 224  # of a pair
LONGEST = 40  # tokens of an answer
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """Logits of how well a passage fits a question and of whether it answers; the likeliest answer's characters in its text, and how far it lies
    above "no answer"."""

    relevance: float
    answers: float
    span: tuple[int, int]
    margin: float


class Reader:
    """Thread-safe. `folder`: of the packaged embedding model."""

    def __init__(self, folder: Path, graph: Path = GRAPH):
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        self.session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.words = word_table(folder / TORCH_FOLDER / "model.safetensors")

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """`passages`: (context, text) of each. In their order."""
        rows = [row_of(self.tokenizer, question, context, text, TOKENS) for context, text in passages]
        found: dict[int, Reading] = {}
        for numbers in token_batches([len(row.ids) for row in rows]):
            for number, reading in zip(numbers, self.judged([rows[i] for i in numbers]), strict=True):
                found[number] = reading
        return [found[i] for i in range(len(rows))]

    def judged(self, rows: Sequence[Row]) -> list[Reading]:
        width = max(len(row.ids) for row in rows)
        ids, side = np.full((len(rows), width), PAD), np.full((len(rows), width), 2, dtype=np.int64)
        for i, row in enumerate(rows):
            ids[i, : len(row.ids)] = row.ids
            side[i, : row.split_at], side[i, row.split_at : len(row.ids)] = 0, 1
        relevance, answers, edges = self.session.run(None, {"words": self.words[ids], "side": side})
        return [Reading(float(r), float(a), *best_span(e, row)) for r, a, e, row in zip(relevance, answers, edges, rows, strict=True)]


def best_span(edges: np.ndarray, row: Row) -> tuple[tuple[int, int], float]:
    """Characters of the likeliest answer of at most LONGEST tokens, and its score above that of "no answer", the first token. `edges` (tokens, 2)."""
    inside = edges[row.body : row.body_end]
    if not len(inside):
        return (0, 0), -np.inf
    table = inside[:, None, 0] + inside[None, :, 1]
    table = np.where(np.tril(np.triu(np.ones_like(table)), LONGEST - 1) > 0, table, -np.inf)
    a, b = divmod(int(table.argmax()), len(inside))
    return (row.offsets[a][0], row.offsets[b][1]), float(table.max() - edges[0].sum())


def word_table(file: Path) -> np.ndarray:
    """(words, width) float32, mapped into memory, out of a checkpoint in the format of safetensors."""
    with open(file, "rb") as handle:
        length = int.from_bytes(handle.read(8), "little")
        entry = json.loads(handle.read(length))[WORDS]
    return np.memmap(file, "<f4", "r", 8 + length + entry["data_offsets"][0], tuple(entry["shape"]))


def load_reader() -> Reader | None:
    """The reader, loaded once a process; None where the packaged embedding model is not there (yet), or RUJUKAN_PEMBACA is 0."""
    folder = packaged_folder()
    if os.environ.get("RUJUKAN_PEMBACA") == "0" or not is_whole(folder):
        return None
    with _loading:
        return loaded(folder)


@cache
def loaded(folder: Path) -> Reader | None:
    try:
        return Reader(folder)
    except ImportError:  # no onnxruntime for this platform
        return None
