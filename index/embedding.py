"""Texts become vectors: ONNX Runtime where the model is a local BERT folder, sentence-transformers otherwise."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from index.model import ModelError, ModelSpec

ONNX_FILE = "model.onnx"
TOKEN_BUDGET = 1024  # tokens per batch, padding included; larger batches only wait for memory on a CPU
MAX_TOKENS = 512
THREADS = min(4, os.cpu_count() or 1)


class Encoder(Protocol):
    """`encode(texts)` -> (n, dimensions) float32, each row of length 1. Prefixes are the caller's."""

    def encode(self, texts: Sequence[str]) -> np.ndarray: ...


class OnnxEncoder:
    """A BERT with mean pooling, run without torch. Thread-safe."""

    def __init__(self, folder: Path):
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        self.session = onnxruntime.InferenceSession(folder / ONNX_FILE, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]
        vectors = np.zeros((len(ids), self.session.get_outputs()[0].shape[-1]), dtype=np.float32)
        for batch in token_batches([len(row) for row in ids]):
            vectors[batch] = self.run([ids[i] for i in batch])
        return vectors

    def run(self, rows: Sequence[Sequence[int]]) -> np.ndarray:
        """Mean of the token vectors, normalised: (rows, dimensions)."""
        width = max(len(row) for row in rows)
        tokens = np.ones((len(rows), width), dtype=np.int64)  # 1 is XLM-R's padding
        mask = np.zeros((len(rows), width), dtype=np.int64)
        for i, row in enumerate(rows):
            tokens[i, : len(row)], mask[i, : len(row)] = row, 1
        hidden = self.session.run(None, {"input_ids": tokens, "attention_mask": mask})[0]
        summed = (hidden * mask[..., None]).sum(axis=1)
        return summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-9)


class SentenceTransformerEncoder:
    """Any model that sentence-transformers loads, by folder or by name."""

    def __init__(self, source: str):
        from sentence_transformers import SentenceTransformer

        try:
            self.model = SentenceTransformer(source, device="cpu", model_kwargs={"dtype": "float32"})
        except (OSError, ValueError) as error:
            raise ModelError(f"model '{source}' tidak dapat dimuat ({error}). Periksa RUJUKAN_MODEL atau sambungan internet.") from error

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return self.model.encode(list(texts), prompt="", normalize_embeddings=True, show_progress_bar=False).astype(np.float32)


def token_batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of similar length, each within the token budget (one text at least)."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[i] * (len(batch) + 1) > TOKEN_BUDGET:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


@lru_cache(maxsize=2)
def load_encoder(spec: ModelSpec) -> Encoder:
    """The encoder of a model; the first call may export the model to ONNX (once, about 10 s)."""
    folder = Path(spec.source)
    if (folder / "1_Pooling").is_dir() and (folder / "tokenizer.json").is_file():
        if not (folder / ONNX_FILE).is_file():
            export_onnx(folder)
        return OnnxEncoder(folder)
    return SentenceTransformerEncoder(spec.source)


def export_onnx(folder: Path) -> None:
    """Writes `model.onnx` (float32, dynamic batch and length) beside the weights; it appears whole or not at all."""
    import warnings

    import torch
    from transformers import AutoModel

    class TokenVectors(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.bert = AutoModel.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()

        def forward(self, input_ids, attention_mask):
            return self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    example = torch.ones(2, 7, dtype=torch.long)
    names, free = ["input_ids", "attention_mask"], {0: "batch", 1: "tokens"}
    handle, scratch = tempfile.mkstemp(dir=folder, suffix=".tmp")
    os.close(handle)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            TokenVectors(), (example, example.clone()), scratch, input_names=names, output_names=["token_vectors"],
            dynamic_axes=dict.fromkeys([*names, "token_vectors"], free), opset_version=17, dynamo=False,
        )  # fmt: skip
    os.replace(scratch, folder / ONNX_FILE)


def embed_passages(encoder: Encoder, spec: ModelSpec, texts: Sequence[str]) -> np.ndarray:
    return encoder.encode([spec.passage_prefix + text for text in texts])


def embed_query(encoder: Encoder, spec: ModelSpec, query: str) -> np.ndarray:
    """(dimensions,) float32."""
    return encoder.encode([spec.query_prefix + query])[0]
