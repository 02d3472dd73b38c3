"""The outline opens where the chosen clause is, and no heading is read as HTML."""

from ingest.values import Clause
from ui.outline import label, outline, outline_html


def clause(eid, kind, num="", heading="", parents=(), locator=""):
    return Clause("d", eid, kind, num, heading, "", locator or f"{kind} {num}", 1, 1, parents)


CLAUSES = (
    clause("considerans", "considerans"),
    clause("bab_1", "bab", "I", "KETENTUAN <b>UMUM</b>"),
    clause("bab_1__pasal_1", "pasal", "1", parents=("bab_1",), locator="Pasal 1"),
    clause("bab_1__pasal_1__ayat_1", "ayat", "1", parents=("bab_1", "bab_1__pasal_1"), locator="Pasal 1 ayat (1)"),
    clause("bab_2", "bab", "II", "TUJUAN"),
    clause("bab_2__bagian_1", "bagian", "Kesatu", "Umum", ("bab_2",)),
    clause("bab_2__bagian_1__pasal_2", "pasal", "2", parents=("bab_2", "bab_2__bagian_1"), locator="Pasal 2"),
)


def test_bab_bagian_and_pasal_stand_within_each_other_and_ayat_do_not_count():
    top = outline(CLAUSES)
    assert [label(node.clause) for node in top] == ["Menimbang", "BAB I KETENTUAN <b>UMUM</b>", "BAB II TUJUAN"]
    assert [node.clause.num for node in top[2].below[0].below] == ["2"]
    assert top[1].below[0].below == ()


def test_only_the_branch_of_the_chosen_clause_is_open():
    shown = outline_html(outline(CLAUSES), CLAUSES[3])
    assert shown.count("<details open>") == 1
    assert 'data-act="clause:bab_1__pasal_1" data-to="klausa" aria-current="true"' in shown  # of an ayat, the Pasal is marked
    assert "KETENTUAN &lt;b&gt;UMUM&lt;/b&gt;" in shown
