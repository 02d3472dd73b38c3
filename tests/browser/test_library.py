"""Dokumen in a real browser: adding good and bad files, removing and taking it back; what files say is never markup."""

from tests.browser.looking import choose

TABLE = "table.library tbody tr"
HOSTILE = "<img src=x onerror=window.hit=1> **tebal** :red[merah] $x$ [klik](http://x.example)"


def rows(page):
    page.locator(TABLE).first.wait_for()
    return page.locator(TABLE).all_inner_texts()


def test_files_are_added_each_with_its_result_and_a_removal_is_taken_back(window, start, copied, tmp_path):
    page = window()
    page.goto(start(copied()) + "/documents")
    before = rows(page)
    good, bad = tmp_path / "nota *dinas*.md", tmp_path / "rusak.pdf"
    good.write_text(f"# Nota {HOSTILE}\n\nIsi nota tentang {HOSTILE}.\n", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 rusak")
    choose(page, "Tambah", "text=Baca ke dalam basis")
    page.set_input_files("input[type=file]", [good, bad])
    page.get_by_role("button", name="Baca ke dalam basis").click()
    page.get_by_text("nota *dinas*.md masuk sebagai").wait_for()
    page.get_by_text("rusak.pdf tidak dapat dibaca").wait_for()
    choose(page, "Daftar", TABLE)
    assert len(rows(page)) == len(before) + 1
    assert any("<img src=x onerror=window.hit=1>" in text for text in rows(page))
    assert page.evaluate("window.hit") is None
    assert page.locator("main a[href*='x.example'], main img[src='x'], main .katex").count() == 0

    choose(page, "Hapus", "text=Berkas asli di luar basis")
    box = page.get_by_role("combobox", name="Hapus dari basis")
    box.click()
    page.get_by_role("option").filter(has_text="nota *dinas*.md").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Hapus", exact=True).click()
    page.get_by_text("dihapus dari basis").wait_for()
    choose(page, "Daftar", TABLE)
    assert rows(page) == before
    page.get_by_role("button", name="Batalkan penghapusan").click()
    page.get_by_text("dikembalikan").wait_for()
    page.locator(TABLE).nth(len(before)).wait_for()
    assert len(rows(page)) == len(before) + 1


def test_a_read_only_base_can_be_looked_at_and_not_changed(window, start, sample_base):
    page = window()
    page.goto(start(sample_base, RUJUKAN_READ_ONLY="1") + "/documents")
    page.get_by_text("Basis ini hanya dapat dibaca").wait_for()
    assert len(rows(page)) == 10
    assert page.get_by_role("radio", name="Tambah").count() == 0
    assert page.get_by_role("radio", name="Hapus").count() == 0
    page.get_by_text("Rincian satu dokumen").click()
    page.get_by_role("button", name="Unduh dokumen").wait_for()
    assert page.get_by_role("button", name="Baca ulang").count() == 0


def test_every_column_fits_the_screen(visit):
    page = visit("/documents")
    page.locator(TABLE).first.wait_for()
    table, main = (page.evaluate(f"document.querySelector('{s}').getBoundingClientRect().right") for s in ("table.library", "main"))
    assert table <= main
