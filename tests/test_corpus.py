"""The sample documents: what is committed is what the sources give, and what they say agrees with itself."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest

from corpus.build import HERE, build, layout_of, sources
from corpus.notice import NOTICE
from corpus.regulation_text import Block, Regulation, read_regulation
from index.intake import files_in

SOURCES = sources()
TEXT = sorted(name for name, path in SOURCES.items() if layout_of(path) != "scan")
SCANS = sorted(name for name, path in SOURCES.items() if layout_of(path) == "scan")
BASE = "perbup-arunika-12-2021-spbe"
AMENDING = "perbup-arunika-27-2023-perubahan-spbe"
REPEALED = "perbup-arunika-34-2016-egovernment"
PERDA = "perda-arunika-5-2020-kabupaten-cerdas"
DECISION = "kepbup-arunika-188.45-214-2022-dewan-smart-city"
ACTS = (BASE, REPEALED, PERDA)

Ayat = dict[str, list[str]]  # ayat ("" where a Pasal has none) -> its huruf
SAME_PASAL = re.compile(r"(?:pada|jangka waktu|dan) ayat \((\d+)\)(?: huruf ([a-z]))?")
REFERENCE = re.compile(r"Pasal (\d+[A-Z]?)\b(?: ayat \((\d+)\))?(?: huruf ([a-z]))?(?! *(?:ayat|Undang-Undang|Peraturan))")


def regulation(name: str) -> Regulation:
    return read_regulation(SOURCES[name].read_text(encoding="utf-8"))


def page_texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def body(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks between the first heading and what stands after the last Pasal: elucidation or annexes."""
    start = next(i for i, block in enumerate(blocks) if block.kind in ("division", "pasal"))
    end = next((i for i, block in enumerate(blocks) if block.kind in ("penjelasan", "lampiran", "ttd")), len(blocks))
    return list(blocks[start:end])


def articles(blocks: list[Block], level: int = 0) -> dict[str, Ayat]:
    """Pasal -> ayat -> huruf, from the headings that stand at this depth."""
    found: dict[str, Ayat] = {}
    pasal, ayat = "", ""
    for block in blocks:
        if block.kind == "pasal" and block.level == level:
            pasal, ayat = block.text.removeprefix("Pasal ").rstrip("."), ""
            assert pasal not in found, f"Pasal {pasal} ada dua kali"
            found[pasal] = {"": []}
        elif block.kind == "item" and pasal and block.mark.startswith("(") and block.level == level:
            ayat = block.mark.strip("()")
            found[pasal][ayat] = []
        elif block.kind == "item" and pasal and re.fullmatch(r"[a-z]\.", block.mark) and block.level <= level + 1:
            found[pasal][ayat].append(block.mark.rstrip("."))
    return found


def text_of(blocks: list[Block], pasal: str) -> list[tuple[str, str]]:
    """(mark, text) of the pieces of one Pasal, however deep it stands."""
    start = next(i for i, block in enumerate(blocks) if block.kind == "pasal" and block.text.rstrip(".") == f"Pasal {pasal}")
    level = blocks[start].level
    pieces = []
    for block in blocks[start + 1 :]:
        if block.kind in ("pasal", "division") or (block.kind == "item" and block.level < level):
            break
        pieces.append((block.mark, block.text))
    return pieces


@pytest.mark.parametrize("name", TEXT)
def test_rebuilding_gives_the_committed_bytes(name: str, tmp_path: Path) -> None:
    assert build(SOURCES[name], tmp_path).read_bytes() == (HERE / f"{name}.pdf").read_bytes()


@pytest.mark.parametrize("name", TEXT)
def test_every_page_carries_the_notice(name: str) -> None:
    texts = page_texts(HERE / f"{name}.pdf")
    assert [number for number, text in enumerate(texts, 1) if NOTICE not in re.sub(r"\s+", " ", text)] == []


