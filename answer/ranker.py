"""A stronger cross-encoder over the best candidates, where the user names one: RUJUKAN_RERANKER, a folder or a name that sentence-transformers loads.

Without it nothing is loaded and the order stays that of our own reader (answer/reread.py).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import replace

from answer.rerank import Ranked
from index.candidates import scaled
from index.model import ModelError

VARIABLE = "RUJUKAN_RERANKER"
DEPTH = 20  # candidates that it reads
SHARE = 0.5  # of the cross-encoder in the new score; the rest is the linear rerank's
_loaded: dict[str, object] = {}
_loading = threading.Lock()


def reranked(question: str, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The DEPTH best in their new order with scores of 0..1, the others after them; `ranked` itself where no model is named.

    Raises ModelError where the named model cannot be loaded.
    """
    source = os.environ.get(VARIABLE)
    if not source or len(ranked) < 2:
        return list(ranked)
    top = ranked[:DEPTH]
    pairs = [(question, f"{r.candidate.passage.context}\n{r.candidate.passage.text}") for r in top]
    return blended(ranked, [float(score) for score in cross_encoder(source).predict(pairs, show_progress_bar=False)])


def cross_encoder(source: str):
    """Loaded once a process. A folder is read as it lies; a name is fetched by sentence-transformers, because the user asked for it by name."""
    from sentence_transformers import CrossEncoder

    with _loading:
        if source not in _loaded:
            try:
                _loaded[source] = CrossEncoder(
                    source, num_labels=1, device="cpu", local_files_only=os.path.isdir(source), model_kwargs={"dtype": "float32"}
                )
            except (OSError, ValueError) as error:
                raise ModelError(
                    f"model '{source}' untuk mengurutkan ulang tidak dapat dimuat ({error}). Periksa {VARIABLE} atau sambungan internet."
                ) from error
        return _loaded[source]


def blended(ranked: Sequence[Ranked], scores: Sequence[float]) -> list[Ranked]:
    """`scores`: of the first len(scores); the feature "cross" keeps them as they came."""
    top = ranked[: len(scores)]
    linear, cross = scaled([r.score for r in top]), scaled(scores)
    mixed = (1 - SHARE) * linear + SHARE * cross
    changed = [replace(r, score=float(mixed[i]), features={**r.features, "cross": scores[i]}) for i, r in enumerate(top)]
    below = [replace(r, score=r.score - ranked[len(scores)].score - 1e-9) for r in ranked[len(scores) :]]  # under 0, in their order
    return [*sorted(changed, key=lambda r: (-r.score, r.candidate.rid)), *below]
