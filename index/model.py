"""Which embedding model a base uses, and where it lies."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from index import e5

DEFAULT_NAME = "multilingual-e5-small"
UNPACK_VERSION = 1  # raise when `e5.unpack` or the ONNX export writes something else
HUB_NAME = "intfloat/multilingual-e5-small"  # where the packaged weights are missing


class ModelError(Exception):
    """The embedding model cannot be loaded; says in Indonesian what to do."""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """`source` is a folder, or a name that sentence-transformers fetches when the user has asked for it."""

    name: str
    source: str
    query_prefix: str
    passage_prefix: str

    @property
    def fingerprint(self) -> str:
        """What makes vectors comparable: the model with its prefixes."""
        return f"{self.name}|{self.query_prefix}|{self.passage_prefix}"


def data_folder() -> Path:
    """Where models and the OCR cache lie, shared by all bases: RUJUKAN_DATA, else the user's data folder."""
    if given := os.environ.get("RUJUKAN_DATA"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "rujukan"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "rujukan"


def model_spec() -> ModelSpec:
    """The model to use: RUJUKAN_MODEL (a folder or a name), else the packaged e5, unpacked on first use."""
    given = os.environ.get("RUJUKAN_MODEL")
    if given:
        e5_family = "e5" in given.lower()
        return ModelSpec(given, given, "query: " if e5_family else "", "passage: " if e5_family else "")
    return ModelSpec(DEFAULT_NAME, str(packaged_model()), "query: ", "passage: ")


def packaged_model() -> Path | str:
    """The folder of the unpacked default model; the hub's name where the package with the weights is not installed."""
    source = e5.data_file()
    if source is None:
        return HUB_NAME
    folder = data_folder() / "models" / f"{DEFAULT_NAME}-{UNPACK_VERSION}"
    if not (folder / "modules.json").is_file():
        e5.unpack(source, folder)
    return folder
