"""Pictures of pages: a screen names one and gets its address; the browser fetches it by itself, so that the words need not wait."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache

REMEMBERED = 4096  # addresses
DRAWN = 64  # pictures kept


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Page `number` of the file at `path` with `boxes` (points, origin at the top left) marked, `scale` pixels per point."""

    path: str
    number: int
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    scale: float = 1.53

    @property
    def key(self) -> str:
        return hashlib.sha256(repr((self.path, self.number, self.boxes, self.scale)).encode()).hexdigest()[:32]


_known: OrderedDict[str, PagePicture] = OrderedDict()
_lock = threading.Lock()


def address(picture: PagePicture) -> str:
    """Where the browser finds the picture: no other page of any file can be asked for."""
    with _lock:
        _known[picture.key] = picture
        _known.move_to_end(picture.key)
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return f"/gambar/{picture.key}.png"


def known(key: str) -> PagePicture | None:
    with _lock:
        return _known.get(key)


@lru_cache(DRAWN)
def drawn(picture: PagePicture) -> bytes:
    """PNG. Raises IngestError where the page cannot be drawn."""
    from ingest.picture import render_page

    return render_page(picture.path, picture.number, picture.boxes, picture.scale)
