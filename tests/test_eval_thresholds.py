"""The calibration of refusal follows what tells answered from unanswered, and keeps the share of false refusals that it was given."""

from dataclasses import replace

import numpy as np
import pytest

from answer.refuse import SIGNS, calibration
from eval.thresholds import FALSE_REFUSALS, Case, balanced, best_calibration, chance, fit, left_out, limited, refused

NAMES = list(SIGNS)


def case(number: int, answerable: bool, cosine: float, **how) -> Case:
    signs = np.random.default_rng(number).random(len(NAMES))
    signs[NAMES.index("cosine")] = cosine
    return Case(answerable, how.get("by_rule", False), how.get("exempt", False), f"{number}.pdf", signs)


@pytest.fixture(scope="module")
def found():
    rng = np.random.default_rng(5)
    return [case(i, i % 3 > 0, 0.85 + 0.03 * (i % 3 > 0) + rng.normal(0, 0.01)) for i in range(240)]


@pytest.mark.parametrize("read", [True, False])
def test_the_calibration_in_use_is_that_of_the_signs(read):
    assert set(calibration(read).weights) == set(SIGNS)
    assert 0 < calibration(read).refuse < calibration(read).relate < 1
    assert (calibration(read).weights["read"] > 0) == read


def test_a_telling_sign_gains_weight_and_the_odds_follow_it(found):
    limits = best_calibration(found)
    assert limits.weights["cosine"] > 0
    assert chance(limits, case(1, True, 0.90)) > 0.5 > chance(limits, case(1, False, 0.83))


def test_kinds_of_questions_count_the_same_however_many_there_are():
    named, answerable = np.array([1, 1, 1, 0, 0, 0, 0], dtype=bool), np.array([1, 0, 0, 1, 1, 1, 0], dtype=bool)
    counts = balanced(named, answerable)
    assert counts.sum() == len(named)
    for group in (named, ~named):
        assert counts[group & answerable].sum() == pytest.approx(counts[group & ~answerable].sum())
    assert balanced(named, named).tolist() == [1.0] * 7  # only one kind in each


def test_no_more_of_the_answerable_are_refused_than_was_allowed(found):
    limits = best_calibration(found)
    refusals = [refused(c, limits) for c in found if c.answerable]
    assert FALSE_REFUSALS - 0.02 < np.mean(refusals) <= FALSE_REFUSALS
    assert np.mean([refused(c, limits) for c in found if not c.answerable]) > 0.8


def test_the_shares_are_those_of_questions_on_real_documents(found):
    easy = [replace(c, real=False, signs=c.signs + 0.2 * (np.array(NAMES) == "cosine")) for c in found if c.answerable]
    limits = limited(*fit(found), [*found, *easy])
    assert limits == limited(*fit(found), found)
    assert limited(*fit(found), easy).refuse > limits.refuse  # where there are no others


def test_rules_refuse_whatever_the_odds_and_what_is_exempt_is_never_refused(found):
    limits = best_calibration(found)
    assert refused(case(1, False, 0.99, by_rule=True), limits)
    assert not refused(case(1, True, 0.5, exempt=True), limits)


def test_a_document_is_judged_by_what_other_documents_have_fitted(found):
    unlike = [Case(c.answerable, False, False, "lain.pdf", -c.signs) for c in found]  # one document where all is the other way round
    _, wrong = left_out([*found, *unlike])
    assert wrong > FALSE_REFUSALS
