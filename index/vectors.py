"""Vectors of passages: what the base has embedded already is not embedded again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index.database import Database
from index.dense import unpack_vectors
from index.embedding import Encoder, embed_passages
from index.model import ModelSpec

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Embedded:
    """`vectors`: (n, dimensions) float32 of unit length; `hashes` of the n texts."""

    vectors: np.ndarray
    hashes: tuple[bytes, ...]


def text_hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]


def embed(database: Database, encoder: Callable[[], Encoder], spec: ModelSpec, texts: Sequence[str]) -> Embedded:
    """The encoder is only asked for where a text is new to the base."""
    hashes = tuple(text_hash(text) for text in texts)
    if not texts:
        return Embedded(np.zeros((0, 0), dtype=np.float32), hashes)
    have = stored(database, hashes) if database.setting("model") == spec.fingerprint else {}
    if missing := {key: text for key, text in zip(hashes, texts, strict=True) if key not in have}:
        have |= dict(zip(missing, embed_passages(encoder(), spec, list(missing.values())), strict=True))
    return Embedded(np.stack([have[key] for key in hashes]), hashes)


def stored(database: Database, hashes: Sequence[bytes]) -> dict[bytes, np.ndarray]:
    found: dict[bytes, bytes] = {}
    for start in range(0, len(hashes), AT_ONCE):
        part = hashes[start : start + AT_ONCE]
        found.update(database.rows(f"SELECT text_hash, vector FROM vectors WHERE text_hash IN ({','.join('?' * len(part))})", part))
    return dict(zip(found, unpack_vectors(list(found.values())), strict=True))
