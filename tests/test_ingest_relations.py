"""Mentions of regulations in running text, and the relations that a document's clauses state."""

import pytest

from ingest.mentions import mentions
from ingest.relations import relations
from ingest.values import Clause

CASES = [
    ("Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;", [("uud-1945", ("5",))]),
    ("Undang-undang No. 32 tahun 2004 mengenai pemerintahan", [("uu-32-2004", ())]),
    ("UU 14/2008 dan Perpres no 95 tahun 2018", [("uu-14-2008", ()), ("perpres-95-2018", ())]),
    (
        "Pasal 5 ayat (3), Pasal 6 ayat (4), dan Pasal 101 Peraturan Pemerintah Nomor 71 Tahun 2019 tentang X",
        [("pp-71-2019", ("5", "6", "101"))],
    ),
    ("Peraturan Menteri Komunikasi dan Informatika Nomor: 26/PER/M.KOMINFO/5/2007 tentang Pengamanan", [("permenkominfo-26-2007", ())]),
    ("Permen PANRB No. 59 Tahun 2020", [("permenpanrb-59-2020", ())]),
    ("Peraturan Menteri PANRB Nomor 59 Tahun 2020", [("permenpanrb-59-2020", ())]),
    ("Peraturan BSSN Nomor 8 Tahun 2020", [("peraturan-bssn-8-2020", ())]),
    ("Peraturan Badan Siber dan Sandi Negara Nomor 8 Tahun 2020", [("peraturan-bssn-8-2020", ())]),
    ("perwali denpasar nomor 43 tahun 2013", [("perwali-denpasar-43-2013", ())]),
    ("Peraturan Bupati Nomor 9 Tahun 2021", [("perbup-arunika-9-2021", ())]),
    ("Peraturan Daerah Kota Biru Nomor 2 Tahun 2020", [("perda-kota-biru-2-2020", ())]),
    ("Undang-Undang Nomor I1 Tahun 2OO8", [("uu-11-2008", ())]),
    ("Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan", []),
    ("UU ITE mengatur hal itu dalam 5 pasal", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_mentions(text, expected):
    assert [(m.key, m.pasal) for m in mentions(text, "Kabupaten Arunika")] == expected


def clause(eid: str, text: str, kind: str = "pasal", parents: tuple[str, ...] = ()) -> Clause:
    num = eid.rsplit("_", 1)[-1] if "_" in eid else ""
    return Clause("perbup-arunika-12-2021", eid, kind, num, "", text, "", 1, 1, parents)


def said(clauses, title="Hal"):
    return {(r.verb, r.target, r.evidence) for r in relations("perbup-arunika-12-2021", title, clauses, "Kabupaten Arunika")}


def test_repeal_in_one_sentence_is_not_what_stays_valid():
    text = (
        "Pasal 9 Pada saat Peraturan Bupati ini mulai berlaku, ketentuan pelaksanaan Peraturan Bupati Nomor 1 Tahun 2010 tetap berlaku. "
        "Dengan berlakunya Peraturan Bupati ini, Peraturan Bupati Nomor 2 Tahun 2011 dicabut dan dinyatakan tidak berlaku."
    )
    found = said([clause("pasal_9", text)])
    assert ("mencabut", "perbup-arunika-2-2011", "pasal_9") in found
    assert ("mencabut", "perbup-arunika-1-2010", "pasal_9") not in found
    assert ("merujuk", "perbup-arunika-1-2010", "pasal_9") in found


def test_repeal_by_list():
    clauses = [
        clause("pasal_9", "Pasal 9 Pada saat Peraturan Bupati ini mulai berlaku:"),
        clause("pasal_9__huruf_a", "a. Peraturan Bupati Nomor 1 Tahun 2010; dan", "huruf", ("pasal_9",)),
        clause("pasal_9__huruf_b", "b. Peraturan Bupati Nomor 2 Tahun 2011, dicabut dan dinyatakan tidak berlaku.", "huruf", ("pasal_9",)),
    ]
    assert {t for v, t, _ in said(clauses) if v == "mencabut"} == {"perbup-arunika-1-2010", "perbup-arunika-2-2011"}


def test_only_some_pasal_are_repealed():
    text = (
        "Pasal 9 Pada saat ini mulai berlaku, Pasal 12 Peraturan Pemerintah Nomor 32 Tahun 1979 tentang Pemberhentian sebagaimana telah diubah "
        "dengan Peraturan Pemerintah Nomor 65 Tahun 2008 dicabut."
    )
    assert {t for v, t, _ in said([clause("pasal_9", text)]) if v == "mencabut"} == {"pp-32-1979#pasal_12"}


def test_what_is_carried_out_is_not_everything_that_is_named():
    text = (
        "b. bahwa untuk melaksanakan ketentuan Pasal 71 Peraturan Presiden Nomor 95 Tahun 2018 tentang SPBE perlu mengganti "
        "Peraturan Bupati Nomor 3 Tahun 2015;"
    )
    found = said([clause("considerans__huruf_b", text, "huruf", ("considerans",))])
    assert ("melaksanakan", "perpres-95-2018#pasal_71", "considerans__huruf_b") in found
    assert not any(v == "melaksanakan" and "perbup" in t for v, t, _ in found)


def test_amendment_names_each_pasal():
    clauses = [
        clause("opening", "PERATURAN BUPATI", "opening"),
        clause("pasal_I", "Pasal I Beberapa ketentuan diubah sebagai berikut:"),
        clause("pasal_I__angka_1", "1. Ketentuan Pasal 5 diubah sebagai berikut:", "angka", ("pasal_I",)),
        clause(
            "pasal_I__angka_1__pasal_5", "Pasal 5 Bunyi baru sebagaimana dimaksud dalam Pasal 4.", "pasal", ("pasal_I", "pasal_I__angka_1")
        ),
        clause("pasal_I__angka_2", "2. Ketentuan Pasal 7 dihapus.", "angka", ("pasal_I",)),
    ]
    found = said(clauses, "Perubahan atas Peraturan Bupati Arunika Nomor 4 Tahun 2020 tentang Tata Kelola")
    assert {t for v, t, _ in found if v == "mengubah"} == {
        "perbup-arunika-4-2020", "perbup-arunika-4-2020#pasal_5", "perbup-arunika-4-2020#pasal_7",
    }  # fmt: skip
    assert ("merujuk", "perbup-arunika-4-2020#pasal_4", "pasal_I__angka_1__pasal_5") in found


def test_own_pasal_and_no_relation_to_itself():
    clauses = [
        clause("pasal_4", "Pasal 4 Isi."),
        clause("pasal_5", "Pasal 5 Sesuai Pasal 4. Lihat Pasal 3 Peraturan Bupati Arunika Nomor 12 Tahun 2021."),
    ]
    found = said(clauses)
    assert ("merujuk", "#pasal_4", "pasal_5") in found
    assert ("merujuk", "#pasal_3", "pasal_5") in found
    assert not any(target == "perbup-arunika-12-2021" for _, target, _ in found)
