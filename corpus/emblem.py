"""The emblem of the fictional kabupaten: a shield with a rising sun over water. No official emblem is used in sample documents."""

from __future__ import annotations

import math

from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

SIZE = 58.0  # points


class Emblem(Flowable):
    """The emblem, centred in a column of the given width, in points."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self.width, self.height = width, SIZE

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        draw_emblem(self.canv, self.width / 2, SIZE)


def draw_emblem(canvas: Canvas, middle: float, size: float) -> None:
    """Line art, `size` points high, standing on y = 0."""
    canvas.saveState()
    canvas.translate(middle, 0)
    canvas.scale(size / 100, size / 100)
    canvas.setStrokeColor(black)
    canvas.setFillColor(black)
    shield(canvas, 1.0, 3.0)
    shield(canvas, 0.9, 1.0)
    sun(canvas)
    for row in range(3):
        wave(canvas, 34 - 9 * row, 27 - 5 * row)
    canvas.restoreState()


def shield(canvas: Canvas, scale: float, line: float) -> None:
    canvas.saveState()
    canvas.translate(0, 50 * (1 - scale))
    canvas.scale(scale, scale)
    canvas.setLineWidth(line)
    path = canvas.beginPath()
    path.moveTo(-40, 96)
    path.curveTo(-14, 91, 14, 91, 40, 96)
    path.lineTo(40, 48)
    path.curveTo(40, 22, 20, 8, 0, 2)
    path.curveTo(-20, 8, -40, 22, -40, 48)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def sun(canvas: Canvas) -> None:
    canvas.setLineWidth(1.6)
    path = canvas.beginPath()
    path.arc(-13, 31, 13, 57, 0, 180)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)
    for step in range(9):
        angle = math.pi * step / 8
        x, y = math.cos(angle), math.sin(angle)
        canvas.line(17 * x, 44 + 17 * y, 29 * x, 44 + 29 * y)
    canvas.line(-33, 42, 33, 42)


def wave(canvas: Canvas, y: float, half: float) -> None:
    canvas.setLineWidth(1.8)
    path = canvas.beginPath()
    path.moveTo(-half, y)
    step = half / 2
    for i in range(4):
        x = -half + step * i
        lift = 4 if i % 2 == 0 else -4
        path.curveTo(x + step / 3, y + lift, x + 2 * step / 3, y + lift, x + step, y)
    canvas.drawPath(path, stroke=1, fill=0)
