"""What the server gives beside the screens: the base's original files, to be opened at a page, and pictures of pages."""

from __future__ import annotations

import logging
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

LOOPBACK = ("127.0.0.1", "localhost", "::1")
GUARDS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "SAMEORIGIN"}


def routes() -> list[Route]:
    from starlette.routing import Route

    return [Route("/dokumen/{name}", document), Route("/gambar/{key}.png", picture)]


def document_address(document_id: str, suffix: str, page: int | None = None) -> str:
    """Where an original is found; a PDF opens at `page`.

    >>> document_address("uu-14-2008", ".pdf", 3)
    '/dokumen/uu-14-2008.pdf#page=3'
    """
    return f"/dokumen/{quote(document_id, safe='')}{suffix}" + (f"#page={page}" if page and suffix == ".pdf" else "")


def failed(error: Exception) -> bool:
    """Tells a visitor in words that a screen failed; the traceback goes to the terminal. True: Streamlit need not say it again."""
    from ui.drawing import plain
    from ui.texts import t

    logging.getLogger("rujukan").error("layar gagal digambar", exc_info=error)
    plain(t("failed"), "notice stop")
    return True


def own_visitor(request: Request) -> bool:
    """A server on loopback answers only to its own names, so that no page from outside can reach the documents under a name of its own."""
    from streamlit import config

    return config.get_option("server.address") not in LOOPBACK or request.url.hostname in LOOPBACK


def document(request: Request) -> Response:
    """The original file of a document: a PDF to be looked at, anything else only to be saved."""
    from starlette.responses import FileResponse, PlainTextResponse

    from index.database import BaseError
    from ui.state import library

    document_id, suffix = Path(request.path_params["name"]).stem, Path(request.path_params["name"]).suffix
    if not own_visitor(request):
        return PlainTextResponse("Hanya dari komputer ini.", 403)
    try:
        known = library().document(document_id)
        path = library().file_path(document_id)
    except (BaseError, OSError) as error:
        return PlainTextResponse(str(error), 503)
    if known is None or path is None or path.suffix != suffix:
        return PlainTextResponse("Berkas ini tidak ada di dalam basis.", 404)
    if suffix == ".pdf":
        return FileResponse(path, media_type="application/pdf", filename=known.file, content_disposition_type="inline", headers=GUARDS)
    kind = mimetypes.guess_type(known.file)[0] or "application/octet-stream"
    return FileResponse(path, media_type=kind, filename=known.file, headers=GUARDS)


def picture(request: Request) -> Response:
    from starlette.responses import PlainTextResponse
    from starlette.responses import Response as Bytes

    from ingest.values import IngestError
    from ui.pictures import drawn, known

    wanted = known(request.path_params["key"])
    if wanted is None or not own_visitor(request):
        return PlainTextResponse("Gambar ini tidak dikenal; muat ulang layarnya.", 404)
    try:
        return Bytes(drawn(wanted), media_type="image/png", headers={**GUARDS, "Cache-Control": "private, max-age=3600"})
    except IngestError as error:
        return PlainTextResponse(str(error), 404)
