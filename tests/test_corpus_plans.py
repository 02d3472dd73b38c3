"""Plans, handbook and slides: their numbers add up, agree with each other and with the regulations, and their pages are labelled."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.build import HERE, layout_of, sources
from corpus.layout_plan import roman
from corpus.layout_slides import render as render_slides
from corpus.markup import Block, inline, read_source
from eval.metrics import letters

SOURCES = sources()
PLANS = sorted(name for name, path in SOURCES.items() if layout_of(path) == "plan")
SLIDES = sorted(name for name, path in SOURCES.items() if layout_of(path) == "slides")
ICT, CITY = "rencana-induk-tik-arunika-2021-2025", "masterplan-smart-city-arunika-2022-2031"
HANDBOOK = "buku-panduan-orientasi-pegawai-baru"
DIFFERENCE, QUICK = "bimtek-1-beda-rencana-induk-tik-dan-masterplan-smart-city", "bimtek-2-quick-wins-dan-metode-pendampingan"
QUESTIONS = HERE.parent / "eval" / "questions" / "sample-plans.jsonl"
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
CITED = re.compile(r"\b(Tabel|Gambar) ([A-Z]?[\d.]*\d)")


@cache
def blocks(name: str) -> tuple[Block, ...]:
    return read_source(SOURCES[name].read_text(encoding="utf-8")).blocks


@cache
def pages(name: str) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(HERE / f"{name}.pdf")
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return tuple("\n".join(line.strip() for line in text.splitlines()) for text in texts)


def table(name: str, caption: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, its header first, by the number in its caption; by the heading of its slide where it has none."""
    for before, block in zip(("", *blocks(name)), blocks(name), strict=False):
        if block.kind == "table" and (block.text.startswith(f"{caption} ") or (before and before.text == caption)):
            return tuple(tuple(cell.replace("*", "") for cell in row) for row in block.rows)
    raise AssertionError(f"{name}: tidak ada {caption}")


def number(cell: str) -> float:
    return float(cell.replace(".", "").replace(",", "."))


def is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[\d.]+(?:,\d+)?", cell))


def source_text(name: str) -> str:
    return SOURCES[name].read_text(encoding="utf-8").replace("**", "").replace("_", "")


@pytest.mark.parametrize("name", [*PLANS, *SLIDES])
def test_columns_add_up_to_their_sum(name: str) -> None:
    summed = 0
    for block in blocks(name):
        rows = [tuple(cell.replace("*", "") for cell in row) for row in block.rows] if block.kind == "table" else []
        total = next((row for row in rows if "Jumlah" in row[:2]), None)
        for column in range(len(total or ())):
            above = [row[column] for row in rows[1 : rows.index(total)]]
            if is_number(total[column]) and all(map(is_number, above)):
                assert round(sum(map(number, above)), 2) == number(total[column]), (block.text, rows[0][column])
                summed += 1
    assert summed or name in (HANDBOOK, DIFFERENCE)  # these two have no sums


@pytest.mark.parametrize(
    ("name", "caption"), [(ICT, f"Tabel {n}") for n in ("2.1", "2.3", "5.2", "5.3")] + [(CITY, "Tabel 8.1"), (CITY, "Tabel 8.2")]
)
def test_rows_add_up_to_their_last_column(name: str, caption: str) -> None:
    for row in table(name, caption)[1:]:
        assert round(sum(map(number, row[1:-1])), 2) == number(row[-1]), row[0]


def test_the_activities_of_a_programme_cost_what_the_programme_costs() -> None:
    programmes = [row[-1] for row in table(ICT, "Tabel 5.2")[1:-1]]
    assert [table(ICT, f"Tabel 4.{n}")[-1][-1] for n in range(1, 6)] == programmes
    assert table(ICT, "Tabel 5.2")[-1] == table(ICT, "Tabel 5.3")[-1]
    chart = next(block for block in blocks(ICT) if block.text.startswith("Gambar 5.2"))
    assert [row[0].split(": ")[1] for row in chart.rows] == list(table(ICT, "Tabel 5.2")[-1][1:-1])


def test_funding_of_the_smart_city_is_the_same_by_dimension_and_by_source() -> None:
    by_dimension, by_source = table(CITY, "Tabel 8.1"), table(CITY, "Tabel 8.2")
    assert by_dimension[-1] == by_source[-1]
    own = next(row for row in by_source if row[0].startswith("APBD"))
    outside = [round(100 * (1 - number(a) / number(b))) for a, b in zip(own[1:-1], by_source[-1][1:-1], strict=True)]
    row = next(row for row in table(CITY, "Tabel 9.1") if row[1].startswith("Dana di luar APBD"))
    assert list(map(number, row[3:])) == outside


