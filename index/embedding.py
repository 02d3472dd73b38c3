"""Texts become vectors: ONNX Runtime where the model was unpacked for it, sentence-transformers otherwise."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from index import e5
from index.model import ModelError, ModelSpec, ready
from index.onnx_runtime import ONNX_FILE, OnnxModel, unit

_loaded: dict[ModelSpec, Encoder] = {}
_loading = threading.Lock()


class Encoder(Protocol):
    """Prefixes are the caller's; `embed_passages` and `embed_query` put them."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """(n, dimensions) float32, each row of length 1."""
        ...

    def token_vectors(self, texts: Sequence[str]) -> list[np.ndarray]:
        """Per text (its tokens, dimensions) float32, each row of length 1."""
        ...


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

    def token_vectors(self, texts: Sequence[str]) -> list[np.ndarray]:
        found = self.model.encode(list(texts), prompt="", output_value="token_embeddings", show_progress_bar=False)
        return [unit(vectors.numpy().astype(np.float32)) for vectors in found]


def load_encoder(spec: ModelSpec) -> Encoder:
    """The encoder of a model, loaded once a process. The very first call on a machine unpacks the default model (about 30 s).

    Raises ModelError where the model cannot be had.
    """
    with _loading:
        if spec not in _loaded:
            _loaded[spec] = new_encoder(Path(ready(spec)))
        return _loaded[spec]


def new_encoder(source: Path) -> Encoder:
    if not (source / ONNX_FILE).is_file():
        return SentenceTransformerEncoder(str(source))
    try:
        return OnnxModel(source)
    except ImportError:  # no onnxruntime for this platform
        return SentenceTransformerEncoder(str(source / e5.TORCH_FOLDER))


def embed_passages(encoder: Encoder, spec: ModelSpec, texts: Sequence[str]) -> np.ndarray:
    """(n, dimensions) float32."""
    return encoder.encode([spec.passage_prefix + text for text in texts])


def embed_query(encoder: Encoder, spec: ModelSpec, query: str) -> np.ndarray:
    """(dimensions,) float32."""
    return encoder.encode([spec.query_prefix + query])[0]
