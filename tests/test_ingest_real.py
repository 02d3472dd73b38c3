"""The real documents from end to end: nothing lost between pages and clauses, quotes lie under their boxes, scans hold their answers.

Scanned pages come from the OCR cache that `python -m ingest ../shared/real/pdf` leaves; without it only their text layers are read.
"""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from index.model import data_folder
from ingest import rapid
from ingest.furniture import mark_furniture
from ingest.lines import all_lines
from ingest.reading import read
from ingest.tables import find_tables, settled
from ingest.values import Clause, Page, Reading

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "real"
FILES = sorted(path.name for path in (SHARED / "pdf").glob("*.pdf"))
QUOTES, WORDS = 200, 8
pytestmark = pytest.mark.real


@cache
def reading_of(name: str) -> Reading:
    """Scanned pages as the cache has them; one that it has not keeps its text layer, for reading it anew takes too long here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rapid, "read_image", not_cached)
        return read(SHARED / "pdf" / name, cache_dir=data_folder() / "ocr")


def not_cached(*_: object) -> None:
    raise rapid.OcrTimeout


def squeezed(text: str) -> str:
    return re.sub(r"[\s\-\u2010\u00ad]", "", text)


@pytest.mark.parametrize("name", FILES)
def test_every_character_is_in_one_clause_or_a_running_line(name, real_folder):
    reading = reading_of(name)
    lines = mark_furniture(all_lines(reading.pages), reading.pages)
    lines = settled(lines, find_tables(lines, reading.pages))
    for page in reading.pages:
        taken = bytearray(len(page.text))
        for clause in reading.clauses:
            for run in clause.runs:
                if run.page == page.number:
                    assert clause.text[run.start : run.start + run.length] == page.text[run.page_start : run.page_start + run.length]
                    assert not any(taken[run.page_start : run.page_start + run.length]), f"dua klausa, halaman {page.number}: {clause.locator}"
                    taken[run.page_start : run.page_start + run.length] = b"\x01" * run.length
        for line in lines:
            if line.furniture and line.page == page.number:
                assert not any(taken[line.start : line.end])
                taken[line.start : line.end] = b"\x01" * (line.end - line.start)
        left = squeezed("".join(char for char, used in zip(page.text, taken, strict=True) if not used))
        assert not left, f"hilang dari halaman {page.number}: {left[:80]}"


def quote_of(chance: random.Random, reading: Reading) -> tuple[Clause, Page, list] | None:
    """A clause, a page of it, and the boxes of some words of it that follow each other there."""
    clause = chance.choice(reading.clauses)
    if not clause.runs:
        return None
    run = chance.choice(clause.runs)
    page = next(page for page in reading.pages if page.number == run.page)
    boxes = [box for box in page.boxes if run.page_start <= box.start and box.end <= run.page_start + run.length]
    first = chance.randrange(max(1, len(boxes) - WORDS + 1))
    return (clause, page, boxes[first : first + WORDS]) if boxes else None


def test_the_text_under_the_boxes_of_200_random_quotes_is_the_quote(real_folder):
    """By PDFium's own search for what stands in a rectangle; of scans the text is what OCR made of the picture there."""
    chance, seen, wrong = random.Random(17), 0, []
    while seen < QUOTES:
        name = chance.choice(FILES)
        reading = reading_of(name)
        found = quote_of(chance, reading) if reading.clauses else None
        if found is None or found[1].ocr:
            continue
        seen += 1
        clause, page, boxes = found
        quote = " ".join(page.text[box.start : box.end] for box in boxes)
        assert squeezed(quote) in squeezed(clause.text)
        under = text_under(real_folder / "pdf" / name, page, boxes)
        if squeezed(under) != squeezed(quote) and quote.isascii():
            wrong.append((name, page.number, quote, under))
    assert len(wrong) <= QUOTES // 100, wrong


def text_under(path: Path, page: Page, boxes: list) -> str:
    """What the file has in the upper part of each box: the lower part may touch the next line."""
    pdf = pdfium.PdfDocument(path)
    try:
        sheet = pdf[page.number - 1]
        textpage, words = sheet.get_textpage(), []
        for box in boxes:
            part, middle = 0.15 * (box.y1 - box.y0), (box.y0 + box.y1) / 2
            words.append(textpage.get_text_bounded(box.x0, page.height - box.y1 + part, box.x1, page.height - middle + part))
        return " ".join(words).replace("\ufffe", "-").replace("\x02", "-")
    finally:
        pdf.close()


def test_form_number_and_year_of_all_documents(real_folder):
    facts = json.loads((Path(__file__).parent / "facts" / "identity.json").read_text("utf-8"))
    wrong = []
    for name, true in (item for group in facts.values() for item in group.items()):
        reading = reading_of(name)
        found = (reading.document.form, reading.document.number, reading.document.year)
        seen = not any("OCR dihentikan" in warning for warning in reading.warnings)  # all of it was in the cache
        if seen and true[0] and found != tuple(true):
            wrong.append((name, found))
    assert len(wrong) <= 2, wrong


def scanned_questions() -> list[dict]:
    questions = SHARED / "questions.jsonl"
    if not questions.is_file():
        return []
    facts = {fact["file"]: fact for fact in map(json.loads, (SHARED / "manifest.jsonl").read_text("utf-8").splitlines())}
    asked = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    return [q for q in asked if q.get("doc") and facts[q["doc"]]["text_layer"] != "text"]


@pytest.mark.parametrize("question", scanned_questions(), ids=lambda q: q["id"])
def test_answers_are_found_on_their_scanned_pages(question, real_folder):
    page = next(page for page in reading_of(question["doc"]).pages if page.number == question["page"])
    if not page.ocr:
        pytest.skip("hasil OCR dokumen nyata belum ada: jalankan python -m ingest ../shared/real/pdf")
    assert squeezed(question["answer_snippet"]).lower() in squeezed(page.text).lower()
    under = [clause for clause in reading_of(question["doc"]).clauses if any(run.page == page.number for run in clause.runs)]
    assert any(squeezed(question["answer_snippet"]).lower() in squeezed(clause.text).lower() for clause in under)
