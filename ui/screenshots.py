"""`python -m ui.screenshots`: pictures of all screens over the sample documents, wide and on a phone, made as a user sees them."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from PIL.Image import Image
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
LAPTOP, PHONE = (1366, 768), (390, 844)
COLOURS = 128  # of a picture's palette: text stays sharp and a picture under 150 kB
GAP = 16  # pixels between phones
PATIENCE = 60_000  # milliseconds
IDLE = "window.__frame && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen: its name as a file, its address, what must be seen before the picture is taken, and what is pressed before that."""

    name: str
    path: str
    shows: str
    press: tuple[str, ...] = ()


SHOTS = (
    Shot("tanya", "/?q=" + quote("Apa beda master plan TIK dan master plan smart city?"), ".paper img"),
    Shot("pasal", "/clause?d=perbup-arunika-12-2021&c=bab_2__bagian_Kedua__pasal_8", ".paper img"),
    Shot("bandingkan", "/compare", ".paper img", ("text=Dua versi peraturan",)),
    Shot("istilah", "/terms", "text=bunyi definisi", ("text=Hanya yang definisinya berbeda",)),
    Shot("orientasi", "/orientation", ".stGraphVizChart svg"),
    Shot("dokumen", "/documents", "table.library"),
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.screenshots", description="Membuat gambar semua layar dari dokumen contoh.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens", help="folder tujuan")
    parser.add_argument("--kb", type=Path, help="basis yang sudah ada; tanpa ini dokumen contoh dibaca ke basis sementara")
    parser.add_argument("--dark", action="store_true", help="tema gelap")
    given = parser.parse_args(arguments)
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_path:
        print("Chromium tidak ditemukan; pasang dahulu, atau sebutkan letaknya di CHROMIUM.", file=sys.stderr)
        return 2
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        base = given.kb or sample_base(Path(scratch))
        with served(base) as address, opened(browser_path) as browser:
            take_all(browser, address, given.out, "dark" if given.dark else "light")
    return 0


def sample_base(folder: Path) -> Path:
    from index.intake import take_in
    from index.library import Library

    take_in(Library(folder / "kb"), [ROOT / "corpus"])
    return folder / "kb"


def take_all(browser: Browser, address: str, out: Path, scheme: str) -> None:
    """A picture a screen, and the phones side by side, three in a picture."""
    phones: list[Image] = []
    for shot in SHOTS:
        save(taken(browser, address, shot, LAPTOP, scheme), out / f"{shot.name}.png")
        phones.append(taken(browser, address, shot, PHONE, scheme))
    for number, start in enumerate(range(0, len(phones), 3), 1):
        save(side_by_side(phones[start : start + 3]), out / f"ponsel-{number}.png")


def taken(browser: Browser, address: str, shot: Shot, size: tuple[int, int], scheme: str) -> Image:
    from PIL import Image

    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="id-ID")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address + shot.path)
    wait_idle(page)
    for target in shot.press:
        page.locator(target).first.click()
    page.locator(shot.shows).first.wait_for()
    wait_idle(page)
    page.evaluate("document.fonts.ready.then(() => Promise.all([...document.images].map((i) => i.decode().catch(() => 0))))")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    context.close()
    return picture


def wait_idle(page: Page) -> None:
    """Until the model is ready and nothing is being drawn."""
    page.get_by_text("Model siap").first.wait_for(state="attached")
    page.wait_for_function(IDLE)


def side_by_side(pictures: list[Image]) -> Image:
    from PIL import Image

    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    strip = Image.new("RGB", (width, max(picture.height for picture in pictures)), "#8a97a6")
    at = 0
    for picture in pictures:
        strip.paste(picture, (at, 0))
        at += picture.width + GAP
    return strip


def save(picture: Image, path: Path) -> None:
    picture.convert("RGB").quantize(COLOURS, dither=0).save(path, optimize=True)
    print(f"{path} ({path.stat().st_size // 1000} kB)", flush=True)


@contextmanager
def opened(browser_path: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        yield browser
        browser.close()


@contextmanager
def served(base: Path) -> Iterator[str]:
    """The address of a front end over a base, for as long as it is needed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    environment = {**os.environ, "RUJUKAN_KB": str(base)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_health(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def await_health(url: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError("antarmuka tidak menjawab")


if __name__ == "__main__":
    sys.exit(main())
