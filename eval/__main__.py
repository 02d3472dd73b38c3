"""`python -m eval`: the table of quality for the sample documents, and for real ones where they lie beside the project."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from answer.refuse import CALIBRATION
from answer.rerank import WEIGHTS
from eval import models, thresholds, weights
from eval.questionset import Question, load_questions
from eval.report import report
from eval.run import baselines, rujukan
from eval.speed import stages
from eval.stories import told
from index.intake import files_in, take_in
from index.library import Library
from index.model import data_folder

ROOT = Path(__file__).resolve().parent.parent
RESULTS, MODELS = ROOT / "eval" / "results.md", ROOT / "eval" / "models.md"
REAL = ROOT.parent / "shared" / "real"
QUESTIONS = ROOT / "eval" / "questions"
ON_SAMPLE = tuple(QUESTIONS / f"sample-{name}.jsonl" for name in ("named", "plans", "regulations"))  # all fitted on
ON_REAL = (  # title, questions, whether anything is fitted on them
    ("Dokumen nyata", REAL / "questions.jsonl", False),
    ("Dokumen nyata, pertanyaan sendiri", QUESTIONS / "real.jsonl", True),
    ("Dokumen nyata, pertanyaan sehari-hari", QUESTIONS / "real-daily.jsonl", True),
    ("Dokumen nyata, pertanyaan yang menyebut dokumennya", QUESTIONS / "real-named.jsonl", True),
    ("Dokumen nyata, ujian akhir", QUESTIONS / "real-final.jsonl", False),
    ("Dokumen nyata, ujian kedua", QUESTIONS / "real-final-2.jsonl", False),
    ("Dokumen nyata, ujian ketiga", QUESTIONS / "real-final-3.jsonl", False),
    ("Dokumen nyata, ujian keempat", QUESTIONS / "real-final-4.jsonl", False),
)
HEAD = "# Mutu\n\nDicetak oleh `python -m eval --save`. Rata-rata [selang 95 %, bootstrap atas pertanyaan] n=banyaknya pertanyaan.\n"


@dataclass(frozen=True, slots=True)
class Task:
    title: str
    questions: tuple[Question, ...]
    documents: Path
    base: Path
    ours: bool = True  # the questions are part of this project: what is fitted is fitted on these
    real: bool = True  # about documents that were not made for this project


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Mengukur mutu jawaban terhadap pertanyaan berkunci.")
    parser.add_argument("what", nargs="?", choices=[*COMMANDS, "stories"], help="thresholds, weights: hitung ulang dari pertanyaan kita; models: dengan dan tanpa model sendiri; stories: jawaban utuh bagi tiga pengguna")
    parser.add_argument("--questions", type=Path, help="berkas JSONL pertanyaan (bawaan: semua yang tersedia)")
    parser.add_argument("--documents", type=Path, help="folder dokumen untuk --questions")
    parser.add_argument("--no-baselines", action="store_true", help="tanpa pembanding (lebih cepat)")
    parser.add_argument("--save", action="store_true", help="tulis hasilnya ke eval/results.md (models: eval/models.md)")
    given = parser.parse_args(arguments)
    if bool(given.questions) != bool(given.documents):
        parser.error("--questions dan --documents dipakai bersama")
    if given.what == "stories":
        print("\n".join(told(filled(tasks(None, None)[0]))))
        return 0
    if given.what:
        return COMMANDS[given.what](save=given.save)
    parts = [HEAD]
    for task in tasks(given.questions, given.documents):
        parts.append(run(task, with_baselines=not given.no_baselines))
        print(parts[-1], flush=True)
    if given.save:
        RESULTS.write_text("\n".join(parts), encoding="utf-8")
    return 0


def refit_thresholds(save: bool) -> int:
    """Prints the calibrations that our questions give, with the reader and without, and what other documents would get; `save` writes them for
    answer/ to use."""
    chosen = {}
    for name in ("read", "unread"):
        found = [case for task in tasks(None, None) if task.ours for case in thresholds.cases(filled(task), task.questions, name == "read", task.real)]
        chosen[name] = asdict(thresholds.best_calibration(found))
        print(json.dumps(chosen[name]))
        right, wrong = thresholds.left_out(found)
        print(f"dihitung dari dokumen lain, ditolak: {right:.2f} dari yang tak terjawab, {wrong:.2f} dari yang terjawab ({len(found)} pertanyaan)")
    if save:
        CALIBRATION.write_text(json.dumps(chosen) + "\n", encoding="utf-8")
    return 0


def refit_weights(save: bool) -> int:
    """Prints the weights that our questions give, and what other documents would get; `save` writes them for answer/ to use."""
    found = [case for task in tasks(None, None) if task.ours for case in weights.cases(filled(task), task.questions)]
    chosen = weights.best_weights(found)
    print(json.dumps(chosen))
    by_hand, used, fitted = weights.left_out(found)
    print(f"MRR ({len(found)} pertanyaan): dengan tangan {by_hand:.3f}, sekarang {used:.3f}, dihitung dari dokumen lain {fitted:.3f}")
    if save:
        WEIGHTS.write_text(json.dumps(chosen) + "\n", encoding="utf-8")
    return 0


def compare_models(save: bool) -> int:
    """Prints what our own models add to the best pipeline without them."""
    found, every = [], tasks(None, None)
    bare = {task.base: models.without(task.base) for task in every}
    for task in every:
        take_in(bare[task.base], [task.documents])
    models.fit([(bare[task.base], task.questions, task.real) for task in every if task.ours])
    for task in every:
        found.append(models.Both(task.title, task.ours, (rujukan(filled(task), task.questions), models.plain(bare[task.base], task.questions))))
    text = "\n".join(models.report(found))
    print(text)
    if save:
        MODELS.write_text(text, encoding="utf-8")
    return 0


COMMANDS = {"thresholds": refit_thresholds, "weights": refit_weights, "models": compare_models}


def filled(task: Task) -> Library:
    library = Library(task.base)
    take_in(library, [task.documents])
    return library


def tasks(questions: Path | None, documents: Path | None) -> list[Task]:
    bases = data_folder() / "eval"
    if questions and documents:
        return [Task(questions.name, tuple(load_questions(questions)), documents, bases / documents.resolve().name)]
    sample = tuple(question for path in ON_SAMPLE for question in load_questions(path))
    found = [Task("Dokumen contoh", sample, ROOT / "corpus", bases / "sample", real=False)]
    for title, path, ours in ON_REAL:
        if (REAL / "pdf").is_dir() and path.is_file():
            title += " (dokumennya tidak ikut di repositori)"
            found.append(Task(title, tuple(load_questions(path)), REAL / "pdf", bases / "real", ours))
    exam = tuple(load_questions(QUESTIONS / "sample-final.jsonl"))
    return [*found, Task("Dokumen contoh, ujian", exam, ROOT / "corpus", bases / "sample", ours=False, real=False)]


def run(task: Task, with_baselines: bool) -> str:
    library, files = filled(task), files_in([task.documents])
    runs = [rujukan(library, task.questions), rujukan(library, task.questions, reads=False), *(baselines(library, task.questions, files) if with_baselines else [])]
    title = f"{task.title}: {len(task.questions)} pertanyaan, {len(files)} dokumen"
    extraction = {document.file: document.extraction for document in library.documents()}
    return report(title, runs, stages(library, task.questions), extraction)


if __name__ == "__main__":
    sys.exit(main())