@pytest.mark.parametrize("name", SCANS)
def test_a_scan_is_a_picture_only_and_carries_the_notice_in_it(name: str) -> None:
    from rapidocr import RapidOCR

    read = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})
    document = pypdfium2.PdfDocument(HERE / f"{name}.pdf")
    try:
        for page in document:
            assert page.get_textpage().count_chars() == 0
            picture, width = page.render(scale=300 / 72).to_pil(), page.get_width()
            left, top, right, bottom = width / 2 - 85, page.get_height() - 36, width / 2 + 85, page.get_height() - 14
            line = picture.crop(tuple(int(edge * 300 / 72) for edge in (left, top, right, bottom)))
            words = " ".join(read(line, use_det=False, use_cls=False).txts or ())
            assert SequenceMatcher(None, words, NOTICE).ratio() > 0.85
    finally:
        document.close()


def test_titles_stand_in_the_metadata() -> None:
    for name in [*ACTS, AMENDING, DECISION]:
        document = pypdfium2.PdfDocument(HERE / f"{name}.pdf")
        assert document.get_metadata_value("Title") == regulation(name).title
        document.close()


def test_only_the_pdfs_are_taken_in() -> None:
    assert {path.name for path in files_in([HERE])} == {f"{name}.pdf" for name in SOURCES}


def test_a_stray_file_among_the_sources_is_named(tmp_path: Path) -> None:
    (tmp_path / "perda.regulation.txt").write_text("judul: A\n===\n")
    with pytest.raises(ValueError, match=re.escape("perda.regulation.txt")):
        sources(tmp_path)


def test_the_corpus_is_large_and_the_scan_small() -> None:
    assert sum(len(page_texts(HERE / f"{name}.pdf")) for name in SOURCES) >= 100
    assert all((HERE / f"{name}.pdf").stat().st_size < 1_500_000 for name in SCANS)


@pytest.mark.parametrize("name", ACTS)
def test_numbering_has_no_gaps(name: str) -> None:
    found = articles(body(regulation(name).blocks))
    assert list(found) == [str(number) for number in range(1, len(found) + 1)]
    for pasal, ayat in found.items():
        numbered = [mark for mark in ayat if mark]
        assert numbered == [str(number) for number in range(1, len(numbered) + 1)], pasal
        assert len(numbered) != 1, f"Pasal {pasal} hanya satu ayat"
        for letters in ayat.values():
            assert letters == [chr(ord("a") + i) for i in range(len(letters))], pasal


@pytest.mark.parametrize("name", ACTS)
def test_divisions_follow_each_other(name: str) -> None:
    romans = [
        block.mark.removeprefix("BAB ") for block in regulation(name).blocks if block.kind == "division" and block.mark.startswith("BAB")
    ]
    assert romans == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def missing(blocks: list[Block], known: dict[str, Ayat]) -> list[str]:
    """References to a Pasal, ayat or huruf that are not there; "pada ayat (1)" means the Pasal it stands in."""
    found, here = [], ""
    for block in blocks:
        if block.kind == "pasal":
            here = block.text.removeprefix("Pasal ").rstrip(".")
        references = [(match[0], match.groups()) for match in REFERENCE.finditer(block.text)]
        references += [(match[0], (here, *match.groups())) for match in SAME_PASAL.finditer(block.text) if here in known]
        for words, (pasal, ayat, letter) in references:
            there = pasal in known and (not ayat or ayat in known[pasal]) and (not letter or letter in known[pasal][ayat or ""])
            found += [] if there else [words]
    return found


@pytest.mark.parametrize("name", ACTS)
def test_references_within_a_regulation_lead_somewhere(name: str) -> None:
    blocks = body(regulation(name).blocks)
    assert missing(blocks, articles(blocks)) == []


def test_missing_references_are_found() -> None:
    blocks = [Block("pasal", "Pasal 1"), Block("item", "dimaksud dalam Pasal 2 dan Pasal 1 ayat (3) serta pada ayat (4)", "(1)")]
    assert missing(blocks, articles(blocks)) == ["Pasal 2", "Pasal 1 ayat (3)", "pada ayat (4)"]


