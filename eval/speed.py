"""How long a warm question takes, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from answer.ask import prepared
from answer.question import understand
from answer.rerank import rerank
from answer.reread import reread
from answer.retrieve import with_synonyms
from eval.questionset import Question
from index.embedding import embed_query
from index.library import Library

TIMED = 60  # questions of a set, taken evenly


def stages(library: Library, questions: Sequence[Question]) -> dict[str, np.ndarray]:
    """Milliseconds by stage, (TIMED or fewer,) each: what is asked, its vector, the candidates (without the vector), their order, and reading the best."""
    base, documents, spec = prepared(library), library.documents(), library.spec
    base.refresh()
    taken: dict[str, list[float]] = {}

    def timed(stage: str, work: Callable):
        begun = time.perf_counter()
        result = work()
        taken.setdefault(stage, []).append(1000 * (time.perf_counter() - begun))
        return result

    for question in questions[:: max(1, -(-len(questions) // TIMED))]:
        asked = timed("memahami", lambda q=question: with_synonyms(base, understand(q.text, documents)))
        vector = timed("vektor pertanyaan", lambda a=asked: embed_query(library.encoder(), spec, a.text))
        found = timed("mencari", lambda a=asked, v=vector: base.searcher.candidates(a.text, extra=a.extra, vector=v))
        ranked = timed("mengurutkan", lambda a=asked, f=found: rerank(a, f, base.base()))
        timed("membaca", lambda a=asked, r=ranked: reread(a.text, r, base.reader()))
    return {stage: np.array(values) for stage, values in taken.items()}
