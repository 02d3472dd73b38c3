"""Imports go one way: ingest <- index <- answer <- ui; entry points may look anywhere."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["ingest", "index", "answer", "ui"]
HEAVY = ("torch", "haystack", "sentence_transformers", "onnxruntime", "faiss", "rapidocr")


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    names += [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("room", ORDER)
def test_a_room_imports_only_what_lies_below_it(room):
    above = set(ORDER[ORDER.index(room) + 1 :]) | {"eval", "bench", "train"}
    wrong = {path.name: found for path in (ROOT / room).glob("*.py") if path.name != "__main__.py" and (found := imported_rooms(path) & above)}
    assert not wrong


@pytest.mark.parametrize("module", ["answer.ask", "index.library", "ingest.reading", "ui.texts"])
def test_importing_a_room_loads_no_model_library(module):
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
