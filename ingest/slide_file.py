"""A presentation (PPTX) as pieces: a slide each, its title first, then its shapes from top to bottom, tables and notes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from pptx import Presentation

from ingest.office import Piece, folded, table_piece

SAME_HEIGHT = 250_000  # EMU (about 7 mm): shapes whose tops are nearer stand side by side
NOTES = "Catatan:"


def pieces(data: bytes) -> tuple[list[Piece], str, str]:
    """(pieces, title, author) of a presentation."""
    show = Presentation(io.BytesIO(data))
    found = [piece for number, slide in enumerate(show.slides, 1) for piece in slide_pieces(slide, number)]
    facts = show.core_properties
    return found, (facts.title or "").strip(), (facts.author or "").strip()


def slide_pieces(slide: Any, number: int) -> Iterator[Piece]:
    shapes = slide.shapes
    heading = shapes.title
    title = folded(heading.text_frame.text) if heading is not None else ()
    body = [piece for shape in ordered(shapes) if heading is None or shape.shape_id != heading.shape_id for piece in shape_pieces(shape)]
    body = [piece for piece in body if piece.lines]
    if not title and body:
        title, body = body[0].lines, body[1:]
    yield Piece("slide", (" ".join(title),) if title else (), num=str(number))
    yield from body
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None and (notes := folded(frame.text)):
        yield Piece("text", (f"{NOTES} {notes[0]}", *notes[1:]))


def ordered(shapes: Iterable[Any]) -> list[Any]:
    """Shapes from top to bottom, those side by side from left to right; one without a place of its own keeps its turn at the top."""
    return sorted(shapes, key=lambda shape: ((shape.top or 0) // SAME_HEIGHT, shape.left or 0))


def shape_pieces(shape: Any) -> Iterator[Piece]:
    if hasattr(shape, "shapes"):  # a group
        for inner in ordered(shape.shapes):
            yield from shape_pieces(inner)
    elif getattr(shape, "has_table", False) and shape.has_table:
        yield table_piece([[cell.text_frame.text for cell in row.cells if not cell.is_spanned] for row in shape.table.rows])
    elif getattr(shape, "has_text_frame", False) and shape.has_text_frame:
        yield Piece("text", folded(shape.text_frame.text))
