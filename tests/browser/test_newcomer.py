"""The newcomer's story: the map, the terms, the first questions, the reading order; what is ticked stays ticked."""

from urllib.parse import unquote_plus

from tests.browser.looking import PHONE, choose, settled


def test_a_newcomer_walks_the_path_and_finds_it_again(visit):
    page = visit("/orientation")
    picture = page.get_by_role("figure", name="Peta hubungan")
    picture.wait_for()
    assert picture.locator("g.node").count() == 10
    assert picture.locator("g.edge").count() > 10
    page.get_by_text("Hubungan sebagai teks").click()
    row = page.get_by_role("row").filter(has_text="mengubah").first
    assert "Perbup Arunika 27/2023" in row.inner_text()
    assert "halaman" in row.inner_text()

    choose(page, "Istilah kunci", "text=yang selanjutnya disingkat SPBE")
    card = page.locator("[data-testid=stVerticalBlock]").filter(has_text="yang selanjutnya disingkat SPBE").last
    card.get_by_text("Sudah saya pahami").click()
    page.get_by_text("Kemajuan: 1 dari").wait_for()

    choose(page, "Urutan baca", "text=Sudah saya baca")
    names = page.locator("main strong").all_inner_texts()
    perda, perbup, change = (next(i for i, n in enumerate(names) if part in n) for part in ("Nomor 5 Tahun 2020", "Nomor 12 Tahun 2021", "Nomor 27 Tahun 2023"))
    assert "Orientasi Pegawai Baru" in names[0]
    assert perda < perbup < change
    assert page.get_by_text("Mengubah Perbup Arunika 12/2021").count() == 1

    page.get_by_role("button", name="Buka dokumen").nth(perda).click()
    page.get_by_role("heading", name="Pasal", exact=True).wait_for()
    page.get_by_text("Perda Kabupaten Arunika Nomor 5 Tahun 2020").first.wait_for()
    assert "d=perda-kabupaten-arunika-5-2020" in page.url

    page.get_by_role("link", name="Orientasi").click()
    page.get_by_text("Kemajuan: 1 dari").wait_for()
    page.get_by_role("button", name="Mulai lagi").click()
    page.get_by_role("button", name="Hapus semua tanda").click()
    page.get_by_text("Kemajuan: 0 dari").wait_for()


def test_the_ten_questions_have_answers_and_lead_to_tanya(visit):
    page = visit("/orientation")
    choose(page, "Sepuluh pertanyaan", "main [data-testid=stExpander] .quote")
    questions = page.locator("main [data-testid=stExpander] summary")
    questions.nth(9).wait_for()
    assert questions.count() == 10
    first = questions.first.inner_text().split(". ", 1)[1]
    assert page.locator("main [data-testid=stExpander]").first.locator(".quote").count() >= 1
    page.get_by_role("button", name="Buka di Tanya").first.click()
    page.locator("[id^=sumber]").first.wait_for()
    page.wait_for_function(f"document.querySelector('main input[type=text]')?.value === {first!r}")
    assert first in unquote_plus(page.url)
    page.get_by_role("link", name="Orientasi").click()  # and another one, after a question has been asked
    choose(page, "Sepuluh pertanyaan", "main [data-testid=stExpander] .quote")
    second = questions.nth(1).inner_text().split(". ", 1)[1]
    questions.nth(1).click()
    page.get_by_role("button", name="Buka di Tanya").nth(1).click()
    page.wait_for_function(f"document.querySelector('main input[type=text]')?.value === {second!r}")


def test_the_map_can_be_scrolled_on_a_phone_and_the_screen_cannot(visit):
    page = visit("/orientation", viewport=PHONE)
    page.get_by_role("figure", name="Peta hubungan").wait_for()
    settled(page)
    wide = page.evaluate("document.querySelector('.stGraphVizChart').scrollWidth")
    assert wide > PHONE["width"]
    assert page.evaluate("document.querySelector('main').scrollWidth") <= PHONE["width"]


def test_the_window_of_a_page_opens_where_its_quote_begins(visit):
    page = visit("/terms")
    page.get_by_role("textbox", name="Cari istilah").fill("APBD")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('h2.term')?.textContent.endsWith('(APBD)')")
    settled(page)
    page.get_by_role("button", name="Lihat halaman 4").first.click()
    page.get_by_role("dialog").get_by_role("img").wait_for()
    page.locator(".spot.seen").wait_for(state="attached")
    page.wait_for_function("(() => { const y = document.querySelector('.spot').getBoundingClientRect().top; return y > 0 && y < innerHeight; })()")
    assert "halaman 4" in page.get_by_role("dialog").inner_text()
