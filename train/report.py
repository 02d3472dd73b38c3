"""The tables of train/results.md, from what each run left in its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from train.candidates import SETS, Asked
from train.measure import (
    MEASURES,
    Ranking,
    Values,
    auroc,
    auroc_difference,
    best,
    difference,
    left_out,
    parted,
    ranking,
    refused_at,
    standard,
)

UNTRAINED = "tanpa latihan"
SEEDS = (0, 1, 2)  # of the folds
DEPTHS = (2, 4, 8, 12, 20)  # candidates read


@dataclass(frozen=True, slots=True)
class Scorer:
    """A named scorer with its values of each question's first candidates. `about`: how it was trained, in a few words."""

    name: str
    about: str
    relevance: Values
    answers: Values


def cut(asked: Sequence[Asked], chosen: Sequence[int], values: Values) -> tuple[list[Asked], list[Sequence[float]]]:
    return [asked[i] for i in chosen], [values[i] for i in chosen]


def part(found: Ranking, asked: Sequence[Asked], name: str) -> Ranking:
    """The questions of one set."""
    inside = [a.set == name for a in asked if a.answerable]
    return Ranking(found.ranks[inside], tuple(d for d, keep in zip(found.documents, inside, strict=True) if keep))


def measured(asked: Sequence[Asked], scorer: Scorer, before: Sequence[Ranking], depth: int) -> Iterator[dict]:
    """A row of figures a set: the linear rerank without the scorer, the scorer alone, as one feature more, and in place of the cosine; means
    over the foldings of SEEDS.

    `before`: of `left_out` without a scorer, one a seed.
    """
    by_itself = ranking(asked, scorer.relevance)
    ways = {
        "added": [left_out(asked, scorer.relevance, seed, depth) for seed in SEEDS],
        "instead": [left_out(asked, scorer.relevance, seed, depth, instead=True) for seed in SEEDS],
    }
    for name in (*(s for s in SETS if any(a.set == s for a in asked)), "semua"):
        cut_to = (lambda found, name=name: part(found, asked, name)) if name != "semua" else (lambda found: found)
        row = {"set": name}
        for measure in MEASURES:
            of_measure = {"alone": round(float(MEASURES[measure](cut_to(by_itself).ranks).mean()), 3)}
            for way, after in ways.items():
                differences = [difference(cut_to(a), cut_to(b), measure) for a, b in zip(before, after, strict=True)]
                of_measure["linear"] = round(float(np.mean([d.before for d in differences])), 3)
                of_measure[way] = [round(float(np.mean([getattr(d, key) for d in differences])), 3) for key in ("after", "low", "high")]
            row[measure] = of_measure
        yield row


def by_depth(asked: Sequence[Asked], scorer: Scorer) -> Iterator[dict]:
    """What a scorer adds, as one feature more, when it reads so many candidates, of those of DEPTHS; the others have the lowest of its values."""
    read = max(map(len, scorer.relevance), default=0)
    answerable = np.array([a.answerable for a in asked])
    for depth in (d for d in DEPTHS if d <= read):
        values = [[*row[:depth], *([min(row[:depth])] * len(row[depth:]))] for row in scorer.relevance]
        ranks = [left_out(asked, values, seed, read) for seed in SEEDS]
        row = {name: round(float(np.mean([measure(r.ranks).mean() for r in ranks])), 3) for name, measure in MEASURES.items()}
        yield {"depth": depth, **row, "AUROC": round(auroc(*parted(best(scorer.answers, depth), answerable)), 3)}


def cosines(asked: Sequence[Asked]) -> list[list[float]]:
    return [[c.cosine for c in a.candidates] for a in asked]


