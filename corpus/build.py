"""Builds the sample PDFs from their sources: `python -m corpus.build [NAME ...] [--out FOLDER]`.

A source is `corpus/sources/<name>.<layout>.src` and becomes `<name>.pdf`. Four layouts, one module each, each with
`render(source_text: str, pdf_path: Path) -> None`:

    regulation   Peraturan and Keputusan on F4 pages: the text format stands at the top of `corpus/regulation_text.py`
    scan         the same source as a regulation, made into a picture of paper that went through a scanner
    plan         master plans and handbooks on A4 pages: the text format stands at the top of `corpus/markup.py`
    slides       training slides in landscape: the same format
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
SUFFIX = ".src"  # none that `python -m ingest corpus` would take for a document
LAYOUTS = {
    "regulation": "corpus.layout_regulation",
    "scan": "corpus.scan",
    "plan": "corpus.layout_plan",
    "slides": "corpus.layout_slides",
}


def sources(folder: Path = SOURCES) -> dict[str, Path]:
    """Document name -> its source, in order of names. Raises ValueError for a file that is no source of a known layout."""
    found = sorted(folder.iterdir())
    strange = [path.name for path in found if path.suffix != SUFFIX or layout_of(path) not in LAYOUTS]
    if strange:
        raise ValueError(f"bukan sumber <nama>.<tata letak>{SUFFIX} dengan tata letak yang dikenal: {', '.join(strange)}")
    return {name_of(path): path for path in found}


def name_of(source: Path) -> str:
    return source.name.removesuffix(SUFFIX).rpartition(".")[0]


def layout_of(source: Path) -> str:
    return source.name.removesuffix(SUFFIX).rpartition(".")[2]


def build(source: Path, out: Path) -> Path:
    """Renders one source into the folder `out`; returns the PDF's path. Raises ValueError where the source is not well formed."""
    pdf_path = out / f"{name_of(source)}.pdf"
    import_module(LAYOUTS[layout_of(source)]).render(source.read_text(encoding="utf-8"), pdf_path)
    return pdf_path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.build", description="Membuat PDF dokumen contoh dari sumbernya.")
    parser.add_argument("names", nargs="*", metavar="NAMA", help="nama dokumen; tanpa nama, semuanya")
    parser.add_argument("--out", type=Path, default=HERE, metavar="FOLDER", help="folder tujuan (bawaan: corpus)")
    options = parser.parse_args(arguments)
    known = sources()
    unknown = [name for name in options.names if name not in known]
    if unknown:
        parser.error(f"tidak ada sumber bernama {', '.join(unknown)}; yang ada: {', '.join(known)}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.names or known:
        print(build(known[name], options.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