def test_the_index_of_2020_follows_from_weights_and_values() -> None:
    *domains, total = table(ICT, "Tabel 2.7")[1:]
    assert [round(number(weight) * number(value), 2) for _, _, weight, value, _ in domains] == [number(row[-1]) for row in domains]
    assert f"{number(total[-1]) / 100:.2f}".replace(".", ",") == table(ICT, "Tabel 6.1")[1][2]


def test_readiness_is_the_mean_of_its_parts() -> None:
    groups: dict[str, list[float]] = {}
    for group, _, value in table(CITY, "Tabel 2.2")[1:]:
        groups.setdefault(group, []).append(number(value))
    means = [f"{sum(values) / len(values):.2f}".replace(".", ",") for values in groups.values()]
    whole = f"{sum(sum(values) / len(values) for values in groups.values()) / len(groups):.2f}".replace(".", ",")
    assert f"struktur adalah {means[0]}, infrastruktur {means[1]}, dan suprastruktur {means[2]}" in source_text(CITY)
    assert f"keseluruhan {whole}" in source_text(CITY)
    assert all(value in source_text(DIFFERENCE) for value in [*means, whole])


def test_applications_left_after_the_clean_up() -> None:
    kept, merged, stopped, total = (number(row[1]) for row in table(ICT, "Tabel 3.2")[1:])
    assert total == number(table(ICT, "Tabel 2.1")[-1][-1]) == kept + merged + stopped
    assert kept + 6 + 2 == number(table(ICT, "Tabel 6.1")[2][-1])  # 20 merged into 6, two new portals


def test_both_plans_and_the_slides_name_the_same_quick_wins() -> None:
    plan = {row[2]: (row[3], row[4]) for row in table(CITY, "Tabel 5.1")[1:-1]}
    slide = {row[1]: (row[2], row[3]) for row in table(QUICK, "Quick wins Arunika periode 2022–2023")[1:]}
    assert plan == slide
    assert {row[0] for row in table(QUICK, "Hasil quick wins 2022–2023")[1:]} == set(plan)
    for n, (quick_win, row) in enumerate(zip(plan, table(CITY, "Tabel 5.1")[1:-1], strict=True), 2):
        details = dict(table(CITY, f"Tabel 5.{n}")[1:])
        assert details["Penanggung jawab"] == plan[quick_win][0]
        assert details["Periode"].startswith(plan[quick_win][1])
        assert details["Biaya dan sumber"].startswith(f"Rp{row[-1]} juta")


def test_quick_wins_last_as_many_months_as_they_say() -> None:
    months = {name: n for n, name in enumerate(MONTHS)}
    for n in range(2, 8):
        period = dict(table(CITY, f"Tabel 5.{n}")[1:])["Periode"]
        start, year, end, last_year, said = re.fullmatch(r"(\w+)(?: (\d{4}))?–(\w+) (\d{4}), (\d+) bulan", period).groups()
        length = 12 * (int(last_year) - int(year or last_year)) + months[end] - months[start] + 1
        assert length == int(said) <= 12


def test_the_documents_agree_on_what_they_share() -> None:
    index = dict(zip(table(ICT, "Tabel 6.1")[0][2:], table(ICT, "Tabel 6.1")[1][2:], strict=True))
    city = dict(zip(table(CITY, "Tabel 4.2")[0][1:], table(CITY, "Tabel 4.2")[1][1:], strict=True))
    assert {year: index[year] for year in index.keys() & city.keys()} == {year: city[year] for year in index.keys() & city.keys()}
    chart = next(block for block in blocks(DIFFERENCE) if block.mark == "batang")
    assert {row[0][:4]: row[0].split(": ")[1] for row in chart.rows[1:]} == index
    for name, words in (
        (ICT, "Rp37 miliar"), (DIFFERENCE, "Rp37 miliar"), (HANDBOOK, "Rp37 miliar"),
        (CITY, "Rp275 miliar"), (DIFFERENCE, "Rp275 miliar"), (HANDBOOK, "Rp275 miliar"),
        (ICT, "188.45/311/HK/2021"), (DIFFERENCE, "188.45/311/HK/2021"), (HANDBOOK, "188.45/311/HK/2021"),
        (ICT, "12 kecamatan, 148 desa, dan 9 kelurahan"), (CITY, "12 kecamatan, 148 desa, dan 9 kelurahan"),
    ):  # fmt: skip
        assert words in source_text(name), (name, words)


@pytest.mark.parametrize("name", PLANS)
def test_tables_and_figures_are_numbered_in_order_and_all_that_are_named_exist(name: str) -> None:
    captions = [CITED.match(block.text).groups() for block in blocks(name) if block.kind in ("table", "figure")]
    for kind in ("Tabel", "Gambar"):
        numbers = [tuple(n.split(".")) for found, n in captions if found == kind]
        chapters = dict.fromkeys(chapter for chapter, _ in numbers)
        assert numbers == [(c, str(k)) for c in chapters for k in range(1, sum(n[0] == c for n in numbers) + 1)]
    own = source_text(name) if name != HANDBOOK else ""  # the handbook names tables of the plans
    assert {match.groups() for match in CITED.finditer(own)} <= set(captions)


