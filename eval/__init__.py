"""Measures answers against questions with gold clauses. `python -m eval` prints the table; `--save` commits it to eval/results.md."""
