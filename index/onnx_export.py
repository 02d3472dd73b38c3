"""A sentence-transformers folder of a BERT becomes one that runs on ONNX Runtime; done once, when the model is unpacked."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import warnings
from pathlib import Path

from index.onnx_runtime import ONNX_FILE, TOKENIZER_FILE

WEIGHTS_FILE = "model.onnx.data"  # outside the graph, so that it is mapped into memory instead of read: opens in 0.1 s, not 4 s
MODULE = "index.onnx_module.OnnxTransformer"


def save_as_onnx(source: Path, folder: Path) -> None:
    """Writes the graph, its weights, the tokenizer and the list of modules into `folder`; `source` is the ordinary folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        export(source, Path(scratch) / "plain.onnx")
        optimise(Path(scratch) / "plain.onnx", folder)
    modules = json.loads((source / "modules.json").read_text(encoding="utf-8"))
    modules[0] |= {"type": MODULE, "path": ""}
    for module in modules[1:]:
        shutil.copytree(source / module["path"], folder / module["path"])
    for name in (TOKENIZER_FILE, "config_sentence_transformers.json"):
        shutil.copyfile(source / name, folder / name)
    (folder / "modules.json").write_text(json.dumps(modules, indent=2), encoding="utf-8")


def export(source: Path, file: Path) -> None:
    """The token vectors of a BERT as an ONNX graph: float32, batch and length free."""
    import torch
    from transformers import AutoModel

    class TokenVectors(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.bert = AutoModel.from_pretrained(source, dtype=torch.float32, attn_implementation="eager").eval()

        def forward(self, input_ids, attention_mask):
            return self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    example = torch.ones(2, 7, dtype=torch.long)
    names, free = ["input_ids", "attention_mask"], {0: "batch", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            TokenVectors(), (example, example.clone()), str(file), input_names=names, output_names=["token_vectors"],
            dynamic_axes=dict.fromkeys([*names, "token_vectors"], free), opset_version=17, dynamo=False,
        )  # fmt: skip


def optimise(plain: Path, folder: Path) -> None:
    """Fuses what any CPU runs fused, once for all openings, and puts the weights into a file of their own."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = os.fspath(folder / ONNX_FILE)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", WEIGHTS_FILE)
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(plain, options, providers=["CPUExecutionProvider"])
