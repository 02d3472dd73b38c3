"""The official's story (a comparison becomes a memo) and the mentor's (a Pasal, its page, what it refers to), in a real browser."""

import io
import re
import zipfile
from urllib.parse import quote

import pytest
from docx import Document

from tests.browser.looking import PHONE, settled, violations

EIGHT = "/?q=" + quote("Pasal 1 angka 8 Perbup Arunika 12/2021")
HOSTILE = "<script>document.title='x'</script> **tebal** $x$ :red[merah] [klik](http://x.example) <img src=x onerror=\"document.title='x'\">"


def choose(page, label, words):
    page.get_by_role("combobox", name=label).fill(words)
    page.keyboard.press("Enter")


def picture(page):
    return page.locator(".paper img")


def marked(page):
    """How many pixels of the page's picture are yellow."""
    import numpy as np
    from PIL import Image

    data = page.request.get(picture(page).evaluate("e => e.src")).body()
    pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
    return int(((pixels[..., 0] > 230) & (pixels[..., 1] > 190) & (pixels[..., 2] < 130)).sum())


def test_the_official_compares_two_plans_looks_at_a_page_and_takes_a_memo(visit):
    page = visit("/compare")
    choose(page, "Sisi pertama", "Rencana Induk")
    choose(page, "Sisi kedua", "Masterplan Smart City")
    page.get_by_role("button", name="Bandingkan").click()
    page.get_by_role("columnheader", name="Masterplan Smart City").wait_for()
    cells = page.locator("table.cells td").all_inner_texts()
    assert len(cells) >= 12
    assert all(re.search(r"\[\d+\]\s*$", cell) or cell.strip() == "tidak ditemukan" for cell in cells)
    page.get_by_role("button", name="[4]", exact=True).click()
    page.locator("#sumber-4.chosen").wait_for()
    page.wait_for_function("document.activeElement.id === 'sumber-4'")
    assert marked(page) > 500
    with page.expect_download() as download:
        page.get_by_role("button", name="Nota dinas (DOCX)").click()
    data = download.value.path().read_bytes()
    words = "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    assert "NOTA DINAS" in words
    notes = zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml").decode()
    assert notes.count("<w:footnoteRef/>") == page.locator(".source").count()


def chosen_entry(page, text):
    """The outline's entry of what is shown, when it is `text`."""
    return page.locator(f".tree [aria-current]:text-is('{text}')")


def test_the_mentor_opens_a_pasal_by_its_name_and_follows_what_it_refers_to(visit):
    page = visit("/clause")
    page.get_by_role("textbox", name="Pasal yang dicari").fill("Pasal 5 ayat (1) Perbup Arunika 12/2021")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Pasal 5 ayat (1)").wait_for()
    page.locator(".source.chosen", has_text="Pasal 5 ayat (1), halaman").wait_for()
    assert marked(page) > 300
    chosen_entry(page, "Pasal 5").wait_for()
    settled(page)
    for part in ("Merujuk ke", "Dirujuk oleh", "Diubah oleh"):
        assert page.locator(".links", has_text=part).count() == 1
    page.locator(".links").get_by_role("button", name="Pasal 8 ayat (3) huruf c", exact=True).click()
    page.locator("#klausa", has_text="Pasal 8").wait_for()
    settled(page)
    page.get_by_role("button", name="Pasal berikutnya").click()
    page.locator("#klausa", has_text="Pasal 9").wait_for()


def test_the_outline_works_by_keyboard_alone(visit):
    page = visit("/clause?d=perbup-arunika-12-2021")
    page.locator(".tree summary").first.wait_for()
    page.locator(".tree summary", has_text="BAB III").first.focus()
    page.keyboard.press("Enter")  # opens the branch
    entry = ""
    while not entry.startswith("Pasal"):  # a Bagian in between is opened too
        page.keyboard.press("Tab")
        entry = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
    page.locator("#klausa", has_text=entry).wait_for()
    chosen_entry(page, entry).wait_for()
    page.wait_for_function("document.activeElement.id === 'klausa'")
    assert entry in page.locator("#klausa").inner_text()


def test_two_versions_show_what_was_struck_and_what_is_new(visit):
    page = visit("/compare")
    page.get_by_text("Dua versi peraturan").click()
    choose(page, "Pasangan versi", "Nomor 27 Tahun 2023")
    page.locator("table.cells ins").first.wait_for()
    style = page.locator("table.cells ins").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert style == "underline"
    with page.expect_download() as download:
        page.get_by_role("button", name="Nota dinas (DOCX)").click()
    assert download.value.suggested_filename == "nota-versi.docx"


