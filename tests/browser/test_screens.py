"""The front end in a real browser: question -> cited answer -> marked page; the other screens; nothing from outside (see `window`)."""

import io
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image

from tests.browser.looking import settled

QUESTION = "Apa beda master plan TIK dan master plan smart city?"
WAIT = 60_000  # milliseconds
SCREENS = [
    ("/compare", "Sisi pertama", "Bandingkan"),
    ("/clause", "Pasal yang dicari", "Pasal"),
    ("/terms", "Cari istilah", "Istilah"),
    ("/orientation", "Peta dokumen", "Orientasi"),
    ("/documents", "Cari dokumen", "Dokumen"),
]


def test_a_question_leads_to_a_cited_answer_and_its_marked_page(visit):
    page = visit("/")
    page.get_by_role("textbox", name="Pertanyaan").fill("Pasal 1 angka 8 Perbup Arunika 12/2021")
    page.keyboard.press("Enter")
    page.get_by_text("Sistem Pemerintahan Berbasis Elektronik yang selanjutnya disingkat SPBE").first.wait_for(timeout=WAIT)
    picture = page.locator(".paper img").first
    picture.wait_for(timeout=WAIT)
    assert marked_pixels(page.request.get(picture.evaluate("e => e.src")).body()) > 500
    assert page.get_by_text("Pasal 1 angka 8, halaman 3 (tercetak 3)").count() >= 1


def marked_pixels(png):
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    return int(((pixels[..., 0] > 230) & (pixels[..., 1] > 190) & (pixels[..., 2] < 130)).sum())


def test_a_link_with_a_question_shows_the_comparison(visit):
    page = visit(f"/?q={quote(QUESTION)}")
    page.get_by_role("columnheader", name="Masterplan Smart City").wait_for(timeout=WAIT)
    assert page.get_by_role("row").count() >= 8
    page.locator(".paper img").first.wait_for(timeout=WAIT)


def test_a_refusal_says_why_and_shows_what_is_nearest(visit):
    page = visit(f"/?q={quote('Apa isi Pasal 3 UU 27/2022?')}")
    page.get_by_text("UU Nomor 27 Tahun 2022 tidak ada di dalam basis").first.wait_for(timeout=WAIT)
    assert page.get_by_text("Bagian terdekat").count() == 1


@pytest.mark.parametrize(("path", "text", "title"), SCREENS)
def test_the_other_screens_open_under_their_own_title(visit, path, text, title):
    page = visit(path)
    page.get_by_text(text).first.wait_for(timeout=WAIT)
    settled(page)
    assert page.title() == f"{title} · Rujukan"
    assert page.evaluate("document.documentElement.lang") == "id"
    assert page.get_by_text("Traceback").count() == 0


def test_the_language_of_page_and_words_follows_the_switch(visit):
    page = visit("/documents")
    settled(page)
    assert page.get_by_role("navigation", name="Layar").count() == 1
    page.get_by_role("radio", name="English").click(force=True)
    page.get_by_role("heading", name="Documents").wait_for()
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert page.title() == "Documents · Rujukan"
    assert page.get_by_role("navigation", name="App pages").count() == 1


def test_the_model_is_said_to_be_ready_when_it_is(visit):
    page = visit("/terms")
    page.get_by_text("Model siap").wait_for(timeout=WAIT)
    assert page.get_by_text("Model sedang disiapkan").count() == 0
