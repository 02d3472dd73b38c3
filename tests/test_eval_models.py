"""What our own models add is told set by set, and for all questions together on which nothing is fitted."""

from eval.metrics import Outcome
from eval.models import Both, report
from eval.questionset import Gold, Question
from eval.run import Run

GOLD = (Gold("a.pdf", 1, "", "kata"),)


def run(name, *ranks):
    """A run whose questions' right hits have these ranks."""
    asked = [Question(f"q{i}", "?", "who", "id", GOLD) for i in range(len(ranks))]
    return Run(name, tuple(Outcome(q, rank, True, True, True, True, None, False, None, None, 1.0) for q, rank in zip(asked, ranks, strict=True)))


def part(text, title):
    return next(block for block in text.split("## ") if block.startswith(title))


def test_only_questions_on_which_nothing_is_fitted_are_summed_up():
    found = [
        Both("contoh", True, (run("rujukan", 1, 1, 1), run("tanpa", 2, 2, 2))),
        Both("satu", False, (run("rujukan", 1, 1), run("tanpa", 1, 2))),
        Both("dua", False, (run("rujukan", 2, 2), run("tanpa", 1, 2))),
    ]
    text = "\n".join(report(found))
    pooled = part(text, "Semua")
    assert pooled.startswith("Semua yang tidak dipakai menyetel: 4 pertanyaan")
    assert "| recall@1 | 0.50 [0.00, 1.00] n=4 | 0.50 [0.00, 1.00] n=4 |" in pooled
    assert "| recall@1 | +1.000 [+1.000, +1.000] |" in part(text, "contoh")


def test_without_such_questions_nothing_is_summed_up():
    assert "Semua" not in "\n".join(report([Both("contoh", True, (run("rujukan", 1), run("tanpa", 2)))]))
