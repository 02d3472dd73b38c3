"""The tables of train/results.md, from what each run left in its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from train.candidates import Asked
from train.measure import MEASURES, Ranking, Values, auroc, best, difference, held_out, plain, ranking, refused_at

SEEDS = (0, 1, 2)  # of the folds
SETS = ("sample", "real")


@dataclass(frozen=True, slots=True)
class Scorer:
    """A named scorer with its values of each question's first candidates. `about`: how it was trained, in a few words."""

    name: str
    about: str
    relevance: Values
    answers: Values


def cut(asked: Sequence[Asked], chosen: Sequence[int], values: Values) -> tuple[list[Asked], list[Sequence[float]]]:
    return [asked[i] for i in chosen], [values[i] for i in chosen]


def alone(asked: Sequence[Asked], values: Values) -> Ranking:
    """Ranked by the scorer's values; what it has not scored stays below, in its order."""
    rows = []
    for a, v in zip(asked, values, strict=True):
        floor = min(v, default=0.0) - 1
        rows.append([*v, *(floor - i for i in range(len(a.candidates) - len(v)))])
    return ranking(asked, rows)


def measured(asked: Sequence[Asked], scorer: Scorer, depth: int) -> Iterator[tuple[str, str, dict[str, float]]]:
    """(set, measure, figures): the linear rerank, the scorer alone, and both together on held-out folds, mean of three foldings."""
    for name in SETS:
        chosen = [i for i, a in enumerate(asked) if a.set == name]
        if not chosen:
            continue
        some, values = cut(asked, chosen, scorer.relevance)
        before, by_itself = ranking(some, plain(some)), alone(some, values)
        together = [held_out(some, values, seed, depth) for seed in SEEDS]
        for measure in MEASURES:
            differences = [difference(before, after, measure) for after in together]
            yield (
                name,
                measure,
                {
                    "linear": differences[0].before,
                    "alone": difference(before, by_itself, measure).after,
                    "both": float(np.mean([d.after for d in differences])),
                    "low": float(np.mean([d.low for d in differences])),
                    "high": float(np.mean([d.high for d in differences])),
                },
            )


def refusals(asked: Sequence[Asked], scorer: Scorer) -> Iterator[tuple[str, str, float]]:
    """(set, measure, figure) of answerability by the scorer's best answer logit: over all questions, and over those that no rule refuses."""
    for name in SETS:
        for kind, keep in (("semua", lambda a: True), ("tanpa yang ditolak aturan", lambda a: not a.by_rule)):
            chosen = [i for i, a in enumerate(asked) if a.set == name and keep(a)]
            positive, negative = best(*cut(asked, chosen, scorer.answers))
            if positive and negative:
                yield name, f"AUROC, {kind}", auroc(positive, negative)
                yield name, f"tertolak pada 10 % salah tolak, {kind}", refused_at(positive, negative)


def figures(asked: Sequence[Asked], scorers: Sequence[Scorer], depth: int) -> dict:
    """All numbers of the tables, as plain values."""
    return {
        "questions": {name: sum(a.set == name and a.answerable for a in asked) for name in SETS},
        "unanswerable": {name: sum(a.set == name and not a.answerable for a in asked) for name in SETS},
        "depth": depth,
        "scorers": [
            {
                "name": s.name,
                "about": s.about,
                "ranking": [{"set": a, "measure": b, **{k: round(v, 3) for k, v in c.items()}} for a, b, c in measured(asked, s, depth)],
                "refusal": [{"set": a, "measure": b, "value": round(c, 3)} for a, b, c in refusals(asked, s)],
            }
            for s in scorers
        ],
    }


def markdown(found: dict, reading: Sequence[dict]) -> str:
    """`found`: of `figures`; `reading`: rows of reading comprehension."""
    counts = ", ".join(
        f"{found['questions'][s]} terjawab dan {found['unanswerable'][s]} tak terjawab ({s})" for s in SETS if found["questions"][s]
    )
    parts = [
        "# Percobaan model pengurut\n",
        f"Dicetak oleh `python -m train evaluate --save`. Pertanyaan: {counts}; {found['depth']} calon teratas diurut ulang.",
        "linier: pengurut linier saja. sendiri: model saja. bersama: model sebagai ciri tambahan, bobotnya dipilih pada lipatan lain"
        " (5 lipatan menurut dokumen, rata-rata 3 pembagian); selang 95 % beda berpasangan terhadap linier, bootstrap atas dokumen.\n",
        *ranking_table(found),
        *refusal_table(found),
        *(reading_table(reading) if reading else []),
    ]
    return "\n".join(parts) + "\n"


def ranking_table(found: dict) -> Iterator[str]:
    yield "## Urutan\n\n| model | latihan | set | ukuran | linier | sendiri | bersama | beda [95 %] |\n|---|---|---|---|---|---|---|---|"
    for s in found["scorers"]:
        for r in s["ranking"]:
            yield (
                f"| {s['name']} | {s['about']} | {r['set']} | {r['measure']} | {r['linear']:.3f} | {r['alone']:.3f} | {r['both']:.3f} | "
                f"{r['both'] - r['linear']:+.3f} [{r['low']:+.3f}, {r['high']:+.3f}] |"
            )


def refusal_table(found: dict) -> Iterator[str]:
    yield "\n## Penolakan\n\n| model | set | ukuran | nilai |\n|---|---|---|---|"
    for s in found["scorers"]:
        for r in s["refusal"]:
            yield f"| {s['name']} | {r['set']} | {r['measure']} | {r['value']:.3f} |"


def reading_table(rows: Sequence[dict]) -> Iterator[str]:
    names = [k for k in rows[0] if k not in ("run", "data")]
    yield f"\n## Pemahaman bacaan (IDK-MRC)\n\n| model | data | {' | '.join(names)} |\n|---|---|{'---|' * len(names)}"
    for row in rows:
        yield f"| {row['run']} | {row['data']} | {' | '.join(f'{row[n]:.3f}' for n in names)} |"


def scorers_in(runs: Path, asked: Sequence[Asked]) -> list[Scorer]:
    """The untrained cosine, then every scored checkpoint of every run in a folder."""
    cosine = [[c.cosine for c in a.candidates] for a in asked]
    found = [Scorer("kosinus", "tanpa latihan", cosine, cosine)]
    for path in sorted(runs.glob("*/*.scores.json"), key=lambda p: (p.parent.name, int(p.name.split(".")[0]))):
        values = json.loads(path.read_text(encoding="utf-8"))
        name = f"{path.parent.name}/{path.name.split('.')[0]}"
        found.append(Scorer(name, run_about(path.parent), values["relevance"], values["answers"]))
    return found


def run_about(folder: Path) -> str:
    """How a run was trained, from its own record."""
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    shape, plan = run["shape"], run["plan"]
    way = f"LoRA {shape['rank']}" if shape["rank"] else "bobot"
    data = ", ".join(f"{name} {share:g}" for name, share in run["sources"].items())
    last = json.loads((folder / "progress.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    return f"lapis {shape['tuned'] + 1}-12 ({way}), terpisah {shape['split']}; {data}; {plan['steps'] * plan['groups']} kelompok; benih {plan['seed']}; {last['cpu_seconds'] // 60} menit CPU"
