"""What a question wants counted, and which passages count it."""

import pytest

from answer.ask import prepared
from answer.counting import counted, counts
from answer.question import understand
from answer.refuse import signs
from answer.retrieve import retrieve, with_synonyms
from index.values import Filters
from tests.bases import library, reading


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("berapa anggota Dewan Kota?", "anggota"),
        ("Berapa banyak kamera yang dipasang?", "kamera"),
        ("jumlah pengurus koperasi itu berapa", "urus"),
        ("diperbaiki dalam berapa hari", "hari"),
        ("berapa lama izin berlaku?", None),
        ("berapa biaya parkir?", None),
        ("siapa anggota Dewan Kota?", None),
    ],
)
def test_what_a_question_wants_counted(question, what):
    assert counted(question) == what


@pytest.mark.parametrize(
    ("text", "what", "wanted"),
    [
        ("Anggota dewan berjumlah paling banyak 9 (sembilan) orang.", "anggota", False),  # five words between
        ("Dewan beranggotakan 9 (sembilan) anggota.", "anggota", True),
        ("Dewan terdiri atas ketua dan anggota. Rapat diadakan di lantai 3 gedung utama balai kota.", "anggota", False),
        ("paling lambat 3 (tiga) minggu", "hari", True),
        ("Pasal 3 mengatur hari kerja", "hari", False),
    ],
)
def test_a_number_counts_what_stands_beside_it(text, what, wanted):
    assert counts(text, what) is wanted


def test_what_counts_is_known_and_where_nothing_counts_that_is_a_sign_against_an_answer(tmp_path):
    base_library = library(tmp_path)
    texts = ["Dewan Kota mempunyai ketua dan anggota.", "Dewan Kota terdiri atas 11 (sebelas) anggota.", "Dewan Kota rapat setiap bulan."]
    base_library.add(reading("perda-2-2020", texts, title="Dewan Kota", form="Perda", number="2", year=2020), "a.pdf")
    base = prepared(base_library)
    base.refresh()
    for question, uncounted in (("berapa anggota Dewan Kota?", 0.0), ("berapa kursi Dewan Kota?", 1.0)):
        asked = with_synonyms(base, understand(question, base_library.documents()))
        ranked = retrieve(base, asked, Filters())
        assert signs(asked, ranked)["uncounted"] == uncounted
        counting = ["11 (sebelas)" in r.candidate.passage.text and not uncounted for r in ranked]
        assert [r.features["counts"] for r in ranked] == counting
        assert sum(counting) == 1 - uncounted