def refusals(asked: Sequence[Asked], scorer: Scorer) -> Iterator[tuple[str, str, dict[str, float]]]:
    """(set, which questions, figures): how well the best answer logit parts the answerable from the rest, beside the best cosine, and both summed."""
    for name in SETS:
        for kind, keep in (("semua", lambda a: True), ("tanpa yang ditolak aturan", lambda a: not a.by_rule)):
            chosen = [i for i, a in enumerate(asked) if a.set == name and keep(a)]
            some, logits = cut(asked, chosen, scorer.answers)
            answerable = np.array([a.answerable for a in some])
            if answerable.all() or not answerable.any():
                continue
            by_cosine, by_logit = best(cosines(some)), best(logits)
            low, high = auroc_difference(by_cosine, by_logit, answerable)
            yield (
                name,
                kind,
                {
                    "cosine": auroc(*parted(by_cosine, answerable)),
                    "model": auroc(*parted(by_logit, answerable)),
                    "low": low,
                    "high": high,
                    "both": auroc(*parted(standard(by_cosine) + standard(by_logit), answerable)),
                    "refused by cosine": refused_at(*parted(by_cosine, answerable)),
                    "refused by model": refused_at(*parted(by_logit, answerable)),
                },
            )


def figures(asked: Sequence[Asked], scorers: Sequence[Scorer], depth: int) -> dict:
    """All numbers of the tables, as plain values."""
    before = [left_out(asked, None, seed, depth) for seed in SEEDS]
    return {
        "questions": {name: sum(a.set == name and a.answerable for a in asked) for name in SETS},
        "unanswerable": {name: sum(a.set == name and not a.answerable for a in asked) for name in SETS},
        "depth": depth,
        "scorers": [
            {
                "name": s.name,
                "about": s.about,
                "ranking": list(measured(asked, s, before, depth)),
                "refusal": [{"set": a, "questions": b, **{k: round(v, 3) for k, v in c.items()}} for a, b, c in refusals(asked, s)],
                "depths": list(by_depth(asked, s)) if max(map(len, s.relevance), default=0) >= max(DEPTHS) and s.about != UNTRAINED else [],
            }
            for s in scorers
        ],
    }


def markdown(found: dict, reading: Sequence[dict]) -> str:
    """`found`: of `figures`; `reading`: rows of reading comprehension."""
    counts = ", ".join(
        f"{found['questions'][s]} terjawab dan {found['unanswerable'][s]} tak terjawab ({s})" for s in SETS if found["questions"].get(s)
    )
    parts = [
        "# Percobaan model pengurut\n",
        f"Dicetak oleh `python -m train evaluate --save`. Pertanyaan: {counts}; {found['depth']} calon teratas diurut ulang.",
        "Set: sample = dokumen contoh; real = pertanyaan orang lain, own = pertanyaan sendiri, daily = pertanyaan sehari-hari, named = pertanyaan yang menyebut dokumennya,"
        " semuanya atas dokumen nyata. linier: pengurut linier, bobotnya disetel pada dokumen lain (5 lipatan menurut dokumen, rata-rata 3 pembagian). sendiri: model"
        " saja. ditambahkan: model menjadi satu ciri lagi; pengganti: model menggantikan kosinus; semua bobot disetel dengan cara yang sama."
        " Selang 95 %: beda berpasangan dengan linier, bootstrap atas dokumen.\n",
        *ranking_table(found),
        *refusal_table(found),
        *depth_table(found),
        *(reading_table(reading) if reading else []),
    ]
    return "\n".join(parts) + "\n"


def ranking_table(found: dict) -> Iterator[str]:
    yield "## Model\n\n| model | bentuk; yang dilatih; data; banyaknya; benih |\n|---|---|"
    for s in found["scorers"]:
        yield f"| {s['name']} | {s['about']} |"
    yield "\n## Urutan\n\n| model | set | ukuran | linier | sendiri | ditambahkan | pengganti |\n|---|---|---|---|---|---|---|"
    for s in found["scorers"]:
        for r in s["ranking"]:
            for measure in MEASURES:
                m = r[measure]
                ways = (f"{after:.3f} [{low:+.3f}, {high:+.3f}]" for after, low, high in (m["added"], m["instead"]))
                yield f"| {s['name']} | {r['set']} | {measure} | {m['linear']:.3f} | {m['alone']:.3f} | {' | '.join(ways)} |"


