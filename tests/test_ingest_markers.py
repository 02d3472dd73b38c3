"""Markers of items that the text detector passes over are found by their ink; markers whose boxes touch their text stay on its line."""

import numpy as np
import pytest

from ingest.markers import unseen
from ingest.scanned import Fragment, Glyph, lines_of


def quad(x0, y0, x1, y1):
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float32)


def paper(*ink):
    image = np.full((200, 800, 3), 255, dtype=np.uint8)
    for x0, y0, x1, y1 in ink:
        image[y0:y1, x0:x1] = 0
    return image


LINE = quad(200, 100, 700, 130)


def test_ink_before_a_line_is_found():
    (found,) = unseen(paper((150, 108, 172, 124)), [LINE])
    assert found[:, 0].min() <= 150
    assert found[:, 0].max() >= 172
    assert (found[:, 1].min(), found[:, 1].max()) == (100, 130)


@pytest.mark.parametrize(
    ("ink", "others"),
    [
        ((), ()),
        (((150, 108, 172, 124),), (quad(140, 100, 180, 130),)),  # the detector has it
        (((60, 108, 194, 124),), ()),  # too wide: a ruled line, a picture
        (((150, 20, 172, 40),), ()),  # another line's
        (((20, 108, 42, 124),), ()),  # too far off
    ],
)
def test_other_ink_is_left_alone(ink, others):
    assert unseen(paper(*ink), [LINE, *others]) == []


def test_the_marker_nearest_to_the_line_is_taken():
    (found,) = unseen(paper((90, 108, 96, 124), (150, 108, 172, 124)), [LINE])
    assert found[:, 0].min() > 100


def piece(text, x0, y0, x1, y1):
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return Fragment(corners, (tuple(Glyph(char, x0, y0, x1, y1) for char in text),), 1.0)


def test_a_marker_whose_box_runs_into_its_text_stays_before_it():
    lines = lines_of([piece("Undang-Undang", 367, 486, 1178, 520), piece("4.", 327, 489, 381, 515), piece("(Lembaran", 376, 521, 1178, 550)])
    assert [" ".join(f.text for f in line) for line in lines] == ["4. Undang-Undang", "(Lembaran"]
