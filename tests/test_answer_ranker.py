"""A cross-encoder that the user names reorders the best candidates; without one nothing changes."""

from itertools import pairwise

import numpy as np
import pytest

from answer import ranker
from answer.ranker import DEPTH, blended, reranked
from answer.rerank import Ranked
from index.candidates import Scored
from index.model import ModelError
from index.values import Passage


def candidates(count):
    passages = [Passage(f"p{i}", "d", (), f"alfa {'beta ' * i}", 0, 1, "Judul", "Pasal 1", 1, 1) for i in range(count)]
    return [Ranked(Scored(i, p, 0.0, 0.9), 1.0 - i / 100, {"coverage": 0.5}) for i, p in enumerate(passages)]


@pytest.fixture
def cross_encoder(tmp_path, monkeypatch):
    """A folder with a tiny untrained cross-encoder."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    torch.manual_seed(3)
    words = {word: i for i, word in enumerate(["[PAD]", "[UNK]", "alfa", "beta", "Judul"])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(tmp_path)
    sizes = BertConfig(
        vocab_size=5, hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8, num_labels=1, initializer_range=0.8
    )
    BertForSequenceClassification(sizes).save_pretrained(tmp_path)
    monkeypatch.setenv("RUJUKAN_RERANKER", str(tmp_path))
    monkeypatch.setattr(ranker, "_loaded", {})
    return tmp_path


def test_without_a_named_model_the_order_stays(monkeypatch):
    monkeypatch.delenv("RUJUKAN_RERANKER", raising=False)
    monkeypatch.setattr(ranker, "cross_encoder", lambda source: pytest.fail("loaded a model that nobody named"))
    given = candidates(3)
    assert reranked("alfa?", given) == given


def test_a_named_folder_scores_the_best_candidates(cross_encoder):
    found = reranked("alfa beta", candidates(DEPTH + 5))
    assert all("cross" in r.features for r in found[:DEPTH])
    assert [r.candidate.rid for r in found[DEPTH:]] == list(range(DEPTH, DEPTH + 5))
    assert len({r.features["cross"] for r in found[:DEPTH]}) > 1
    assert all(a.score >= b.score for a, b in pairwise(found))


def test_a_folder_without_a_model_is_refused_with_its_name(tmp_path, monkeypatch):
    monkeypatch.setenv("RUJUKAN_RERANKER", str(tmp_path))
    with pytest.raises(ModelError, match="RUJUKAN_RERANKER"):
        reranked("alfa", candidates(2))


def test_half_of_the_score_is_the_cross_encoders():
    found = blended(candidates(3), [0.0, 5.0, 1.0])
    assert [r.candidate.rid for r in found] == [1, 0, 2]
    assert np.allclose([r.score for r in found], [0.75, 0.5, 0.1])