def refusal_table(found: dict) -> Iterator[str]:
    yield (
        "\n## Penolakan\n\nAUROC: peluang pertanyaan terjawab bernilai di atas yang tak terjawab, menurut nilai tertinggi di antara 10 calon. "
        "Tertolak: bagian yang tak terjawab yang ditolak bila 10 % yang terjawab salah ditolak.\n\n"
        "| model | set | pertanyaan | AUROC kosinus | AUROC model | beda [95 %] | keduanya | tertolak: kosinus | tertolak: model |\n|---|---|---|---|---|---|---|---|---|"
    )
    for s in found["scorers"][1:]:
        for r in s["refusal"]:
            yield (
                f"| {s['name']} | {r['set']} | {r['questions']} | {r['cosine']:.3f} | {r['model']:.3f} | "
                f"{r['model'] - r['cosine']:+.3f} [{r['low']:+.3f}, {r['high']:+.3f}] | {r['both']:.3f} | "
                f"{r['refused by cosine']:.2f} | {r['refused by model']:.2f} |"
            )


def depth_table(found: dict) -> Iterator[str]:
    rows = [(s["name"], row) for s in found["scorers"] for row in s.get("depths", [])]
    if rows:
        yield (
            "\n## Banyaknya calon yang dibaca\n\nSemua pertanyaan; ditambahkan seperti di atas; calon yang tidak dibaca mendapat nilai terendah dari yang dibaca. "
            "AUROC: nilai tertinggi di antara yang dibaca.\n\n| model | calon | recall@1 | recall@5 | MRR@10 | AUROC |\n|---|---|---|---|---|---|"
        )
    for name, row in rows:
        yield f"| {name} | {row['depth']} | {row['recall@1']:.3f} | {row['recall@5']:.3f} | {row['MRR@10']:.3f} | {row['AUROC']:.3f} |"


def reading_table(rows: Sequence[dict]) -> Iterator[str]:
    names = [k for k in rows[0] if k not in ("run", "data")]
    yield f"\n## Pemahaman bacaan\n\nvalid, test: IDK-MRC. contrast_held, passages_held: pertanyaan berpasangan (terjawab dan hampir terjawab oleh bagian yang sama) yang tidak dilatihkan.\n\n| model | data | {' | '.join(names)} |\n|---|---|{'---|' * len(names)}"
    for row in rows:
        yield f"| {row['run']} | {row['data']} | {' | '.join(f'{row[n]:.3f}' for n in names)} |"


def scorers_in(runs: Path, asked: Sequence[Asked]) -> list[Scorer]:
    """The cosine of the candidates, MaxSim and doc2query, then every scored checkpoint of every run in a folder."""
    from train.scoring import load_scores

    cosine = cosines(asked)
    found = [Scorer("kosinus", UNTRAINED, cosine, cosine)]
    for name in ("maxsim", "doc2query"):
        if (runs / f"{name}.json").is_file():
            values = json.loads((runs / f"{name}.json").read_text(encoding="utf-8"))
            found.append(Scorer(name, UNTRAINED, values, values))
    for path in sorted(runs.glob("*/*.scores.json")):
        scores = load_scores(path)
        stem = path.name.removesuffix(".scores.json")
        about = f"{run_about(path.parent, int(stem.split('-')[0]))}; menilai: {scores.cpu_seconds:g} dtk CPU/pertanyaan"
        found.append(Scorer(f"{path.parent.name}/{stem}", about, scores.relevance, scores.answers))
    return found


def run_about(folder: Path, step: int) -> str:
    """How a checkpoint was trained, from the run's own record."""
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    shape, plan = run["shape"], run["plan"]
    layers = "bi-encoder" if shape["split"] >= 12 else f"{shape['split']} lapis terpisah" if shape["split"] else "cross-encoder"
    way = f"LoRA {shape['rank']}" if shape["rank"] else f"lapis {shape['tuned'] + 1}-12"
    data = ", ".join(f"{name} {share:.0%}" for name, share in run["sources"].items())
    lines = [json.loads(line) for line in (folder / "progress.jsonl").read_text(encoding="utf-8").splitlines()]
    minutes = next(line["cpu_seconds"] for line in lines if line["step"] == step) / 60
    data = data or UNTRAINED
    after = f"sesudah {run['begin']}; " if run.get("begin") else ""
    return f"{layers}; {way}; {after}{data}; {step * plan['groups']} kelompok ({minutes:.1f} menit CPU); benih {plan['seed']}"
