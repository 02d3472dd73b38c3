"""A PDF becomes pages: each by its text layer where that can be trusted, else by OCR; with labels, outline and metadata of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest import about
from ingest.gate import layer, layer_facts
from ingest.ocr import OcrTimeout, has_ink, ocr_page
from ingest.pages import text_page
from ingest.values import IngestError, Page

Progress = Callable[[str, int, int], None]  # stage, done, of how many
MOST_PAGES = 5000
HEAD = 1024  # bytes in which "%PDF-" must stand
MUCH_MORE = 1.5  # OCR of a page with a few typed characters counts where it read so many times more
TRUSTED_OCR = 0.80  # confidence from which OCR is preferred to a ruined text layer


@dataclass(frozen=True, slots=True)
class Extraction:
    """The pages of one file and what the file says of itself. `warnings` are plain Indonesian."""

    pages: tuple[Page, ...]
    title: str = ""
    author: str = ""
    outline: tuple[about.Bookmark, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    ocr: bool
    cache_dir: Path | None


def extract(
    path: Path, *, password: str | None = None, ocr: bool = True, cache_dir: Path | None = None, progress: Progress | None = None
) -> Extraction:
    """All pages of a PDF. A page that cannot be read is kept, flagged and warned about; raises IngestError where the file is none."""
    path = Path(path)
    with opened(path, password) as (pdf, data, mended):
        count = len(pdf)
        if count == 0:
            raise IngestError(path, "PDF ini tidak memiliki halaman")
        if count > MOST_PAGES:
            raise IngestError(path, f"PDF ini memiliki {count} halaman; paling banyak {MOST_PAGES} dapat dibaca")
        told = about.read_about(data, password)
        pages, warnings = [], ["berkas rusak dan diperbaiki sebelum dibaca; periksa kelengkapan halamannya"] if mended else []
        for i in range(count):
            page, warning = read_page(pdf, i, data, password, Options(ocr, cache_dir))
            pages.append(replace(page, label=told.labels.get(i + 1)))
            warnings += [f"halaman {i + 1}: {warning}"] if warning else []
            if progress:
                progress("ocr" if page.ocr else "teks", i + 1, count)
    return Extraction(tuple(pages), told.title, told.author, told.outline, tuple(warnings))


@contextmanager
def opened(path: Path, password: str | None) -> Iterator[tuple[pdfium.PdfDocument, bytes, bool]]:
    """(document, its bytes, whether it had to be mended first). Raises IngestError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IngestError(path, f"berkas tidak dapat dibaca ({error.strerror})") from error
    if not data:
        raise IngestError(path, "berkas kosong (0 bita)")
    if b"%PDF-" not in data[:HEAD]:
        raise IngestError(path, "berkas ini bukan PDF")
    pdf, mended = None, False
    try:
        pdf = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        if is_locked(error):
            raise IngestError(path, locked(password)) from error
        data, mended = about.mended(data, password) or b"", True
    if pdf is None or (len(pdf) == 0 and (data := about.mended(data, password) or b"")):
        pdf, mended = reopened(path, data), True
    try:
        yield pdf, data, mended
    finally:
        pdf.close()


def reopened(path: Path, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise IngestError(path, "berkas rusak atau terpotong dan tidak dapat diperbaiki") from error


def is_locked(error: pdfium.PdfiumError) -> bool:
    return getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD


def locked(password: str | None) -> str:
    return "kata sandi yang diberikan salah" if password else "berkas dikunci dengan kata sandi; buka kuncinya atau berikan kata sandinya"


def read_page(pdf: pdfium.PdfDocument, index: int, data: bytes, password: str | None, options: Options) -> tuple[Page, str]:
    """(page, warning or ""). Whatever one page does, the others are read."""
    number = index + 1
    try:
        page = pdf[index]
        typed = text_page(page, number)
        kind = layer(layer_facts(page, typed))
    except (pdfium.PdfiumError, ValueError, OverflowError) as error:
        text = about.second_opinion(data, index, password)
        broken = Page(number, text, *about.A4, readable=bool(text))
        return broken, f"halaman rusak ({error}); " + ("hanya teksnya yang terbaca, tanpa letaknya" if text else "tidak terbaca")
    try:
        if kind == "text" or (kind == "blank" and not has_ink(page)):
            return typed, ""
        if not options.ocr:
            return without_ocr(typed, kind)
        return choose(typed, ocr_page(page, number, options.cache_dir), kind)
    except OcrTimeout:
        return replace(typed, readable=bool(typed.text)), "OCR dihentikan karena terlalu lama"
    except pdfium.PdfiumError as error:
        return replace(typed, readable=bool(typed.text)), f"gambar halaman tidak dapat dibuat ({error})"
    finally:
        page.close()


def without_ocr(typed: Page, kind: str) -> tuple[Page, str]:
    if typed.text:
        return typed, "lapisan teksnya berasal dari OCR lama dan tidak diperiksa ulang" if kind != "none" else ""
    return replace(typed, readable=kind == "blank"), "" if kind == "blank" else "hasil pindaian tanpa teks; OCR tidak dijalankan"


def choose(typed: Page, seen: Page, kind: str) -> tuple[Page, str]:
    """The better of a page's text layer and its OCR."""
    seen = replace(seen, grids=typed.grids or seen.grids)
    if not typed.text:
        return seen, "" if seen.readable else "tidak ada tulisan yang dapat dibaca pada gambarnya"
    if kind == "none":
        return (seen if len(seen.text) > MUCH_MORE * len(typed.text) else typed), ""
    if kind == "ruined" and (seen.confidence or 0.0) < TRUSTED_OCR:
        return typed, "lapisan teksnya rusak dan OCR tidak membacanya lebih baik"
    if not seen.text:
        return typed, "OCR tidak membaca apa pun; teks lapisan lama dipakai"
    return seen, ""
