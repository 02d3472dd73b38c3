"""Which base a command means."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT = Path(__file__).resolve().parent.parent / ".kb"


def base_folder(given: Path | str | None = None) -> Path:
    """The folder named on the command line, else RUJUKAN_KB, else .kb beside the project."""
    return Path(given or os.environ.get("RUJUKAN_KB") or DEFAULT)
