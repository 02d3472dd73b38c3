"""Amending acts: Pasal I with its changes, Pasal II and on."""

import pytest

from tests.lawtext import CLOSING, read

AMENDING = """^MEMUTUSKAN:
Menetapkan : PERATURAN BUPATI TENTANG PERUBAHAN ATAS PERATURAN BUPATI NOMOR 1 TAHUN 2020.
^Pasal I
Beberapa ketentuan dalam Peraturan Bupati Nomor 1 Tahun 2020 diubah sebagai berikut:
1. Ketentuan Pasal 5 ayat (2) diubah sehingga Pasal 5 berbunyi sebagai berikut:
^Pasal 5
(1) Laporan disampaikan setiap bulan.
(2) Laporan dimuat di laman:
   a. dinas; dan
   b. kecamatan.
2. Di antara Pasal 16 dan Pasal 17 disisipkan 3 (tiga) pasal, yakni Pasal 16A, Pasal 16B, dan
Pasal 16C sehingga berbunyi sebagai berikut:
^Pasal 16A
Isi A.
^Pasal 168
Isi B.
^Pasal 16C
Isi C.
3. Di antara BAB III dan BAB IV disisipkan 1 (satu) bab, yakni BAB IIIA sehingga berbunyi:
^BAB IIIA
^PENGAWASAN
^Pasal 20A
Isi pengawasan.
4. Pasal 30 dihapus.
^Pasal II
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
"""


def test_an_amending_act():
    locators, _, warnings, clauses = read(AMENDING + CLOSING)
    for locator in (
        "Pasal I angka 1 Pasal 5 ayat (2) huruf b", "Pasal I angka 2 Pasal 16B", "Pasal I angka 3 Pasal 20A", "Pasal I angka 4", "Pasal II",
    ):  # fmt: skip
        assert locator in locators
    assert [(c.num, c.heading) for c in clauses if c.kind == "bab"] == [("IIIA", "PENGAWASAN")]
    assert not any("tidak ditemukan" in w for w in warnings)  # gaps between changed Pasal are no fault
    assert any("16B" in w for w in warnings)


@pytest.mark.parametrize("last", ["Pasal II Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.\n", ""], ids=["in one line", "not there"])
def test_pasal_two_of_an_amending_act_may_share_its_line_or_be_lost(last):
    locators = read(AMENDING[: AMENDING.index("^Pasal II\n")] + last + CLOSING)[0]
    assert "Pasal I angka 2 Pasal 16B" in locators
    assert ("Pasal II" in locators) == bool(last)
