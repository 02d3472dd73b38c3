"""A table of the base that sets two sides beside each other."""

from types import SimpleNamespace

from answer.ask import ask
from answer.contrast import cells_of, columns_of, contrasted
from index.values import Passage
from ingest.values import Clause

TABLE = Clause(
    "rencana", "tabel_1", "table", "1", "Perbandingan", "Tabel 1 Perbandingan", "Tabel 1", 3, 3,
    markdown="| Hal | Rencana Jalan | Rencana Pasar |\n| --- | --- | --- |\n| Masa | 5 tahun, 2021–2025 | 5 tahun, 2022–2026 |\n| Ketua | Bupati | |\n| Dana | hibah | pinjaman |",
)  # fmt: skip
ROWS = [
    Clause("rencana", f"tabel_1__row_{i}", "row", str(i), "", text, f"Tabel 1 baris {i}", 3, 3, ("tabel_1",))
    for i, text in enumerate(["Masa 5 tahun,\n2021–2025 5 tahun, 2022–2026", "Ketua Bupati", "Dana hi bah pinjaman"], 1)
]
LIBRARY = SimpleNamespace(clause=lambda document_id, eid: TABLE, subtree=lambda document_id, eid: [TABLE, *ROWS])
HIT = Passage("rencana#tabel_1__row_1", "rencana", ("tabel_1__row_1",), ROWS[0].text, 0, 5, "Rencana > Tabel 1", "Tabel 1 baris 1", 3, 3)


def named(header):
    return "Jalan" in header, "Pasar" in header


def test_cells_are_where_they_stand_in_the_row():
    (said,) = contrasted(SimpleNamespace(library=LIBRARY), [HIT], named)
    assert said.aspect == "Masa"
    assert [said.clause.text[slice(*place)] for place in (said.left, said.right)] == ["5 tahun,\n2021–2025", "5 tahun, 2022–2026"]


def test_rows_that_leave_a_side_empty_or_stand_otherwise_are_left_out():
    assert [said.clause.num for said in contrasted(SimpleNamespace(library=LIBRARY), [HIT], named)] == ["1"]


def test_a_table_without_a_column_for_each_side_says_nothing():
    assert contrasted(SimpleNamespace(library=LIBRARY), [HIT], lambda header: (True, "Pasar" in header)) == []
    assert columns_of([(True, False), (False, True)]) is None  # the first column names what is compared
    assert columns_of([(False, False), (True, False), (True, False), (False, True)]) is None


def test_a_stroke_within_a_cell_parts_nothing():
    assert cells_of(r"| a \| b | c |") == ["a | b", "c"]


def test_the_master_plan_and_the_smart_city_plan_are_set_against_each_other_by_the_table_of_the_plan(sample):
    answer = ask("Apa beda Rencana Induk TIK dengan Masterplan Smart City?", sample)
    period = next(row for row in answer.comparison.rows if row.aspect == "Jangka waktu")
    assert (period.left.text, period.right.text) == ("5 tahun, 2021–2025", "10 tahun, 2022–2031")
    cited = [c for c in answer.citations if c.marker in (*period.left.markers, *period.right.markers)]
    assert {c.locator for c in cited} == {"Tabel 1.2 baris 3"}
    assert [c.quote for c in cited] == [period.left.text, period.right.text]


def test_turned_round_the_cells_change_sides(sample):
    answer = ask("Apa beda Masterplan Smart City dengan Rencana Induk TIK?", sample)
    period = next(row for row in answer.comparison.rows if row.aspect == "Jangka waktu")
    assert (period.left.text, period.right.text) == ("10 tahun, 2022–2031", "5 tahun, 2021–2025")
