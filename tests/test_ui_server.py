"""What the server gives beside the screens: originals and pictures, to this machine's own names only."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.screens import ROOT, app, base
from ui.pictures import PagePicture, address
from ui.server import routes


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    monkeypatch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("kb")
    made = base(folder)
    app(monkeypatch, folder)
    source = next(ROOT.glob("corpus/*.pdf"))
    document = made.document("perbup-arunika-1-2018")
    made.files.mkdir(exist_ok=True)
    made.originals.path(document).write_bytes(source.read_bytes())
    yield TestClient(Starlette(routes=routes()), base_url="http://127.0.0.1:8501"), source
    monkeypatch.undo()


def test_an_original_is_shown_in_the_browser_and_is_the_file_itself(visitor):
    client, source = visitor
    got = client.get("/dokumen/perbup-arunika-1-2018.pdf")
    assert got.status_code == 200
    assert got.content == source.read_bytes()
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-disposition"].startswith("inline")
    assert got.headers["x-content-type-options"] == "nosniff"


def test_a_part_of_an_original_can_be_asked_for(visitor):
    client, source = visitor
    got = client.get("/dokumen/perbup-arunika-1-2018.pdf", headers={"range": "bytes=0-9"})
    assert got.status_code == 206
    assert got.content == source.read_bytes()[:10]


@pytest.mark.parametrize("name", ["tidak-ada.pdf", "perbup-arunika-1-2018.html", "..%2F..%2Frujukan.sqlite", "perbup-arunika-2-2022.pdf"])
def test_nothing_else_is_given(visitor, name):
    assert visitor[0].get(f"/dokumen/{name}").status_code == 404


def test_no_page_from_outside_can_ask_under_a_name_of_its_own(visitor):
    client, source = visitor
    known = address(PagePicture(str(source), 1))
    assert client.get("/dokumen/perbup-arunika-1-2018.pdf", headers={"host": "jahat.example"}).status_code == 403
    assert client.get(known, headers={"host": "jahat.example"}).status_code == 404


def test_a_picture_is_given_only_by_the_address_that_a_screen_was_told(visitor):
    client, source = visitor
    got = client.get(address(PagePicture(str(source), 1, ((50.0, 50.0, 90.0, 60.0),))))
    assert got.content.startswith(b"\x89PNG")
    assert client.get("/gambar/0123456789abcdef.png").status_code == 404
    assert client.get(address(PagePicture(str(source), 9999))).status_code == 404  # no such page
