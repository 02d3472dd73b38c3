"""ONNX Runtime behind the interface of a sentence-transformers module; `modules.json` of the unpacked model names this class."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules.input_module import InputModule

from index.onnx_runtime import MAX_TOKENS, ONNX_FILE, TOKENIZER_FILE, OnnxModel


class OnnxTransformer(InputModule):
    """Texts to token vectors; pooling and length are the next modules' work."""

    def __init__(self, folder: Path):
        super().__init__()
        self.folder, self.model = folder, OnnxModel(folder)
        self.tokenizer, self.max_seq_length = self.model.tokenizer, MAX_TOKENS

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        ids, mask = self.model.padded(self.model.tokens([(prompt or "") + text for text in inputs]))
        return {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        hidden = self.model.hidden(features["input_ids"].numpy(), features["attention_mask"].numpy())
        return {**features, "token_embeddings": torch.from_numpy(hidden)}

    def get_embedding_dimension(self) -> int:
        return self.model.dimensions

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        for file in [*self.folder.glob(f"{ONNX_FILE}*"), self.folder / TOKENIZER_FILE]:
            shutil.copy(file, output_path)

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **_: Any) -> OnnxTransformer:
        return cls(Path(model_name_or_path) / subfolder)
