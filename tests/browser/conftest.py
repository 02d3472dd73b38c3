"""The front end in a real browser: one server over the sample base, one Chromium, and a check that nothing leaves this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser.looking import LAPTOP, settled

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
DRAWN = "main h1, main .notice, main [id^=sumber]"  # a screen's title, or the answer that takes its place


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium tidak terpasang di mesin ini"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(base, **environment):
    """A running front end over a base, and its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "RUJUKAN_KB": str(base), **environment}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.25)
    return server, f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def start():
    """Starts front ends over bases; all are ended with the tests."""
    servers = []

    def begin(base, **environment):
        server, address = serve(base, **environment)
        servers.append(server)
        return address

    yield begin
    for server in servers:
        server.terminate()
    for server in servers:
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def copied(sample_base, tmp_path_factory):
    """Makes copies of the sample base that tests may change."""

    def copy():
        folder = tmp_path_factory.mktemp("copied") / "kb"
        shutil.copytree(sample_base, folder)
        return folder

    return copy


@pytest.fixture(scope="session")
def address(start, copied):
    """The front end that most tests share: they may tick and ask, and add or remove nothing."""
    return start(copied())


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium):
    """Opens windows of the browser; afterwards every request of theirs must have stayed on this machine."""
    hosts, contexts = set(), []

    def opened(viewport=LAPTOP, scheme="light"):
        context = chromium.new_context(viewport=viewport, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.on("request", lambda request: hosts.add(host(request.url)) if request.url.startswith(("http", "ws")) else None)
        page.on("websocket", lambda socket: hosts.add(host(socket.url)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert hosts <= {"127.0.0.1"}


def host(url):
    return url.split("/")[2].split(":")[0]


@pytest.fixture
def visit(window, address):
    """Opens a path of the front end over the sample base, and waits until what is on it can be clicked."""

    def open_path(path, **how):
        page = window(**how)
        page.goto(address + path)
        page.locator(DRAWN).first.wait_for()
        settled(page)
        return page

    return open_path