def test_what_the_handbook_cites_of_the_plans_stands_there() -> None:
    assert table(ICT, "Tabel 6.1")
    printed = next(page for page in pages(CITY) if re.search(r"^5\.1 Pengertian dan Kriteria$", page, re.MULTILINE))
    assert "Halaman 15" in printed
    row = next(row for row in table(HANDBOOK, "Tabel 5.1") if row[0] == "Rencana")
    assert row[1].endswith("subbab 5.1, halaman 15")


@pytest.mark.parametrize("name", PLANS)
def test_page_labels_are_the_printed_numbers(name: str) -> None:
    labels = pypdf.PdfReader(HERE / f"{name}.pdf").page_labels
    assert labels[0] == "i"
    assert labels.index("1") == next(i for i, page in enumerate(pages(name)) if re.search(r"^BAB I$", page, re.MULTILINE))
    for label, page in list(zip(labels, pages(name), strict=True))[1:]:
        assert re.search(rf"Halaman {label}\b", page), label


@pytest.mark.parametrize("name", PLANS)
def test_the_contents_name_the_page_on_which_a_chapter_begins(name: str) -> None:
    contents = "\n".join(page for page in pages(name) if "Halaman i" in page or "Halaman v" in page)
    for block in blocks(name):
        if block.kind in ("chapter", "section"):
            match = re.search(rf"{re.escape(block.text)}[ .]+(\d+)\s*$", contents, re.MULTILINE)
            assert match, block.text
            printed = next(page for page in pages(name) if re.search(rf"Halaman {match[1]}\b", page))
            assert letters(block.text) in letters(printed), block.text


@pytest.mark.parametrize("name", SLIDES)
def test_slides_are_landscape_one_heading_each_and_numbered(name: str) -> None:
    reader = pypdf.PdfReader(HERE / f"{name}.pdf")
    headings = [block.text for block in blocks(name) if block.kind == "slide"]
    assert len(reader.pages) == len(headings) >= 16
    for n, (page, text, heading) in enumerate(zip(reader.pages, pages(name), headings, strict=True), 1):
        assert float(page.mediabox.width) / float(page.mediabox.height) == pytest.approx(16 / 9)
        assert letters(heading) in letters(text)
        assert re.search(rf"^Dokumen contoh.* {n}$", text, re.MULTILINE)


def test_lengths_are_those_of_the_sample_corpus() -> None:
    assert [len(pages(name)) >= least for name, least in ((ICT, 28), (CITY, 30), (HANDBOOK, 14))] == [True] * 3


def test_the_locators_of_the_questions_are_headings_of_their_document() -> None:
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for place in [row, *row.get("also", [])] if row["doc"] else []:
            name = place["doc"].removesuffix(".pdf")
            if name in SLIDES:
                slide, heading = re.fullmatch(r"Slide (\d+) (.+)", place["pasal"]).groups()
                assert (place["page"], letters(heading) in letters(pages(name)[place["page"] - 1])) == (int(slide), True), row["id"]
            elif name in PLANS:
                assert all(f"{kind} {n} " in source_text(name) for kind, n in CITED.findall(place["pasal"])), row["id"]
                section = re.search(r"\b\d+(?:\.\d+)+ [A-Z][^,]*", re.sub(r"Tabel [\d.]+", "", place["pasal"]))
                assert not section or letters(section[0]) in letters(source_text(name)), row["id"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tanpa pembuka", "==="),
        ("judul: A\n===\nTabel 1.1 B\n| a | b |\n| c |\n", "Tabel 1.1 B"),
        ("judul: A\n===\nTabel 1.1 B\nlebar: 1 2 3\n| a | b |\n", "Tabel 1.1 B"),
    ],
)
def test_a_source_that_is_not_well_formed_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_source(text)


def test_a_slide_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    head = "judul: A\nsingkat: A\npenerbit: B\nwarna: #000000 #FFFFFF\n===\n== isi: Terlalu banyak\n\n"
    with pytest.raises(ValueError, match="Terlalu banyak"):
        render_slides(head + "\n".join(f"- butir {n}" for n in range(80)), tmp_path / "a.pdf")


@given(st.integers(1, 39))
def test_roman_numbers_are_read_back(value: int) -> None:
    worth = {"i": 1, "v": 5, "x": 10}
    digits = [worth[letter] for letter in roman(value)]
    assert sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)) == value


@given(st.text(alphabet="ab *_&<", max_size=20))
def test_markup_is_always_well_formed(text: str) -> None:
    from xml.etree import ElementTree

    assert ElementTree.fromstring(f"<p>{inline(text)}</p>") is not None
