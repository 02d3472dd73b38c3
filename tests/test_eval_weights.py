"""Weights are fitted to what tells right candidates from wrong ones, and no question helps to rank its own document."""

import numpy as np
import pytest

from answer.rerank import FEATURES, weights
from eval.weights import BY_HAND, Case, best_weights, fit, left_out, reciprocal

NAMES = list(BY_HAND)


def case(file: str, telling: str, seed: int) -> Case:
    """Ten candidates with random features; the right one alone has the telling feature."""
    rng = np.random.default_rng(seed)
    features = rng.random((10, len(NAMES)))
    features[:, NAMES.index(telling)] = 0.0
    features[3, NAMES.index(telling)] = 1.0
    return Case(file, features, np.arange(10) == 3)


def test_the_weights_in_use_are_those_of_the_features():
    assert set(weights()) == set(FEATURES) == set(BY_HAND)


@pytest.mark.parametrize("telling", ["coverage", "formal"])
def test_a_telling_feature_gains_weight_and_ranks_the_right_candidate_first(telling):
    found = [case(f"{i}.pdf", telling, i) for i in range(40)]
    fitted = best_weights(found)
    assert fitted[telling] > BY_HAND[telling]
    after = np.mean([reciprocal(c, np.array(list(fitted.values()))) for c in found])
    assert after > np.mean([reciprocal(c, np.array(list(BY_HAND.values()))) for c in found])


def test_nothing_to_learn_from_leaves_the_weights_as_they_were():
    assert best_weights([]) == BY_HAND
    alike = Case("a.pdf", np.ones((4, len(NAMES))), np.array([True, False, False, False]))
    np.testing.assert_allclose(fit([alike]), list(BY_HAND.values()))


def test_a_document_is_ranked_with_weights_of_other_documents():
    odd = [case("odd.pdf", "formal", i) for i in range(30)]  # only here formal passages answer
    usual = [case(f"{i}.pdf", "coverage", i) for i in range(30)]
    _, _, apart = left_out([*odd, *usual])
    together = np.array(list(best_weights([*odd, *usual]).values()))
    assert np.mean([reciprocal(c, together) for c in [*odd, *usual]]) > apart
