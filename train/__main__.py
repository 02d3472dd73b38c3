"""`python -m train`: trains a scorer, scores the candidates of the evaluation questions with it, and prints what it adds."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import fields
from pathlib import Path

from answer.reader import GRAPH
from eval.models import untuned_folder
from index import e5
from index.e5 import TUNING
from index.model import ModelError, folder_spec, model_spec
from train.values import Plan

ROOT = Path(__file__).resolve().parent.parent
TABLES = ("results", "reader")  # of the experiments with candidates of the untuned model, and of the reader with those of today; in train/
DATA = ROOT.parent / "shared" / "train"
DEPTH = 12
UNTRAINED = {
    "maxsim": "MaxSim penyandi yang tidak dilatih",
    "doc2query": "kosinus penyandi bawaan, bagian dokumen disandikan bersama pertanyaan yang dibuat darinya",
}
BFLOAT16 = "perkalian matriks dalam bfloat16: lebih dari dua kali lebih cepat di prosesor dengan AMX, lambat di yang lain"


def main(arguments: list[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    try:
        return COMMANDS[given.what](given)
    except (OSError, ModelError, ValueError) as error:
        print(f"train: {error}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m train", description="Melatih pengurut kecil dan mengukur apakah ia menambah sesuatu.")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    commands = parser.add_subparsers(dest="what", required=True)
    usual = Plan(steps=96)
    fit = commands.add_parser("fit", help="melatih; hasilnya di folder RUN")
    fit.add_argument("run", type=Path)
    fit.add_argument("--data", type=Path, default=DATA, help="folder dengan idk-mrc/ dan laws/")
    fit.add_argument("--sources", default="law=0.5,idk=0.35,squad=0.15", help="sumber data dan bobotnya")
    fit.add_argument("--split", type=int, default=0, help="lapis yang membaca pertanyaan dan bagian terpisah; 12: bi-encoder")
    fit.add_argument("--tuned", type=int, default=8, help="lapis pertama yang dilatih (0-11)")
    fit.add_argument("--rank", type=int, default=0, help="LoRA; 0: bobotnya sendiri yang dilatih")
    fit.add_argument("--steps", type=int, default=usual.steps)
    fit.add_argument("--groups", type=int, default=8, help="kelompok tiap langkah")
    fit.add_argument("--pairs", type=int, default=4, help="pasangan tiap kelompok, yang benar dan yang salah")
    fit.add_argument("--rate", type=float, default=1.5e-4)
    fit.add_argument("--begin", type=Path, help="berkas .pt dari latihan sebelumnya dengan bentuk yang sama, untuk diteruskan")
    fit.add_argument("--tokens", type=int, default=usual.tokens, help="token tiap pasangan")
    fit.add_argument("--answers", type=float, default=usual.answers, help="bobot terjawab/tidak, di samping bobot 1 untuk urutan")
    fit.add_argument("--spans", type=float, default=usual.spans, help="bobot letak jawaban")
    fit.add_argument("--positive", type=float, default=usual.positive, help="bobot pasangan yang terjawab")
    fit.add_argument("--save-every", type=int, default=usual.save_every, help="langkah di antara dua berkas yang disimpan")
    fit.add_argument("--bfloat16", action="store_true", help=BFLOAT16)
    fit.add_argument("--seed", type=int, default=0)
    gather = commands.add_parser("candidates", help="menyimpan calon jawaban dari pertanyaan ukur")
    gather.add_argument("file", type=Path)
    score = commands.add_parser("score", help="menilai calon jawaban dengan hasil latihan")
    score.add_argument("saved", type=Path, nargs="+", help="berkas .pt")
    score.add_argument("--candidates", type=Path, required=True)
    score.add_argument("--depth", type=int, default=DEPTH)
    score.add_argument("--int8", action="store_true", help="lapis linier dalam int8 (kuantisasi dinamis torch)")
    score.add_argument("--bfloat16", action="store_true", help=BFLOAT16)
    ship = commands.add_parser("ship", help=f"menulis {TUNING.relative_to(ROOT)} (bi-encoder dengan LoRA) atau {GRAPH.relative_to(ROOT)} (cross-encoder); beberapa berkas dirata-ratakan")
    ship.add_argument("saved", type=Path, nargs="+", help="berkas .pt")
    reopen = commands.add_parser("reopen", help="menulis sebuah pembaca yang dikirim sebagai RUN (0.pt), untuk diukur atau diteruskan")
    reopen.add_argument("run", type=Path)
    reopen.add_argument("--graph", type=Path, default=GRAPH)
    for name, what in UNTRAINED.items():
        untrained = commands.add_parser(name, help=f"menilai calon jawaban dengan {what}")
        untrained.add_argument("runs", type=Path, help=f"folder RUN; hasilnya di berkas {name}.json di dalamnya")
        untrained.add_argument("--candidates", type=Path, required=True)
        untrained.add_argument("--depth", type=int, default=DEPTH)
    read = commands.add_parser("read", help="pemahaman bacaan pada IDK-MRC valid dan test")
    read.add_argument("saved", type=Path, help="berkas .pt")
    read.add_argument("--data", type=Path, default=DATA)
    evaluate = commands.add_parser("evaluate", help="tabel dari semua RUN di sebuah folder")
    evaluate.add_argument("runs", type=Path)
    evaluate.add_argument("--candidates", type=Path, required=True)
    evaluate.add_argument("--depth", type=int, default=DEPTH)
    evaluate.add_argument("--save", choices=TABLES, help="tulis train/NAMA.md dan train/NAMA.json")
    shown = commands.add_parser("table", help="tabel dari train/NAMA.json, tanpa menghitung ulang")
    shown.add_argument("name", choices=TABLES)
    return parser


def checkpoint() -> Path:
    """The float32 checkpoint of the packaged embedding model as it was published. Raises ModelError where the package is missing."""
    return untuned_folder() / e5.TORCH_FOLDER


def threads(given: argparse.Namespace) -> None:
    import torch

    torch.set_num_threads(given.threads)


def do_fit(given: argparse.Namespace) -> int:
    from train.network import Shape
    from train.run import train
    from train.sources import load_groups, shares

    threads(given)
    wanted = shares(given.sources)
    groups = load_groups(given.data, wanted, folder_spec(checkpoint().parent))
    print(f"{len(groups)} kelompok: " + ", ".join(f"{name} {sum(g.source == name for g in groups)}" for name in wanted))
    plan = Plan(**{part.name: getattr(given, part.name) for part in fields(Plan) if hasattr(given, part.name)})
    train(checkpoint(), Shape(given.split, given.tuned, given.rank), plan, groups, wanted, given.run, given.begin)
    return 0


def do_candidates(given: argparse.Namespace) -> int:
    from eval.__main__ import tasks
    from index.intake import files_in, take_in
    from index.library import Library
    from train.candidates import SETS, asked_of, save_asked

    asked = []
    for name, task in zip(SETS, tasks(None, None), strict=False):  # the order of `tasks`
        library = Library(task.base)
        take_in(library, files_in([task.documents]))
        asked += asked_of(library, task.questions, name)
    save_asked(asked, given.file)
    print(f"{len(asked)} pertanyaan -> {given.file}")
    return 0


def do_score(given: argparse.Namespace) -> int:
    from train.candidates import load_asked
    from train.run import load
    from train.scoring import in_int8, save_scores, score_candidates

    threads(given)
    asked = load_asked(given.candidates)
    for saved in given.saved:
        network, reader = load(checkpoint(), saved)
        network = in_int8(network) if given.int8 else network
        target = saved.with_name(f"{saved.stem}{'-int8' if given.int8 else ''}.scores.json")
        save_scores(score_candidates(network, reader, asked, given.depth, given.bfloat16), target)
    return 0


def do_ship(given: argparse.Namespace) -> int:
    from train.exporting import export
    from train.run import averaged, shape_of
    from train.shipping import ship

    joined = not shape_of(given.saved[0]).split
    target = GRAPH if joined else TUNING
    sha256 = export(averaged(checkpoint(), given.saved), target) if joined else ship(given.saved, target)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.1f} MB, sha256 {sha256}")
    return 0


def do_reopen(given: argparse.Namespace) -> int:
    from train.exporting import learnt_in_graph
    from train.network import Shape
    from train.run import write_run

    write_run(given.run, 0, learnt_in_graph(given.graph), Shape(tuned=0), Plan(steps=0), {}, begin=given.graph)
    return 0


def do_untrained(given: argparse.Namespace) -> int:
    from index.embedding import load_encoder
    from train.candidates import load_asked
    from train.untrained import expanded_cosines, late_interaction

    scored, spec = (late_interaction, folder_spec(checkpoint().parent)) if given.what == "maxsim" else (expanded_cosines, model_spec())
    rows = scored(load_encoder(spec), spec, load_asked(given.candidates), given.depth)
    given.runs.mkdir(parents=True, exist_ok=True)
    (given.runs / f"{given.what}.json").write_text(json.dumps(rows), encoding="utf-8")
    return 0


def do_read(given: argparse.Namespace) -> int:
    from train.comprehension import answers_of

    threads(given)
    rows = answers_of(checkpoint(), given.saved, given.data)
    given.saved.with_suffix(".reading.json").write_text(json.dumps(rows), encoding="utf-8")
    print(json.dumps(rows, indent=1))
    return 0


def do_evaluate(given: argparse.Namespace) -> int:
    from train.candidates import load_asked
    from train.report import figures, scorers_in

    asked = load_asked(given.candidates)
    found = figures(asked, scorers_in(given.runs, asked), given.depth)
    found["reading"] = [row for path in sorted(given.runs.glob("*/*.reading.json")) for row in json.loads(path.read_text(encoding="utf-8"))]
    if given.save:
        numbers(given.save).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        numbers(given.save).with_suffix(".md").write_text(table(found), encoding="utf-8")
    print(table(found))
    return 0


def do_table(given: argparse.Namespace) -> int:
    print(table(json.loads(numbers(given.name).read_text(encoding="utf-8"))))
    return 0


def numbers(name: str) -> Path:
    return ROOT / "train" / f"{name}.json"


def table(found: dict) -> str:
    from train.report import markdown

    return markdown(found, found["reading"])


COMMANDS = {
    "fit": do_fit, "candidates": do_candidates, "score": do_score, "ship": do_ship, "reopen": do_reopen,
    "maxsim": do_untrained, "doc2query": do_untrained, "read": do_read, "evaluate": do_evaluate, "table": do_table,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
