"""What our tuning of the embedding model adds: the whole pipeline with it and with the model as it was published, each at its best.

Both pipelines have their weights and thresholds fitted anew on the same questions of ours; the differences are paired over questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from answer.ask import prepared
from eval import thresholds, weights
from eval.report import paired
from eval.run import Run, Task, rujukan
from index.intake import take_in
from index.library import Library
from index.model import ModelSpec


def outcomes(tasks: Sequence[Task], spec: ModelSpec, bases: Path, name: str) -> list[Run]:
    """One run a task, by a pipeline fitted on those that are ours. `bases`: where a base for each folder of documents is kept."""
    libraries = {folder: filled(bases / folder.resolve().name, folder, spec) for folder in {task.documents for task in tasks}}
    fitted_on = [(libraries[task.documents], task.questions) for task in tasks if task.ours]
    chosen = weights.best_weights([case for library, questions in fitted_on for case in weights.cases(library, questions)])
    for library in libraries.values():
        prepared(library).weights = chosen
    limits = thresholds.best_calibration([case for library, questions in fitted_on for case in thresholds.cases(library, questions)])
    for library in libraries.values():
        prepared(library).limits = limits
    return [Run(name, rujukan(libraries[task.documents], task.questions).outcomes) for task in tasks]


def filled(folder: Path, documents: Path, spec: ModelSpec) -> Library:
    library = Library(folder, spec=lambda: spec)
    take_in(library, [documents])
    return library


def compared(tasks: Sequence[Task], tuned: ModelSpec, untuned: ModelSpec, bases: Path) -> Iterator[str]:
    """The table of each task, and of all that nothing was fitted on together."""
    runs = [outcomes(tasks, spec, bases / spec.name, name) for spec, name in ((untuned, "model terbitan"), (tuned, "model disetel"))]
    unseen = [i for i, task in enumerate(tasks) if not task.ours]
    for title, chosen in [*((task.title, [i]) for i, task in enumerate(tasks)), ("Semua yang tidak dipakai menyetel", unseen)]:
        before, after = (Run(kind[0].name, tuple(o for i in chosen for o in kind[i].outcomes)) for kind in runs)
        yield "\n".join([f"## {title}: {len(after.outcomes)} pertanyaan", "", *paired(after, before), ""])
