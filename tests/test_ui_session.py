"""What a session remembers: follow-ups go on from what they follow, the history holds each question once."""

from index.values import Filters
from tests.screens import base
from ui.filters import admits, searched
from ui.session import HISTORY, Turn, goes_on, next_turn, remembered


def test_a_chain_of_follow_ups_keeps_what_it_began_with(tmp_path):
    documents = base(tmp_path).documents()
    first = next_turn(None, "Apa isi Pasal 1 Perbup Arunika 1/2018?", documents)
    second = next_turn(first, "Kalau Pasal 2?", documents)
    third = next_turn(second, "lalu Pasal 3?", documents)
    assert goes_on(second, documents)
    assert goes_on(third, documents)
    assert "Perbup Arunika 1/2018" in third.context


def test_a_question_of_its_own_does_not_go_on(tmp_path):
    documents = base(tmp_path).documents()
    first = next_turn(None, "Apa isi Pasal 1 Perbup Arunika 1/2018?", documents)
    assert not goes_on(next_turn(first, "Apa isi Pasal 1 Perbup Arunika 2/2022?", documents), documents)


def test_the_history_holds_each_question_once_and_not_too_many():
    turns = [Turn(f"pertanyaan {n}") for n in range(HISTORY + 5)]
    kept: list[Turn] = []
    for turn in [*turns, turns[-2]]:
        kept = remembered(kept, turn)
    assert len(kept) == HISTORY
    assert kept[-1] == turns[-2]
    assert kept.count(turns[-2]) == 1


def test_what_a_filter_searches_is_counted_as_the_index_counts_it(tmp_path):
    made = base(tmp_path)
    assert searched(made, Filters()) == (3, 7)
    assert searched(made, Filters(years=(2018,))) == (1, 3)
    assert [d.year for d in made.documents() if admits(Filters(forms=("Perbup",), years=(2022, 2023)), d)] == [2022, 2023]
