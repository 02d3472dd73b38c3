"""How a citation is said: where it stands, and as a lawyer would write it."""

from __future__ import annotations

import re

from answer.values import Citation
from ingest.values import PolicyDocument

CONTINUED = re.compile(r" \(lanjutan\)$")
HEADS = {
    "Perbup": "Kabupaten ",
    "Kepbup": "Kabupaten ",
    "Perwali": "Kota ",
    "Kepwali": "Kota ",
}  # "Peraturan Bupati Arunika", not "… Kabupaten Arunika"


def page_words(citation: Citation) -> str:
    """The page as it may be cited: the printed number, or the page of the PDF clearly called so.

    A printed number that is not the page of the PDF is said with it.
    """
    if not citation.page_label:
        return f"halaman PDF {citation.page} (tanpa nomor tercetak)"
    if citation.page_label == str(citation.page):
        return f"hlm. {citation.page_label}"
    return f"hlm. {citation.page_label} (halaman PDF {citation.page})"


def written_out(document: PolicyDocument) -> str:
    """A document with its form written out: "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik"."""
    from ingest.forms import by_any_name, squeeze

    if not (document.form and document.number):
        return document.title
    form = by_any_name().get(squeeze(document.form))
    long = form.names[0] if form else document.form
    region = (document.region or "").removeprefix(HEADS.get(document.form, "\0"))
    if region and region in long:
        region = ""
    year = f" Tahun {document.year}" if document.year and str(document.year) not in document.number else ""
    return f"{long}{' ' + region if region else ''} Nomor {document.number}{year} tentang {document.title}"


def legal_citation(citation: Citation, document: PolicyDocument | None) -> str:
    """ "Pasal 3 ayat (1) Undang-Undang Nomor … Tahun … tentang …, hlm. 4": what is put in a letter."""
    name = written_out(document) if document else citation.title
    joint = " " if document and document.number else ", "
    return f"{CONTINUED.sub('', citation.locator)}{joint}{name}, {page_words(citation)}"
