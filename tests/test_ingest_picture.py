"""Pictures of pages with marked words."""

import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from ingest.pages import read_pages
from ingest.picture import LARGEST, joined, page_size, render_page
from ingest.values import IngestError
from tests.papers import LINES, SIZE, changed, drawn, text_lines


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "perbup.pdf"
    path.write_bytes(drawn(text_lines(), text_lines(LINES[:1])))
    return path


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def yellow(image: np.ndarray) -> np.ndarray:
    return (image[:, :, 0] > 200) & (image[:, :, 2] < 150)


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_the_marked_word_lies_under_yellow_and_stays_black(tmp_path, rotation):
    path = tmp_path / "perbup.pdf"
    path.write_bytes(changed(drawn(text_lines()), lambda writer: writer.pages[0].rotate(rotation)))
    page = read_pages(path)[0]
    start = page.text.index("rencana induk")
    marked = [box for box in page.boxes if start <= box.start < start + len("rencana induk")]
    plain, image = pixels(render_page(path, 1, scale=2)), pixels(render_page(path, 1, marked, scale=2))
    ys, xs = np.nonzero(yellow(image))
    assert xs.min() / 2 == pytest.approx(min(b.x0 for b in marked), abs=2)
    assert xs.max() / 2 == pytest.approx(max(b.x1 for b in marked), abs=2)
    assert ys.min() / 2 == pytest.approx(min(b.y0 for b in marked), abs=2)
    black = plain.max(axis=2) < 40
    assert (image[black].max(axis=1) < 60).all()
    assert not yellow(plain).any()


def test_words_of_a_line_are_one_mark_but_lines_are_not():
    assert joined([(0, 0, 10, 10), (12, 0, 20, 10), (0, 12, 9, 22)]) == [(0, 0, 20, 10), (0, 12, 9, 22)]
    assert joined([(0, 0, 10, 10), (80, 0, 90, 10)]) == [(0, 0, 10, 10), (80, 0, 90, 10)]


def test_page_numbers_and_sizes(paper):
    assert page_size(paper, 2) == SIZE
    assert len(PdfReader(paper).pages) == 2
    for number in (0, 3):
        with pytest.raises(IngestError, match="tidak ada; berkas memiliki 2 halaman"):
            render_page(paper, number)


def test_a_picture_is_never_larger_than_allowed(paper):
    assert max(pixels(render_page(paper, 1, scale=100)).shape) == LARGEST


def test_a_file_that_is_no_pdf(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"bukan")
    with pytest.raises(IngestError, match="tidak dapat dibuka"):
        render_page(tmp_path / "x.pdf", 1)


def test_many_threads_at_once(paper):
    with ThreadPoolExecutor(8) as pool:
        pictures = list(pool.map(lambda i: render_page(paper, i % 2 + 1), range(40)))
    assert len(set(pictures)) == 2
