"""The front end in a real browser: question -> cited answer -> marked page; the other screens; nothing from outside."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
SCREENSHOT = ROOT / "docs" / "tanya.png"
QUESTION = "Apa beda master plan TIK dan master plan smart city?"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium tidak terpasang di mesin ini")]
WAIT = 90_000  # milliseconds


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def address(sample_base):
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "RUJUKAN_KB": str(sample_base)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.25)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture
def visit(address):
    """Opens a path of the front end; afterwards every request must have stayed on this machine."""
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    hosts = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.on("request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]) if request.url.startswith(("http", "ws")) else None)

        def open_path(path):
            page.goto(address + path)
            return page

        yield open_path
        browser.close()
    assert hosts <= {"127.0.0.1"}


def test_a_question_leads_to_a_cited_answer_and_its_marked_page(visit):
    page = visit("/")
    page.get_by_role("textbox", name="Pertanyaan").fill("Pasal 1 angka 8 Perbup Arunika 12/2021")
    page.keyboard.press("Enter")
    page.get_by_text("Sistem Pemerintahan Berbasis Elektronik yang selanjutnya disingkat SPBE").first.wait_for(timeout=WAIT)
    picture = page.locator(".paper img").first
    picture.wait_for(timeout=WAIT)
    assert marked_pixels(page.request.get(picture.evaluate("e => e.src")).body()) > 500
    assert page.get_by_text("Pasal 1 angka 8, halaman 3 (tercetak 3)").count() >= 1


def marked_pixels(png):
    import io

    import numpy as np
    from PIL import Image

    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    return int(((pixels[..., 0] > 230) & (pixels[..., 1] > 190) & (pixels[..., 2] < 130)).sum())


def test_a_link_with_a_question_shows_the_comparison(visit):
    page = visit(f"/?q={quote(QUESTION)}")
    page.get_by_role("columnheader", name="master plan smart city").wait_for(timeout=WAIT)
    assert page.get_by_role("row").count() >= 8
    page.locator(".paper img").first.wait_for(timeout=WAIT)
    SCREENSHOT.parent.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOT)


def test_a_refusal_says_why_and_shows_what_is_nearest(visit):
    page = visit(f"/?q={quote('Apa isi Pasal 3 UU 27/2022?')}")
    page.get_by_text("UU Nomor 27 Tahun 2022 tidak ada di dalam basis").first.wait_for(timeout=WAIT)
    assert page.get_by_text("Bagian terdekat").count() == 1


@pytest.mark.parametrize(("path", "text"), [("/compare", "Sisi pertama"), ("/clause", "Pasal yang dicari"), ("/terms", "Cari istilah"), ("/documents", "Tambah PDF")])
def test_the_other_screens_open(visit, path, text):
    page = visit(path)
    page.get_by_text(text).first.wait_for(timeout=WAIT)
    assert page.get_by_text("Traceback").count() == 0
