"""Handing files out so that a browser can only show or save them, never run them."""

from __future__ import annotations

from django.http import FileResponse

from renda.kernel.files import blobs
from renda.kernel.files.kinds import PICTURES
from renda.kernel.files.models import StoredFile

INLINE = PICTURES | {"pdf"}
# Chromium shows no PDF in a sandboxed page; its viewer runs the paper's scripts in its own cage.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox"
)
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


def serve(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """The file as a download; with ``inline`` PDFs and pictures are shown in the page.

    Raises:
        DamagedFile: missing or changed since it was stored.
    """
    shown = inline and stored.kind in INLINE
    response = _response(stored.sha256, stored.mime, stored.original_name, as_attachment=not shown)
    if shown and stored.kind == "pdf":
        response["Content-Security-Policy"] = PDF_POLICY
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def serve_thumbnail(stored: StoredFile) -> FileResponse:
    """The small picture. Raises DamagedFile; ValueError when the file has none."""
    if not stored.thumbnail_sha256:
        raise ValueError("no thumbnail")
    return _response(stored.thumbnail_sha256, "image/jpeg", "thumbnail.jpg", as_attachment=False)


def _response(digest: str, mime: str, name: str, *, as_attachment: bool) -> FileResponse:
    # Django writes the name by RFC 6266 / RFC 5987, which carries Chinese.
    response = FileResponse(
        blobs.open_checked(digest), as_attachment=as_attachment, filename=name, content_type=mime
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
