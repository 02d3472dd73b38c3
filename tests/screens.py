"""The front end on a small base, drawn by Streamlit's AppTest without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

import ui.state
from tests.bases import WordEncoder, library, reading

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "<script>alert(1)</script> **tebal** $x^2$ :red[merah] [klik](http://x.example) <img src=x onerror=alert(1)>"


def base(folder):
    """Two regulations of one title, an amending one that names them, and one whose text tries to be more than text."""
    made = library(folder, WordEncoder())
    common = {"form": "Perbup", "region": "Kabupaten Arunika", "title": "Penyelenggaraan SPBE"}
    old = ["Arsitektur SPBE adalah kerangka dasar layanan.", "Arsitektur ditetapkan oleh Bupati selama lima tahun.", "Pembiayaan dari APBD."]
    new = ["Arsitektur SPBE adalah kerangka dasar layanan.", "Arsitektur ditetapkan oleh Sekretaris Daerah selama tiga tahun.", "Pembiayaan dari APBD."]
    made.add(reading("perbup-arunika-1-2018", old, number="1", year=2018, **common), "/data/satu.pdf")
    revoking = [("mencabut", "perbup-arunika-1-2018"), ("merujuk", "perbup-arunika-1-2018#pasal_2"), ("merujuk", "#pasal_3"), ("merujuk", "uu-25-2009")]
    made.add(reading("perbup-arunika-2-2022", new, number="2", year=2022, relations=revoking, **common), "/data/dua.pdf")
    made.add(reading("perbup-arunika-3-2023", [f"Pejabat jahat wajib mencatat {HOSTILE}."], number="3", year=2023, **common), "/data/tiga.pdf")
    made.checkpoint()
    return made


def app(monkeypatch, folder) -> AppTest:
    """The whole front end on that base, not yet run."""
    monkeypatch.setenv("RUJUKAN_KB", str(folder))
    monkeypatch.setattr(ui.state, "Library", lambda where: library(where, WordEncoder()))
    for cached in (ui.state.library, ui.state.warming):
        cached.clear()
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def screen(monkeypatch, folder, name: str) -> AppTest:
    """One screen on that base, not yet run. `name`: its module in ui/."""
    app(monkeypatch, folder)
    return AppTest.from_string(f"from ui import {name}\n{name}.screen()\n", default_timeout=60)


def drawn(at: AppTest) -> str:
    """All HTML of our own on the screen."""
    return "\n".join(element.proto.body for element in at.get("html"))
