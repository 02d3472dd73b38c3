"""A small picture of curves on two logarithmic axes, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 70, 150, 20, 50
COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8a5a9e", "#2d2d2d")


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    points: Sequence[tuple[float, float]]  # both positive


def log_curve(lines: Sequence[Line], across: str, up: str) -> str:
    xs, ys = ([p[axis] for line in lines for p in line.points] for axis in (0, 1))
    x_axis, y_axis = Axis(decades(xs), LEFT, WIDTH - RIGHT), Axis(decades(ys), HEIGHT - BOTTOM, TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for value in x_axis.ticks():
        parts += [
            rule(x_axis.at(value), TOP, x_axis.at(value), HEIGHT - BOTTOM),
            label(x_axis.at(value), HEIGHT - BOTTOM + 18, f"{value:,.0f}"),
        ]
    for value in y_axis.ticks():
        parts += [rule(LEFT, y_axis.at(value), WIDTH - RIGHT, y_axis.at(value)), label(LEFT - 8, y_axis.at(value) + 4, f"{value:g}", "end")]
    for place, (line, colour) in enumerate(zip(lines, COLOURS, strict=False)):
        dots = [(x_axis.at(x), y_axis.at(y)) for x, y in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in dots]
        parts.append(label(WIDTH - RIGHT + 12, TOP + 14 + 20 * place, line.name, "start", colour))
    parts += [label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, across), label(LEFT - 8, TOP - 6, up, "middle"), "</svg>"]
    return "\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class Axis:
    """Powers of ten from one to another, between two pixels."""

    powers: tuple[int, int]
    start: float
    end: float

    def at(self, value: float) -> float:
        low, high = self.powers
        return self.start + (self.end - self.start) * (math.log10(value) - low) / (high - low)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.powers[0], self.powers[1] + 1)]


def decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def label(x: float, y: float, text: str, anchor: str = "middle", colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
