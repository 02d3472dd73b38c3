"""Shared by all tests: no network but loopback, a base of the sample documents, the real documents where they are."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real"
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "false"
os.environ["HF_HUB_OFFLINE"] = "1"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NetworkBlocked(AssertionError):
    """Something tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Whatever leaves this machine fails the test that caused it."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise NetworkBlocked(f"connection to {address}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(scope="session")
def sample_base(tmp_path_factory):
    """The folder of a base with all sample documents, read as a user would read them."""
    from index.intake import take_in
    from index.library import Library

    folder = tmp_path_factory.mktemp("kb")
    report = take_in(Library(folder), [ROOT / "corpus"])
    assert not report.refused
    return folder


@pytest.fixture(scope="session")
def sample(sample_base):
    from index.library import Library

    return Library(sample_base)


@pytest.fixture(scope="session")
def real_folder():
    if not (REAL / "pdf").is_dir():
        pytest.skip("dokumen nyata tidak ada di ../shared/real")
    return REAL
