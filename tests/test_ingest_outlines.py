"""The outlines of real regulations, checked against their pages by eye and by a second extractor; numbers and pages only."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from ingest.numbering import pasal_key
from ingest.reading import read
from ingest.values import Clause, Reading

HERE = Path(__file__).resolve().parent
OUTLINES: dict[str, dict[str, list[str]]] = json.loads((HERE / "facts" / "outlines.json").read_text("utf-8"))
REAL_PDF = HERE.parent.parent / "shared" / "real" / "pdf"
REGULATIONS = sorted(p.stem for p in REAL_PDF.glob("*.pdf") if re.match(r"(?:uu|pp|per|kep|inpres)", p.name) and "pindaian" not in p.name)
BESIDE = ("elucidation", "annex")

pytestmark = pytest.mark.real


@cache
def reading_of(stem: str) -> Reading:
    return read(REAL_PDF / f"{stem}.pdf", ocr=False)


def own(reading: Reading, *kinds: str) -> list[Clause]:
    """Clauses of the body: not of the elucidation, not of an annex."""
    return [c for c in reading.clauses if c.kind in kinds and not any(p.startswith(BESIDE) for p in (*c.parents, c.eid))]


@pytest.mark.parametrize("stem", OUTLINES)
def test_bab_and_pasal_stand_where_they_stand(stem, real_folder):
    found: dict[str, list[str]] = {}
    for clause in own(reading_of(stem), "bab", "pasal"):
        found.setdefault(str(clause.first_page), []).append(f"{'BAB' if clause.kind == 'bab' else 'Pasal'} {clause.num}")
    assert found == OUTLINES[stem]


def is_clean(reading: Reading) -> bool:
    return not any("OCR lama" in warning for warning in reading.warnings)


@pytest.mark.parametrize("stem", REGULATIONS)
def test_no_pasal_is_missing_or_doubled_without_a_word(stem, real_folder):
    reading = reading_of(stem)
    if not is_clean(reading):
        pytest.skip("lapisan teksnya OCR lama")
    clauses = own(reading, "pasal")
    if any(c.num == "I" for c in clauses):
        return  # an amending act has only the Pasal that it changes
    numbers = [c.num for c in clauses]
    assert len(numbers) == len(set(numbers))
    have = {pasal_key(num)[0] for num in numbers}
    lost = [n for n in range(1, max(have, default=0) + 1) if n not in have]
    assert all(any(f"Pasal {n} tidak ditemukan" in w for w in reading.warnings) for n in lost)


@pytest.mark.parametrize("stem", REGULATIONS)
def test_no_line_that_begins_an_item_is_swallowed(stem, real_folder):
    """A line "c. …" inside huruf b would be the next item taken for a part of this one."""
    reading = reading_of(stem)
    if not is_clean(reading):
        pytest.skip("lapisan teksnya OCR lama")
    text = {page.number: page.text for page in reading.pages}
    for clause in own(reading, "huruf"):
        following = f"{chr(ord(clause.num[0]) + 1)}. "
        lines = [text[run.page][run.page_start : run.page_start + run.length] for run in clause.runs[1:]]
        swallowed = [line for line in lines if line.startswith(following) and len(clause.num) == 1]
        assert not swallowed, (clause.locator, swallowed)
