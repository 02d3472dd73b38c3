"""Questions written about the law texts: which clause answers, and what is set against it."""

import json

import pytest
import torch

from index.model import ModelSpec
from tests.training import LAW, Letters
from train.laws import clauses_of, load_laws
from train.run import in_batch, loss_of
from train.sources import WRITTEN
from train.values import Plan
from train.written import embedded, load_written, written_groups

TEXTS = WRITTEN["written"].parent.parent.parent / "shared" / "train" / "laws"
SPEC = ModelSpec("uji", "uji", "query: ", "passage: ")
CLAUSES = clauses_of("perahu", LAW)
CHECK, REPORT = 2, 3  # (1) memeriksa lambung, (2) dilaporkan


@pytest.fixture
def laws(tmp_path):
    folder = tmp_path / "laws"
    folder.mkdir()
    (folder / "perahu.txt").write_text(LAW, encoding="utf-8")
    return folder


def write(folder, *rows):
    path = folder.parent / "written.jsonl"
    path.write_text("".join(json.dumps({"law": "perahu", "length": len(CLAUSES[row["clause"]].text), **row}) + "\n" for row in rows), encoding="utf-8")
    return path


def groups(laws, *rows):
    return written_groups(embedded([c for n, t in load_laws(laws) for c in clauses_of(n, t)], Letters(), SPEC), write(laws, *rows), "written", 0)


def test_the_answer_is_marked_and_clauses_that_answer_as_well_are_no_negatives(laws):
    text = CLAUSES[REPORT].text
    start = text.index("paling lambat")
    (group,) = groups(laws, {"q": "lapornya kapan paling telat?", "clause": REPORT, "answer": [start, start + 13], "also": [CHECK]})
    right, *wrong = group.pairs
    assert (right.answers, right.passage.body[slice(*right.span)]) == (True, "paling lambat")
    assert wrong
    assert not any(pair.answers or pair.passage.body in (text, CLAUSES[CHECK].text) for pair in wrong)


def test_an_unanswerable_question_has_what_is_near_and_no_right_pair(laws):
    (group,) = groups(laws, {"q": "berapa denda juru mudi?", "clause": CHECK})
    assert group.pairs[0].passage.body == CLAUSES[CHECK].text
    assert not any(pair.answers for pair in group.pairs)


def test_a_clause_that_is_not_the_one_written_about_is_refused(laws):
    with pytest.raises(ValueError, match="perahu: bagian 3"):
        groups(laws, {"q": "kapan?", "clause": REPORT, "length": 7})


def test_questions_about_laws_that_are_not_there_are_left_out(laws):
    assert groups(laws, {"q": "kapan?", "clause": REPORT, "law": "lain"}) == []


def test_a_group_without_an_answer_teaches_no_order(laws):
    scores = type("S", (), {"relevance": torch.zeros(3), "answers": torch.tensor([5.0, 5.0, 5.0]), "start": torch.zeros(3, 2), "end": torch.zeros(3, 2)})
    batch = type("B", (), {"span": torch.zeros(3, 2, dtype=torch.long)})
    wrong, right = (loss_of(scores, batch, [3], torch.tensor(answers), Plan(1)).item() for answers in ([0.0, 0.0, 0.0], [1.0, 0.0, 0.0]))
    assert wrong > 0
    assert right != pytest.approx(wrong)
    (group,) = groups(laws, {"q": "berapa denda juru mudi?", "clause": CHECK})
    assert in_batch(None, None, [group]).item() == 0.0


def test_no_question_is_written_twice():
    questions = [one.question.lower() for file in WRITTEN.values() for one in load_written(file)]
    assert len(questions) == len(set(questions)) > 1000


@pytest.mark.real
def test_every_question_finds_its_clause():
    if not TEXTS.is_dir():
        pytest.skip("teks peraturan tidak ada di ../shared/train")
    clauses = {name: clauses_of(name, text) for name, text in load_laws(TEXTS)}
    for one in (one for file in WRITTEN.values() for one in load_written(file)):
        text = clauses[one.law][one.clause].text
        assert len(text) == one.length, one.question
        assert one.answer is None or 0 <= one.answer[0] < one.answer[1] <= len(text)
