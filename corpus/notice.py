"""What all sample documents share: the notice on every page and the settings that make a rebuild give the same bytes."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

NOTICE = "Dokumen contoh, bukan naskah resmi"
SAME_BYTES = {"invariant": 1, "pageCompression": 0}  # no dates, no random id, and nothing that depends on the machine's zlib
CREATOR = "Rujukan, dokumen contoh"


def draw_notice(canvas: Canvas, page_width: float, y: float = 22.0, size: float = 7.0) -> None:
    """The notice in small grey letters, centred `y` points above the lower edge."""
    canvas.saveState()
    canvas.setFont("Helvetica", size)
    canvas.setFillColor(HexColor("#5A5A5A"))
    canvas.drawCentredString(page_width / 2, y, NOTICE)
    canvas.restoreState()
