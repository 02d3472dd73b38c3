"""The table of quality, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from eval.metrics import MEASURES, Mean, Outcome, summarise
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


def by_group(outcomes: Sequence[Outcome], name: str, group: Callable[[Outcome], str]) -> Iterable[str]:
    """The main measures for each kind of question, language …"""
    shown = [m for m in MEASURES if m.name in ("recall@1", "recall@5", "sitasi pertama: halaman", "ditolak, memang tak terjawab")]
    yield f"| {name} | n | " + " | ".join(m.name for m in shown) + " |"
    yield "|---|---|" + "---|" * len(shown)
    for key in sorted({group(o) for o in outcomes}):
        inside = [o for o in outcomes if group(o) == key]
        means = [summarise(inside, m) for m in shown]
        yield f"| {key} | {len(inside)} | " + " | ".join(f"{m.mean:.2f}" if m else "–" for m in means) + " |"


def speed(outcomes: Sequence[Outcome]) -> str:
    took = np.array([o.took_ms for o in outcomes])
    return f"Waktu jawab hangat: p50 {np.percentile(took, 50):.0f} ms, p95 {np.percentile(took, 95):.0f} ms, {len(took)} pertanyaan."


def report(title: str, runs: Sequence[Run], broken: Sequence[str]) -> str:
    ours = runs[0].outcomes
    lines = [f"## {title}", "", *table(runs), "", *by_group(ours, "jenis", lambda o: o.question.kind), ""]
    lines += [*by_group(ours, "bahasa", lambda o: o.question.language), "", speed(ours), ""]
    lines += [f"Kutipan yang tidak ada di halamannya: {len(broken)}.", *(f"- {b}" for b in broken), ""]
    return "\n".join(lines)
