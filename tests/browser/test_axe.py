"""axe-core finds nothing on any screen: with data on it, light and dark, wide and narrow."""

from urllib.parse import quote

import pytest

from tests.browser.looking import LAPTOP, PHONE, choose, settled, violations

QUESTION = "Apa beda master plan TIK dan master plan smart city?"
ASKED = "/?q=" + quote(QUESTION)
REFUSED = "/?q=" + quote("Apa isi Pasal 3 UU 27/2022?")
STEPS = {"Istilah kunci": "text=Sudah saya pahami", "Sepuluh pertanyaan": ".quote", "Urutan baca": "text=Sudah saya baca"}
VIEWS = {"Tambah": "text=Unduh dan baca", "Hapus": "text=Berkas asli di luar basis", "Statistik": ".bars"}
HOWS = [(LAPTOP, "light"), (LAPTOP, "dark"), (PHONE, "light")]


@pytest.mark.parametrize(("viewport", "scheme"), HOWS, ids=["laptop", "dark", "phone"])
@pytest.mark.parametrize("path", ["/", ASKED, REFUSED, "/compare", "/clause", "/terms", "/orientation", "/documents"])
def test_a_screen_has_no_violation(visit, path, viewport, scheme):
    page = visit(path, viewport=viewport, scheme=scheme)
    settled(page)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_steps_of_orientation_have_no_violation(visit, scheme):
    page = visit("/orientation", scheme=scheme)
    for step, shows in STEPS.items():
        choose(page, step, shows)
        assert violations(page) == [], step


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_views_of_documents_have_no_violation(visit, scheme):
    page = visit("/documents", scheme=scheme)
    for view, shows in VIEWS.items():
        choose(page, view, shows)
        assert violations(page) == [], view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_comparison_and_a_clause_with_data_have_no_violation(visit, scheme):
    page = visit("/compare", scheme=scheme)
    page.get_by_text("Dua versi peraturan").click()
    page.locator(".paper img").first.wait_for()
    settled(page)
    assert violations(page) == []
    page = visit("/clause?d=perbup-arunika-12-2021", scheme=scheme)
    page.locator(".paper img").first.wait_for()
    settled(page)
    assert violations(page) == []


def test_an_empty_base_says_what_to_do_without_a_violation(window, start, tmp_path_factory):
    page = window()
    page.goto(start(tmp_path_factory.mktemp("empty")) + "/documents")
    page.get_by_text("Basis masih kosong").first.wait_for()
    settled(page)
    assert violations(page) == []


def test_a_window_with_a_page_has_no_violation(visit):
    page = visit("/terms")
    page.get_by_role("button", name="Lihat halaman").first.click()
    page.get_by_role("dialog").get_by_role("img").wait_for()
    settled(page)
    assert violations(page) == []
