"""`python -m ui`: reads the sample documents (only what changed), prints the address, starts the front end."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from index.location import base_folder

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui", description="Menyiapkan basis dan membuka antarmuka di peramban.")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--no-sample", action="store_true", help="jangan membaca dokumen contoh")
    given = parser.parse_args(arguments)
    if not given.no_sample:
        from ingest.__main__ import main as ingest

        code = ingest([])
        if code not in (0, 3):
            return code
    print(f"Buka http://127.0.0.1:{given.port} di peramban (basis: {base_folder()}). Hentikan dengan Ctrl-C.", flush=True)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(given.port)]
    try:
        return subprocess.call(command, cwd=ROOT)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
