"""Whether a document is in force is answered with the clause that repeals, amends or begins it; other questions are left to the words."""

import pytest

from answer.ask import ask, prepared
from answer.question import understand
from answer.standing import standing
from index.library import Library


@pytest.fixture(scope="module")
def base(sample_base):
    return Library(sample_base)


@pytest.mark.parametrize(
    ("question", "says", "document_id", "locator"),
    [
        ("Perbup 34 tahun 2016 masih berlaku?", "sudah dicabut oleh", "perbup-arunika-12-2021", "Pasal 66"),
        ("Peraturan apa yang mencabut Perbup 34/2016?", "sudah dicabut oleh", "perbup-arunika-12-2021", "Pasal 66"),
        ("Apakah Perbup 12/2021 sudah diubah?", "telah diubah oleh", "perbup-arunika-27-2023", "Pasal I"),
        ("Perda 5/2020 masih berlaku tidak?", "keadaannya di luar basis tidak diketahui", "perda-kabupaten-arunika-5-2020", "Pasal 52"),
        ("Is Perda 5/2020 still in force?", "keadaannya di luar basis tidak diketahui", "perda-kabupaten-arunika-5-2020", "Pasal 52"),
    ],
)
def test_the_clause_that_says_so_is_cited(base, question, says, document_id, locator):
    answer = ask(question, base)
    assert says in answer.text
    assert [(c.document_id, c.locator) for c in answer.citations] == [(document_id, locator)]


@pytest.mark.parametrize(
    "question", ["Kapan Perbup 12/2021 mulai berlaku?", "Apakah dinas yang sudah dicabut izinnya boleh memakai repositori menurut Perbup 12/2021?"]
)
def test_a_question_about_something_else_is_no_question_of_standing(base, question):
    assert standing(prepared(base), understand(question, base.documents())) is None
    assert "sejauh diketahui" not in ask(question, base).text
