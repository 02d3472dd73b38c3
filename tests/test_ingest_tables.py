"""Tables: ruled and unruled ones drawn here, their rows, headers over pages, reading order; drawings are no tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import plan
from ingest.columns import implied_grids
from ingest.furniture import mark_furniture
from ingest.lines import all_lines
from ingest.order import in_reading_order
from ingest.pages import read_pages
from ingest.structure import build
from ingest.tables import column_headers, find_tables, settled, spread, table_marks
from ingest.values import Page, WordBox
from tests.papers import drawn

SIZE = (420.0, 500.0)
XS = (40.0, 110.0, 300.0, 380.0)
HEADER = ("Nomor", "Nama Domain", "Bobot (%)")
ROWS = [("Domain 1", "Kebijakan Internal", "13,00"), ("Domain 2", "Tata Kelola", "25,00"), ("Domain 3", "Layanan SPBE", "45,50")]


def ruled(rows, top=80.0, caption="", xs=XS, order=None, height=24.0, wrapped=None):
    """Paints a ruled table; `order`: in which order the cells are written into the file."""

    def paint(canvas):
        canvas.setFont("Helvetica", 10)
        if caption:
            canvas.drawString(120, SIZE[1] - top + 12, caption)
        for k in range(len(rows) + 1):
            canvas.line(xs[0], SIZE[1] - top - k * height, xs[-1], SIZE[1] - top - k * height)
        for x in xs:
            canvas.line(x, SIZE[1] - top, x, SIZE[1] - top - len(rows) * height)
        cells = [(r, c) for r in range(len(rows)) for c in range(len(xs) - 1)]
        for r, c in order or cells:
            canvas.drawString(xs[c] + 4, SIZE[1] - top - r * height - 14, rows[r][c])

    return paint


def tables_of(tmp_path, *painters, size=SIZE):
    path = tmp_path / "tabel.pdf"
    path.write_bytes(drawn(*painters, size=size))
    pages = [in_reading_order(page) for page in read_pages(path)]
    lines = mark_furniture(all_lines(pages), pages)
    tables = find_tables(lines, pages)
    return settled(lines, tables), tables, pages


def test_a_ruled_table_has_caption_headers_and_rows(tmp_path):
    _, (table,), _ = tables_of(tmp_path, ruled([HEADER, *ROWS], caption="Tabel 7 Bobot Domain"))
    assert (table.num, table.title, table.header) == ("7", "Tabel 7 Bobot Domain", HEADER)
    assert [cells for _, cells in table.rows] == ROWS


def test_rows_are_clauses_with_their_headers_and_verbatim_text(tmp_path):
    lines, (table,), pages = tables_of(tmp_path, ruled([HEADER, *ROWS], caption="Tabel 7 Bobot Domain"))
    clauses = build("x", lines, table_marks(table, 70))
    rows = [clause for clause in clauses if clause.kind == "row"]
    assert [row.text for row in rows] == [" ".join(row) for row in ROWS]
    assert rows[2].heading == "Tabel 7 Bobot Domain | Nomor | Nama Domain | Bobot (%)"
    assert rows[2].locator == "Tabel 7 baris 3"
    for row in rows:
        for run in row.runs:
            assert pages[0].text[run.page_start : run.page_start + run.length] == row.text[run.start : run.start + run.length]
    table_clause = next(clause for clause in clauses if clause.kind == "table")
    assert table_clause.markdown.splitlines()[0] == "| Nomor | Nama Domain | Bobot (%) |"
    assert "| Domain 3 | Layanan SPBE | 45,50 |" in table_clause.markdown


def test_cells_written_column_by_column_come_row_by_row(tmp_path):
    rows = [HEADER, *ROWS]
    by_column = [(r, c) for c in range(3) for r in range(len(rows))]
    _, (table,), pages = tables_of(tmp_path, ruled(rows, order=by_column))
    assert [cells for _, cells in table.rows] == ROWS
    assert "Domain 1 Kebijakan Internal 13,00\nDomain 2" in pages[0].text


def test_a_table_goes_on_over_pages_and_its_header_is_said_once(tmp_path):
    more = [("Domain 4", "Manajemen", "16,50"), ("", "Total Bobot", "100,00")]
    lines, tables, _ = tables_of(tmp_path, ruled([HEADER, *ROWS], top=300), ruled([HEADER, *more], top=40))
    (table,) = tables
    assert [cells for _, cells in table.rows] == [*ROWS, *more]
    assert sum(line.text == " ".join(HEADER) and not line.furniture for line in lines) == 1


def test_a_row_that_a_page_cuts_is_one_row(tmp_path):
    first = [HEADER, *ROWS[:2], ("Domain 3", "Layanan SPBE yang", "45,50")]
    _, (table,), _ = tables_of(
        tmp_path, ruled(first, top=350), ruled([("", "dilanjutkan", ""), ("Domain 4", "Manajemen", "16,50")], top=40)
    )
    assert [cells[0] for _, cells in table.rows] == ["Domain 1", "Domain 2", "Domain 3", "Domain 4"]
    assert table.rows[2][1] == ("Domain 3", "Layanan SPBE yang dilanjutkan", "45,50")


def test_white_rectangles_behind_lines_are_no_table(tmp_path):
    def paint(canvas):
        canvas.setFillColorRGB(1, 1, 1)
        for k in range(8):
            canvas.rect(40, 400 - 20 * k, 60, 20, stroke=0, fill=1)
            canvas.rect(100, 400 - 20 * k, 250, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        for k in range(8):
            canvas.drawString(104, 405 - 20 * k, f"baris teks biasa nomor {k}")

    assert tables_of(tmp_path, paint)[1] == []


def test_boxes_and_arrows_are_no_table(tmp_path):
    def paint(canvas):
        for k in range(5):
            canvas.rect(60, 420 - 80 * k, 90, 30)
            canvas.drawString(66, 430 - 80 * k, f"Langkah {k}")
            canvas.line(105, 420 - 80 * k, 105, 370 - 80 * k)
            canvas.rect(220, 420 - 80 * k, 160, 30)
            canvas.drawString(226, 430 - 80 * k, "uraian singkat")

    assert tables_of(tmp_path, paint)[1] == []


def columns_page(rows, caption=True):
    """A page whose table has no rules."""

    def paint(canvas):
        canvas.setFont("Helvetica", 10)
        if caption:
            canvas.drawString(140, 450, "Tabel 2 Luas Wilayah")
        for k, row in enumerate(rows):
            for x, cell in zip((40, 90, 230, 320), row, strict=True):
                canvas.drawString(x, 430 - 15 * k, cell)

    return paint


def test_a_table_without_rules_is_found_by_its_columns(tmp_path):
    rows = [("No", "Kecamatan", "Luas", "Jiwa"), *((str(k), f"Wilayah {k}", f"{k},50", f"{k}.200") for k in range(1, 7))]
    path = tmp_path / "kolom.pdf"
    path.write_bytes(drawn(columns_page(rows), size=SIZE))
    page = read_pages(path)[0]
    (grid,) = implied_grids(page)
    assert len(grid.xs) == 5
    assert len(grid.ys) == 8


@pytest.mark.parametrize("lines", [["kata " * 14] * 12, ["Pendahuluan ........ 1", "Tujuan ........ 2"] * 4, []])
def test_text_and_contents_are_no_table_without_rules(tmp_path, lines):
    def paint(canvas):
        for k, line in enumerate(lines):
            canvas.drawString(40, 450 - 15 * k, line)

    path = tmp_path / "teks.pdf"
    path.write_bytes(drawn(paint, size=SIZE))
    assert implied_grids(read_pages(path)[0]) == ()


def test_headers_over_several_columns_are_said_of_each():
    assert spread(("", "Kota", "Miskin", "", "Persen", "")) == ("", "Kota", "Miskin", "Miskin", "Persen", "Persen")
    assert column_headers([]) == ()


words = st.lists(
    st.tuples(st.text("abc1.", min_size=1, max_size=6), st.integers(45, 370), st.integers(30, 470)),
    min_size=1,
    max_size=30,
    unique_by=lambda w: (w[1] // 40, w[2] // 14),
)


@given(words)
def test_reading_order_keeps_every_word(items):
    from ingest.values import Grid

    boxes, text = [], ""
    for word, x, y in items:
        start = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        boxes.append(WordBox(start, len(text), x, y, x + 5.0 * len(word), y + 10))
    page = Page(1, text, *SIZE, tuple(boxes), grids=(Grid(XS, (40.0, 120.0, 200.0, 280.0, 460.0)),))
    ordered = in_reading_order(page)
    assert sorted(ordered.text.split()) == sorted(text.split())
    placed = {(w.x0, w.y0): ordered.text[w.start : w.end] for w in ordered.boxes}
    assert placed == {(w.x0, w.y0): text[w.start : w.end] for w in boxes}


FACTS = {  # file -> (tables of at least so many rows, a row's cells)
    "permenpanrb-59-2020.pdf": ("7", ("Domain 4", "Layanan SPBE", "45,50")),
    "ringkasan-apbd-denpasar-2019.pdf": ("", ("1.01.", "URUSAN WAJIB PELAYANAN DASAR", "123.136.000.000,00", "528.287.297.756,00", "1.482.139.045.814,00", "2.010.426.343.570,00")),
    "permenkominfo-13-2016.pdf": ("", ("543", "DKI JAKARTA", "Provinsi DKI Jakarta", "972", "BESAR")),
    "rencana-induk-egov-denpasar-bab3-smart-city.pdf": ("3.2", ("8", "Kamboja", "32,45")),
}  # fmt: skip


@pytest.mark.real
@pytest.mark.parametrize("name", FACTS)
def test_rows_of_real_tables(real_folder, name):
    pages = [in_reading_order(page) for page in read_pages(real_folder / "pdf" / name)]
    lines = mark_furniture(all_lines(pages), pages)
    num, cells = FACTS[name]
    assert any(table.num == num and cells in [row for _, row in table.rows] for table in find_tables(lines, pages))


def test_a_heading_between_two_tables_with_the_same_headers_stays_a_heading(tmp_path):
    def second(canvas):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(40, SIZE[1] - 60, "B. Tahun 2024")
        ruled([HEADER, *ROWS])(canvas)

    def first(canvas):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(40, SIZE[1] - 60, "A. Tahun 2023")
        ruled([HEADER, *ROWS])(canvas)

    lines, tables, pages = tables_of(tmp_path, first, second)
    assert [len(table.rows) for table in tables] == [3, 3]
    clauses = build("x", lines, plan.marks(lines, pages, tables=tables))
    assert [clause.num for clause in clauses if clause.kind == "section"] == ["A", "B"]


@pytest.mark.parametrize(("below", "tables"), [("Gambar 3.5 Susunan Domain", 0), ("Gambar tersebut menunjukkan domain.", 1)])
def test_boxes_above_the_caption_of_a_figure_are_no_table(tmp_path, below, tables):
    def paint(canvas):
        ruled([HEADER, *ROWS])(canvas)
        canvas.drawString(120, SIZE[1] - 80 - 4 * 24 - 20, below)

    _, found, _ = tables_of(tmp_path, paint)
    assert len(found) == tables
