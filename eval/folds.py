"""Documents in folds, so that what is fitted on some is measured on others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

FOLDS = 5


def folds(documents: Iterable[str], seed: int) -> dict[str, int]:
    """The fold, 0 to FOLDS - 1, of each document."""
    names = sorted(set(documents))
    np.random.default_rng(seed).shuffle(names)
    return {name: i % FOLDS for i, name in enumerate(names)}