def test_the_picture_grows_scrolls_and_leafs_and_the_pdf_opens_at_its_page(visit):
    page = visit(EIGHT)
    picture(page).wait_for()
    before = picture(page).bounding_box()["width"]
    page.get_by_role("combobox", name="Perbesar").click()
    page.get_by_role("option", name="220 %").click()
    page.wait_for_function(f"document.querySelector('.paper img').getBoundingClientRect().width > {2 * before}")
    assert page.locator(".paper").evaluate("e => e.scrollWidth > e.clientWidth")
    page.get_by_role("button", name="Berikutnya").click()
    page.locator(".paper img[alt*='halaman 4 / ']").wait_for()
    page.get_by_role("button", name="Kembali ke kutipan").click()
    page.locator(".paper img[alt*='halaman 3 / ']").wait_for()
    href = page.locator("#sumber-1").get_by_role("link", name="Buka PDF di halaman ini").get_attribute("href")
    assert href.endswith("/dokumen/perbup-arunika-12-2021.pdf#page=3")
    assert page.request.get(page.url.split("/?")[0] + href.split("#")[0]).body().startswith(b"%PDF")


def test_a_source_leads_to_its_clause_among_its_neighbours(visit):
    page = visit(EIGHT)
    page.locator("#sumber-1").get_by_role("button", name="Lihat di Pasal").click()
    page.get_by_role("heading", name="Pasal 1 angka 8").wait_for()
    chosen_entry(page, "Pasal 1").wait_for()
    assert page.locator(".tree [aria-current]").all_inner_texts() == ["Pasal 1"]


def test_quoting_copies_a_legal_citation(visit):
    page = visit(EIGHT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    settled(page)
    page.get_by_role("button", name="Kutip [1]").click()
    page.get_by_text("Tersalin").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Pasal 1 angka 8 Peraturan Bupati Arunika Nomor 12 Tahun 2021 tentang Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik, hlm. 3"
    )


def test_on_a_phone_the_page_follows_its_citation_and_beside_it_on_a_wide_screen(visit):
    question = "/?q=" + quote("Apa beda master plan TIK dan master plan smart city?")
    for how, beside in (({}, True), ({"viewport": PHONE}, False)):
        page = visit(question, **how)
        picture(page).wait_for()
        paper, first, second = (page.locator(s).bounding_box() for s in (".paper", "#sumber-1", "#sumber-2"))
        if beside:
            assert paper["x"] > first["x"] + first["width"]
        else:
            assert first["y"] + first["height"] < paper["y"] < second["y"]


def test_the_answer_starts_high(visit):
    page = visit(EIGHT)
    page.locator(".quote").first.wait_for()
    assert page.locator(".quote").first.bounding_box()["y"] < 320  # two notices may stand above it


def test_what_a_visitor_writes_stays_text(visit):
    page = visit("/?q=" + quote(f"Pasal 1 angka 8 Perbup Arunika 12/2021 {HOSTILE}"))
    page.locator(".source").first.wait_for()
    page.get_by_role("textbox", name="Pertanyaan").fill("Pasal 2 Perbup Arunika 12/2021")
    page.keyboard.press("Enter")
    page.get_by_text("Riwayat sesi").click()
    page.locator("button", has_text="**tebal** $x$ :red[merah] [klik](http://x.example)").wait_for()
    assert page.title() != "x"
    assert page.locator("a[href='http://x.example']").count() == 0


def test_a_rating_is_kept_and_can_be_taken_along(visit):
    page = visit(EIGHT)
    page.locator("[data-testid=stFeedback] button").first.click()
    page.get_by_role("textbox", name="Alasan (boleh kosong)").fill("tepat")
    page.get_by_role("button", name="Simpan penilaian").click()
    page.get_by_text("Tersimpan di komputer ini").wait_for()
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh penilaian (JSONL)").click()
    assert '"reason": "tepat"' in download.value.path().read_text(encoding="utf-8")


def test_a_refusal_says_what_was_searched_and_shows_pages_of_what_is_nearest(visit):
    page = visit("/?q=" + quote("Apa isi Pasal 3 UU 27/2022?"))
    page.get_by_text("Yang dicari: 10 dokumen").wait_for()
    page.wait_for_function("document.documentElement.dataset.links === 'ready'")
    page.get_by_role("button", name="Lihat halaman [2]").click()
    page.locator("#sumber-2.chosen").wait_for()
    assert marked(page) > 100


@pytest.mark.parametrize("how", [{"scheme": "light"}, {"scheme": "dark"}, {"viewport": PHONE}], ids=["light", "dark", "phone"])
def test_two_versions_and_a_rating_have_no_violation(visit, how):
    page = visit("/compare", **how)
    page.get_by_text("Dua versi peraturan").click()
    page.locator("table.cells ins").first.wait_for()
    settled(page)
    assert violations(page) == []
    page = visit(EIGHT, **how)
    page.locator("[data-testid=stFeedback] button").last.click()
    page.get_by_role("textbox", name="Alasan (boleh kosong)").wait_for()
    settled(page)
    assert violations(page) == []
