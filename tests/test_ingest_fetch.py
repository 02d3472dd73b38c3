"""The catalogue, and the download of its documents from a server on this machine."""

import hashlib
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ingest import catalogue
from ingest.catalogue import Entry
from ingest.fetch import choose, fetch, main

PDF = b"%PDF-1.7\n" + b"isi dokumen " * 9000 + b"\n%%EOF\n"
HASH = hashlib.sha256(PDF).hexdigest()


class Office(BaseHTTPRequestHandler):
    """A server with one right file and several bad ones; it notes what was asked."""

    asked: list[tuple[str, str | None]]

    def do_GET(self):
        wanted = self.headers.get("Range")
        self.asked.append((self.path, wanted))
        answers = {
            "/baik.pdf": self.good,
            "/putus.pdf": self.broken,
            "/halaman.pdf": self.page,
            "/palsu.pdf": self.fake,
            "/lain.pdf": self.other,
        }
        answers.get(self.path, lambda _: self.send_error(404))(wanted)

    def send(self, body, status=200, kind="application/pdf", length=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def good(self, wanted):
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        self.send(PDF[start:], 206 if wanted else 200)

    def broken(self, wanted):
        """Breaks off in the middle the first time."""
        if wanted:
            return self.good(wanted)
        self.send(PDF[: len(PDF) // 2], length=len(PDF))
        self.close_connection = True

    def page(self, _):
        self.send(b"<html>masuk dahulu</html>" * 100, kind="text/html")

    def fake(self, _):
        self.send(b"bukan pdf " * 500)

    def other(self, _):
        self.send(PDF + b"%%EOF\n")

    def log_message(self, *_):
        pass


@pytest.fixture
def office():
    handler = type("Office", (Office,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler.asked
    server.shutdown()


def entry(base, name, number="1"):
    return Entry(f"uu-{number}-2020", "UU", number, 2020, "Contoh", "https://contoh.invalid", f"{base}/{name}", HASH)


def one(office, folder, name):
    (result,) = fetch([entry(office[0], name)], folder, delay=0)
    return result


def test_download_and_nothing_twice(office, tmp_path):
    first = one(office, tmp_path, "baik.pdf")
    assert (first.state, first.path.read_bytes()) == ("baru", PDF)
    assert one(office, tmp_path, "baik.pdf").state == "sudah ada"
    assert len(office[1]) == 1


def test_an_interrupted_download_goes_on_where_it_stopped(office, tmp_path):
    assert one(office, tmp_path, "putus.pdf").state == "baru"
    assert office[1] == [("/putus.pdf", None), ("/putus.pdf", f"bytes={len(PDF) // 2}-")]


def test_a_part_of_an_earlier_run_is_used(office, tmp_path):
    (tmp_path / "uu-1-2020.pdf.part").write_bytes(PDF[:1000])
    assert one(office, tmp_path, "baik.pdf").path.read_bytes() == PDF
    assert office[1] == [("/baik.pdf", "bytes=1000-")]


@pytest.mark.parametrize(("name", "reason"), [("halaman.pdf", "text/html"), ("palsu.pdf", "bukan PDF"), ("tidak-ada.pdf", "404")])
def test_what_is_no_pdf_is_refused_with_its_reason(office, tmp_path, name, reason):
    result = one(office, tmp_path, name)
    assert result.state == "gagal"
    assert reason in result.reason
    assert list(tmp_path.iterdir()) == []


def test_another_file_than_the_recorded_one_is_kept_and_said(office, tmp_path):
    result = one(office, tmp_path, "lain.pdf")
    assert (result.state, result.path.exists()) == ("berbeda", True)


def test_a_file_without_recorded_hash_is_taken_once(office, tmp_path):
    unseen = replace(entry(office[0], "baik.pdf"), sha256=None)
    assert [fetch([unseen], tmp_path, delay=0)[0].state for _ in range(2)] == ["baru", "sudah ada"]


def test_a_failure_costs_only_its_entry(office, tmp_path):
    bad, good = entry(office[0], "tidak-ada.pdf", "1"), entry(office[0], "baik.pdf", "2")
    assert [result.state for result in fetch([bad, good], tmp_path, delay=0)] == ["gagal", "baru"]


def test_only_web_addresses(tmp_path):
    local = Entry("uu-1-2020", "UU", "1", 2020, "Contoh", "", "file:///etc/hostname", HASH)
    assert fetch([local], tmp_path, delay=0)[0].state == "gagal"


def test_names_choose_entries():
    entries = catalogue.load()
    assert [e.key for e in choose(["UU 14/2008", "permenkominfo-5-2020"], entries)[0]] == ["permenkominfo-5-2020"]
    assert choose(["UU 14/2008"], entries)[1] == ["UU 14/2008"]
    assert {e.key for e in choose(["pelindungan data pribadi"], entries)[0]} == {"uu-27-2022"}
    assert len(choose([], entries)[0]) == len(entries)


def test_catalogue_knows_amendments_and_repeals():
    assert ("uu-19-2016", "UU Nomor 19 Tahun 2016") in catalogue.amended_by("uu-11-2008")
    assert ("uu-36-1999", "UU Nomor 36 Tahun 1999") in catalogue.repealed_by("uu-3-1989")
    for found in catalogue.load():
        assert all(found.key in [key for key, _ in catalogue.repealed_by(gone)] for gone in found.repeals)
        assert all(found.key in [key for key, _ in catalogue.amended_by(changed)] for changed in found.amends)
    assert catalogue.repealed_by("uu-14-2008") == ()
    keys = [found.key for found in catalogue.load()]
    assert len(set(keys)) == len(keys) == 63
    for found in catalogue.load():
        assert found.sha256 is None or catalogue.find_file(found.sha256) == found


def test_command_lists_and_says_unknown_names(capsys):
    assert main([]) == 0
    assert "63 dokumen" in capsys.readouterr().out
    assert main(["UU 999/2020"]) == 2
    assert "Tidak ada di katalog: UU 999/2020" in capsys.readouterr().out