def test_the_elucidation_explains_every_pasal_in_order() -> None:
    blocks = regulation(PERDA).blocks
    start = next(i for i, block in enumerate(blocks) if block.kind == "penjelasan")
    explained = [block.text.removeprefix("Pasal ") for block in blocks[start:] if block.kind == "pasal"]
    assert explained == list(articles(body(blocks)))


def test_the_amendment_changes_what_is_there() -> None:
    base, amending = body(regulation(BASE).blocks), body(regulation(AMENDING).blocks)
    known, new = articles(base), articles(amending, level=1)
    changes = [block.text for block in amending if block.kind == "item" and block.level == 0]
    assert len(changes) == 7
    changed = {match[1] for text in changes if (match := re.match(r"Ketentuan (?:ayat \(\d+\) )?Pasal (\d+)", text))}
    assert changed == {"8", "21", "33", "50", "55"}
    assert changed < set(known)
    assert set(new) == changed | {"22A"}
    assert "22A" not in known
    for pasal in changed:
        assert text_of(base, pasal) != text_of(amending, pasal), f"Pasal {pasal} tidak berubah"
    assert missing(amending, known | new) == []


def test_what_the_amendment_deletes_was_there() -> None:
    assert "3" in articles(body(regulation(BASE).blocks))["50"]
    assert ("(3)", "Dihapus.") in text_of(body(regulation(AMENDING).blocks), "50")


def test_the_amended_annex_differs_in_the_row_it_names() -> None:
    def table_2024(name: str) -> tuple[tuple[str, ...], ...]:
        blocks = regulation(name).blocks
        at = next(
            i for i, block in enumerate(blocks) if block.text == "Tahun 2024: Perluasan" or block.text.endswith("D. Tahun 2024: Perluasan")
        )
        return blocks[at + 1].rows

    old, new = table_2024(BASE), table_2024(AMENDING)
    assert [i for i, (before, after) in enumerate(zip(old, new, strict=True)) if before != after] == [4]


def test_the_repeal_names_the_repealed_regulation() -> None:
    repeal = next(block.text for block in body(regulation(BASE).blocks) if "dicabut dan dinyatakan tidak berlaku" in block.text)
    assert "Nomor 34 Tahun 2016 tentang Pedoman Pengembangan" in repeal


def test_the_decision_rests_on_the_regional_regulation() -> None:
    blocks, perda = regulation(DECISION).blocks, articles(body(regulation(PERDA).blocks))
    cited = [match for block in blocks if (match := re.search(r"Pasal (\d+) ayat \((\d+)\) Peraturan Daerah", block.text))]
    assert cited
    assert all(match[2] in perda[match[1]] for match in cited)
    ordinals = [block.mark for block in blocks if block.kind == "label" and block.mark.startswith("KE")]
    assert ordinals == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN"]
    dimensions = [row[1] for block in blocks if block.kind == "table" and "Dimensi" in block.rows[0] for row in block.rows[1:]]
    assert dimensions == [
        text[:1].upper() + text[1:].rstrip(";. ").removesuffix("; dan")
        for _, text in text_of(list(body(regulation(PERDA).blocks)), "14")[1:]
    ]


def test_targets_are_the_same_in_the_regulation_and_in_the_plan() -> None:
    plan = SOURCES["rencana-induk-tik-arunika-2021-2025"].read_text(encoding="utf-8")
    rows = {row[1]: row[2:] for block in regulation(BASE).blocks if block.kind == "table" for row in block.rows if len(row) == 8}
    assert rows["Indeks SPBE"] == ("2,14", "2,40", "2,60", "2,85", "3,10", "3,50")
    for name in ("Indeks SPBE", "Jumlah aplikasi", "Layanan pada Portal Arunika Digital"):
        assert f"| {name} | {' | '.join(rows[name])} |" in plan


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tanpa pembuka", "judul"),
        ("judul: A\n===\n@cetak\n", "tidak dikenal"),
        ("judul: A\n===\n| a | b |\n| c |\n", "kolom"),
    ],
)
def test_a_source_that_is_not_well_formed_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_regulation(text)
