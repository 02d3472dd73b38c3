"""What is miscounted, missing or repeated is read as it stands, and said."""


from tests.lawtext import FULL, of_body


def doubtful(body):
    return of_body(body)[:3]


def test_a_miscounted_item_is_an_item_and_is_said():
    locators, texts, warnings = doubtful("^Pasal 1\nPeranan itu ialah:\na. satu;\nb. dua;\nc. tiga;\nd. empat; dan\nc. lima.\n")
    assert locators.count("Pasal 1 huruf c") == 2
    assert texts["Pasal 1 huruf d"] == "d. empat; dan"
    assert "Pasal 1 huruf c: nomor c berdiri setelah d, tidak urut" in warnings


def test_a_second_item_whose_first_has_no_marker_opens_a_list():
    locators, texts, warnings = doubtful(f"^Pasal 1\nDalam Peraturan ini yang dimaksud dengan:\nDaerah adalah {FULL[:60]}.\n2. Bupati adalah Bupati.\n3. Kota adalah kota.\n")
    assert [name for name in locators if name.startswith("Pasal 1 ")] == [f"Pasal 1 angka {n}" for n in (1, 2, 3)]
    assert texts["Pasal 1 angka 1"].startswith("Daerah adalah")
    assert any("dianggap angka 1" in warning for warning in warnings)


def test_a_reference_to_a_second_item_opens_no_list():
    locators, _, _ = doubtful(f"^Pasal 1\nLaporan sebagaimana dimaksud dalam angka\n2. {FULL[:60]}\n disampaikan.\n")
    assert not any(name.startswith("Pasal 1 ") for name in locators)


def test_an_item_out_of_order_within_another_is_said():
    _, _, warnings = doubtful(f"^Pasal 1\n(1) Satu.\n(2) Dua meliputi:\n    a. satu; dan\n    b. dua.\nb. Laporan {FULL[:40]}.\n")
    assert any("'b. Laporan" in warning for warning in warnings)


def test_missing_and_repeated_bab_are_said():
    locators, _, warnings = doubtful("^BAB I\n^UMUM\n^Pasal 1\nSatu.\n^BAB III\n^ISI\n^Pasal 2\nDua.\n^BAB III\n^LAIN\n^Pasal 3\nTiga.\n")
    assert [name for name in locators if name.startswith("BAB")] == ["BAB I", "BAB III", "BAB III"]
    assert any("BAB II tidak ditemukan" in warning for warning in warnings)
    assert any("BAB III berdiri setelah BAB III" in warning for warning in warnings)


def test_definitions_numbered_without_a_full_stop_are_items():
    locators, texts, _ = doubtful("^Pasal 1\nYang dimaksud dengan:\n1 Daerah adalah Arunika.\n2 Bupati adalah Bupati.\n3 Kota adalah kota.\n^Pasal 2\nSebanyak:\n1 Orang.\n")
    assert [name for name in locators if "angka" in name and name.startswith("Pasal")] == [f"Pasal 1 angka {n}" for n in (1, 2, 3)]
    assert texts["Pasal 1 angka 3"] == "3 Kota adalah kota."


def test_ayat_that_begin_anew_are_said():
    _, _, warnings = doubtful(f"^Pasal 1\nPenerima berhak:\n(1) Satu {FULL[:30]}.\n(2) Dua.\nPenerima wajib:\n(1) Tiga.\n(2) Empat.\n")
    assert any("'(1) Tiga" in warning and "berulang" in warning for warning in warnings)
