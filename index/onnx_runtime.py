"""A BERT with its tokenizer on ONNX Runtime, without torch: token vectors, and their mean as the vector of a text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

ONNX_FILE, TOKENIZER_FILE = "model.onnx", "tokenizer.json"
MAX_TOKENS = 512
TOKEN_BUDGET = 1024  # tokens per batch, padding included; larger batches only wait for memory on a CPU
THREADS = min(4, os.cpu_count() or 1)


class OnnxModel:
    """Mean pooling, unit length. Thread-safe."""

    def __init__(self, folder: Path):
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # done when it was saved
        self.session = onnxruntime.InferenceSession(folder / ONNX_FILE, options, providers=["CPUExecutionProvider"])
        self.dimensions = self.session.get_outputs()[0].shape[-1]
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.no_padding()
        self.padding = self.tokenizer.token_to_id("<pad>")

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]

    def padded(self, rows: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
        """(ids, mask), both (rows, longest) int64."""
        width = max(len(row) for row in rows)
        ids = np.full((len(rows), width), self.padding, dtype=np.int64)
        mask = np.zeros((len(rows), width), dtype=np.int64)
        for i, row in enumerate(rows):
            ids[i, : len(row)], mask[i, : len(row)] = row, 1
        return ids, mask

    def hidden(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """(rows, longest, dimensions) float32; what stands behind a row's own tokens means nothing."""
        return self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = self.tokens(texts)
        vectors = np.zeros((len(rows), self.dimensions), dtype=np.float32)
        for batch in token_batches([len(row) for row in rows]):
            ids, mask = self.padded([rows[i] for i in batch])
            vectors[batch] = unit((self.hidden(ids, mask) * mask[..., None]).sum(axis=1))
        return vectors

    def token_vectors(self, texts: Sequence[str]) -> list[np.ndarray]:
        """Per text (its tokens, dimensions) float32 of unit length, the two special tokens included."""
        rows = self.tokens(texts)
        found: list[np.ndarray] = [np.zeros((0, self.dimensions), dtype=np.float32)] * len(rows)
        for batch in token_batches([len(row) for row in rows]):
            ids, mask = self.padded([rows[i] for i in batch])
            for i, vectors in zip(batch, self.hidden(ids, mask), strict=True):
                found[i] = unit(vectors[: len(rows[i])])
        return found


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def token_batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of similar length, each within the token budget (one text at least).

    >>> list(token_batches([600, 10, 500]))
    [[1, 2], [0]]
    """
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[i] * (len(batch) + 1) > TOKEN_BUDGET:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
