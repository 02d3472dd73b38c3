"""The picture of how works hang together, as a Graphviz text that the browser lays out by itself, without a network."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence

from answer.orientation import Link, Work
from answer.starters import called

LIGHT = {
    "box": "#eef4fa",
    "text": "#16202b",
    "repealed": "#e3e6ea",
    "mengubah": "#8a5a00",
    "mencabut": "#a11d1d",
    "melaksanakan": "#0b5a8a",
    "merujuk": "#5b6775",
}
DARK = {"box": "#1d2c3c", "text": "#e8edf2", "repealed": "#2b3036", "mengubah": "#e0a94a", "mencabut": "#ff8f8f", "melaksanakan": "#7cc0f0", "merujuk": "#a9b6c4"}  # fmt: skip
LINES = {
    "mengubah": "penwidth=2.4",
    "mencabut": "penwidth=2 style=dashed",
    "melaksanakan": "penwidth=1.6",
    "merujuk": "style=dotted penwidth=1.3",
}
BREAK = '<br align="left"/>'
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def dot(works: Sequence[Work], links: Sequence[Link], dark: bool) -> str:
    """Left to right from the highest form: an arrow points to what is implemented, amended, repealed or referred to."""
    colours = DARK if dark else LIGHT
    ids = {work.key: f"w{i}" for i, work in enumerate(works)}
    shape = f'shape=box style="rounded,filled" fontname="sans-serif" fontsize=12 fontcolor="{colours["text"]}" color="{colours["melaksanakan"]}"'
    lines = ["digraph {", 'rankdir=LR bgcolor="transparent" nodesep=0.18 ranksep=0.9', f"node [{shape}]", "edge [dir=back arrowsize=0.8]"]
    for work in works:
        fill = colours["repealed" if work.repealed else "box"]
        lines.append(f'{ids[work.key]} [label=<{label(work)}> fillcolor="{fill}"]')
    for link in links:
        lines.append(f'{ids[link.target]} -> {ids[link.source]} [color="{colours[link.verb]}" {LINES[link.verb]}]')
    return "\n".join([*lines, "}"])


def label(work: Work) -> str:
    """The name in bold, the subject below it, as Graphviz's own small HTML; document text is escaped."""
    name = wrapped(called(work.first), 26, 3)
    about = wrapped(work.title, 30, 2)
    return f"<b>{name}</b>{BREAK}" + (f'<font point-size="10">{about}{BREAK}</font>' if about else "")


def wrapped(text: str, width: int, lines: int) -> str:
    parts = textwrap.wrap(CONTROL.sub(" ", text), width)
    shown = [*parts[: lines - 1], parts[lines - 1] + " …"] if len(parts) > lines else parts
    return BREAK.join(html.escape(part) for part in shown)
