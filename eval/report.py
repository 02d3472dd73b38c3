"""The table of quality, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from eval.metrics import MEASURES, Mean, Outcome, bootstrap_mean, summarise
from eval.run import Run


def cell(mean: Mean | None) -> str:
    return f"{mean.mean:.2f} [{mean.low:.2f}, {mean.high:.2f}] n={mean.count}" if mean else "–"


def table(runs: Sequence[Run]) -> Iterable[str]:
    """One row a measure, one column a pipeline; mean, 95 % interval, number of questions."""
    yield "| ukuran | " + " | ".join(run.name for run in runs) + " |"
    yield "|---|" + "---|" * len(runs)
    for measure in MEASURES:
        cells = [summarise(run.outcomes, measure) for run in runs]
        if any(cells):
            yield f"| {measure.name} | " + " | ".join(map(cell, cells)) + " |"


def paired(run: Run, other: Run) -> Iterable[str]:
    """One row a measure: what the first run has above the other on the same questions, with its 95 % interval."""
    yield f"| {run.name} di atas {other.name} | beda [selang 95 %, bootstrap berpasangan] |"
    yield "|---|---|"
    for measure in MEASURES:
        both = [(measure.value(a), measure.value(b)) for a, b in zip(run.outcomes, other.outcomes, strict=True)]
        difference = bootstrap_mean(float(a) - float(b) for a, b in both if a is not None and b is not None)
        if difference:
            yield f"| {measure.name} | {difference.mean:+.3f} [{difference.low:+.3f}, {difference.high:+.3f}] |"


def by_group(outcomes: Sequence[Outcome], name: str, group: Callable[[Outcome], str]) -> Iterable[str]:
    """The main measures for each kind of question, language …"""
    shown = [m for m in MEASURES if m.name in ("recall@1", "recall@5", "sitasi pertama: halaman", "ditolak, memang tak terjawab")]
    yield f"| {name} | n | " + " | ".join(m.name for m in shown) + " |"
    yield "|---|---|" + "---|" * len(shown)
    for key in sorted({group(o) for o in outcomes}):
        inside = [o for o in outcomes if group(o) == key]
        means = [summarise(inside, m) for m in shown]
        yield f"| {key} | {len(inside)} | " + " | ".join(f"{m.mean:.2f}" if m else "–" for m in means) + " |"


def speed(stages: Mapping[str, np.ndarray]) -> Iterable[str]:
    """Warm times of a question by stage, in ms."""
    yield "| tahap, ms | p50 | p95 |"
    yield "|---|---|---|"
    for stage, taken in stages.items():
        yield f"| {stage} | {np.percentile(taken, 50):.0f} | {np.percentile(taken, 95):.0f} |"


def report(title: str, runs: Sequence[Run], stages: Mapping[str, np.ndarray], extraction: Mapping[str, str]) -> str:
    """`runs`: ours, ours without the reader, others; `extraction`: how each file was read (text, ocr, mixed)."""
    ours, broken = runs[0].outcomes, runs[0].broken
    stages = {**stages, "seluruhnya": np.array([o.took_ms for o in ours]), "seluruhnya tanpa pembaca": np.array([o.took_ms for o in runs[1].outcomes])}
    read = lambda o: extraction.get(o.question.gold[0].file, "–") if o.question.gold else "–"  # noqa: E731
    groups = (("jenis", lambda o: o.question.kind), ("bahasa", lambda o: o.question.language), ("naskah", read))
    lines = [f"## {title}", "", *table(runs), "", *paired(*runs[:2]), ""]
    for name, group in groups:
        lines += [*by_group(ours, name, group), ""]
    lines += [*speed(stages), "", f"Kutipan yang tidak ada di halamannya: {len(broken)}.", *(f"- {b}" for b in broken), ""]
    return "\n".join(lines)
