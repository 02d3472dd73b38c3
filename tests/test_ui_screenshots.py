"""The pictures of screens: small, side by side, and a sentence where there is no browser."""

import numpy as np
from PIL import Image

from ui import screenshots
from ui.main import SCREENS
from ui.screenshots import GAP, SHOTS, main, save, side_by_side


def test_every_screen_has_its_picture():
    modules = {module.__name__.removeprefix("ui.") for module in SCREENS.values()}
    assert {shot.name for shot in SHOTS} == modules


def test_phones_stand_side_by_side_with_a_gap():
    strip = side_by_side([Image.new("RGB", (30, 50), "white"), Image.new("RGB", (20, 40), "black")])
    assert strip.size == (50 + GAP, 50)
    assert strip.getpixel((30 + GAP, 10)) == (0, 0, 0)


def test_a_picture_is_kept_small_and_its_colours_near(tmp_path):
    picture = Image.fromarray(np.linspace(0, 255, 200 * 300).astype(np.uint8).reshape(200, 300)).convert("RGB")
    save(picture, tmp_path / "a.png")
    kept = Image.open(tmp_path / "a.png")
    assert kept.mode == "P"
    assert np.abs(np.asarray(kept.convert("RGB")).astype(int) - np.asarray(picture).astype(int)).max() <= 8


def test_without_a_browser_it_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(screenshots.shutil, "which", lambda name: None)
    assert main(["--out", str(tmp_path / "gambar")]) == 2
    assert "Chromium tidak ditemukan" in capsys.readouterr().err
    assert not (tmp_path / "gambar").exists()
