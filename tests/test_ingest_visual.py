"""Visual order: words are only moved, and only where their place is certain."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ingest.visual import in_visual_order


@dataclass(frozen=True)
class Word:
    text: str
    box: tuple[float, float, float, float]


def line(text: str, y: float, x: float = 50.0, width: float = 400.0) -> list[Word]:
    return [Word(text, (x, y, x + width, y + 12))]


def texts(lines):
    return [" ".join(word.text for word in line) for line in lines]


words = st.builds(
    lambda text, x, y, width: [Word(text, (x, y, x + width, y + 10))],
    st.text("abc", min_size=1, max_size=3),
    st.floats(0, 500),
    st.floats(0, 800),
    st.floats(5, 200),
)


@given(st.lists(words, max_size=40))
def test_no_word_is_lost_or_made(lines):
    assert Counter(w for line in in_visual_order(lines) for w in line) == Counter(w for line in lines for w in line)


@given(st.lists(words, max_size=40))
def test_ordering_twice_changes_nothing_about_a_page_in_order(lines):
    down = [line(str(i), 20.0 * i) for i in range(len(lines))]
    assert in_visual_order(down) == down


@given(st.integers(2, 30), st.data())
def test_a_stretch_written_out_of_turn_comes_back(count, data):
    page = [line(str(i), 20.0 * i) for i in range(count)]
    start = data.draw(st.integers(0, count - 1))
    end = data.draw(st.integers(start + 1, count))
    moved = page[:start] + page[end:] + page[start:end]
    assert in_visual_order(moved) == page


def test_labels_of_a_drawing_stay_together_in_its_gap():
    above, below = [line("atas", 0), line("atas lagi", 20)], [line("Gambar 1", 200), line("bawah", 220)]
    labels = [line(name, y, x, 40) for name, y, x in (("a", 60, 50), ("b", 62, 150), ("c", 100, 50), ("d", 61, 300))]
    assert texts(in_visual_order(above + below + labels)) == ["atas", "atas lagi", "a", "b", "c", "d", "Gambar 1", "bawah"]


def test_a_cell_set_in_the_middle_of_its_row_stays():
    cells = [line("isi baris satu", 0, 200), line("isi baris dua", 12, 200), line("Indikator", 6, 50, 60)]
    assert texts(in_visual_order(cells)) == ["isi baris satu", "isi baris dua", "Indikator"]
