"""`python -m answer QUESTION [--json]`, or a file of questions with `--batch`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from answer.ask import ask
from answer.contract import to_json
from answer.values import Answer
from index.database import BaseError
from index.filters import add_filter_arguments, filters_from
from index.library import Library
from index.location import base_folder
from index.model import ModelError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m answer", description="Menjawab pertanyaan dengan kutipan dari dokumen di dalam basis.")
    parser.add_argument("question", nargs="*", help="pertanyaan, dalam bahasa Indonesia atau Inggris")
    parser.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="satu objek JSON per baris dengan 'q' (dan boleh 'id')")
    parser.add_argument("--out", type=Path, metavar="FILE", help="tempat menulis hasil --batch (bawaan: layar)")
    parser.add_argument("--json", action="store_true", help="jawaban sebagai JSON")
    parser.add_argument("--kb", type=Path, help="folder basis (bawaan: RUJUKAN_KB atau .kb)")
    add_filter_arguments(parser)
    given = parser.parse_args(arguments)
    if bool(given.question) == bool(given.batch):
        parser.error("berikan satu pertanyaan, atau --batch FILE.jsonl")
    try:
        library = Library(base_folder(given.kb))
        if given.batch:
            return batch(library, given.batch, given.out)
        answer = ask(" ".join(given.question), library, filters_from(given))
    except (BaseError, ModelError, OSError) as error:
        print(f"Gagal: {error}", file=sys.stderr)
        return 1
    print(json.dumps(to_json(answer), ensure_ascii=False, indent=2) if given.json else "\n".join(readable(answer)))
    return 0


def batch(library: Library, source: Path, target: Path | None) -> int:
    """One JSON answer a line, in the order of the questions; a broken line gives a line with "error". Returns the exit code."""
    broken = 0
    with ExitStack() as stack:
        out = stack.enter_context(open(target, "w", encoding="utf-8")) if target else sys.stdout
        for number, line in enumerate(source.read_text(encoding="utf-8-sig").splitlines(), 1):
            if line.strip():
                row = answer_line(library, line, number)
                broken += "error" in row
                print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
    return 3 if broken else 0


def answer_line(library: Library, line: str, number: int) -> dict:
    try:
        row = json.loads(line)
        question = str(row["q"])
    except (ValueError, KeyError, TypeError):
        return {"error": f"baris {number} bukan objek JSON dengan 'q'"}
    made = to_json(ask(question, library))
    return {"id": row["id"], **made} if "id" in row else made


def readable(answer: Answer) -> Iterable[str]:
    yield answer.text
    if answer.citations:
        yield ""
        yield "Sumber:"
    for c in answer.citations:
        label = f" (tercetak {c.page_label})" if c.page_label and c.page_label != str(c.page) else ""
        ocr = ", hasil OCR" if c.ocr else ""
        yield f"  [{c.marker}] {c.title}, {c.locator}, halaman {c.page}{label}; {c.status.status}{ocr}; {c.file}"
    if answer.kind == "refusal" and answer.hits:
        yield ""
        yield "Bagian terdekat (bukan jawaban):"
        for hit in answer.hits[:3]:
            yield f"  - {hit.passage.document_id}, {hit.passage.locator}, halaman {hit.passage.first_page}"


if __name__ == "__main__":
    sys.exit(main())
