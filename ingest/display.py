"""Where things stand on a page as it is displayed: its crop box and rotation applied, points, origin at the top left."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Box = tuple[float, float, float, float]  # x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class Display:
    """The page's box in its own coordinates (origin at the bottom left), and its clockwise rotation in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box in the page's own coordinates, as it is displayed.

        >>> Display(0, 0, 100, 200, 0).box(10, 20, 30, 40), Display(0, 0, 100, 200, 90).box(10, 20, 30, 40)
        ((10, 160, 30, 180), (20, 10, 40, 30))
        """
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    def object_box(self, item: pdfium.PdfObject) -> Box:
        """The box of a page object, also where it stands inside a form whose coordinates are its own."""
        left, bottom, right, top = item.get_bounds()
        holder = item.container
        while holder is not None:
            matrix = holder.get_matrix()
            corners = [matrix.on_point(x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
            holder = holder.container
        return self.box(left, bottom, right, top)


def display(page: pdfium.PdfPage) -> Display:
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(rect)):
        width, height = page.get_size()
        return Display(0.0, 0.0, width, height, 0)
    return Display(rect.left, rect.bottom, rect.right, rect.top, page.get_rotation())
