"""Taking files in: ``accept`` judges, cleans and stores an upload."""

from __future__ import annotations

import io
import uuid
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from renda.kernel.files import blobs, pictures
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.kinds import MIME, PICTURES, kind_of
from renda.kernel.files.limits import DEFAULT, MB, Limits
from renda.kernel.files.models import StoredFile
from renda.kernel.files.names import clean_name, extension
from renda.kernel.files.office import BROKEN, LOCKED


def accept(
    upload: bytes | BinaryIO,
    filename: str | bytes,
    *,
    limits: Limits = DEFAULT,
    town_id: uuid.UUID | None = None,
    created_by: str = "",
) -> StoredFile:
    """Judge an upload and store it.

    Args:
        upload: the bytes, or a file opened for reading bytes.
        filename: the name it came with; may hold folders, GB18030 bytes, 300 characters.
        limits: how big it may be.
        town_id: the town it belongs to.
        created_by: who brought it (a label, for people to read).

    Returns:
        The saved row. For a photo its ``photo`` attribute (not stored) says when and where it was
        taken; the stored bytes no longer do.

    Raises:
        RefusedFile: with the reason and what to do, in Chinese.
    """
    data = _read(upload, limits)
    name = clean_name(filename, limits.name_length)
    kind = kind_of(data, extension(name), limits)
    _refuse_too_big(len(data), limits.for_kind(kind))
    if kind == "tif" and (pages := pictures.as_pdf(data, limits)) is not None:
        data, kind, name = pages, "pdf", _ending_in(name, "pdf")
    stored = StoredFile(
        kind=kind, mime=MIME[kind], original_name=name, town_id=town_id, created_by=created_by[:80]
    )
    if kind in PICTURES:
        data = _take_picture(stored, data, limits)
    elif kind == "pdf":
        stored.pages = pdf_pages(data, limits)
    stored.size = len(data)
    stored.sha256 = blobs.put(data)
    stored.save(force_insert=True)
    return stored


def keep(
    data: bytes, filename: str, kind: str, *, town_id: uuid.UUID | None = None, created_by: str = ""
) -> StoredFile:
    """Store a paper that the product itself made (no judging); ``kind`` is a key of ``kinds.MIME``."""
    stored = StoredFile(
        kind=kind,
        mime=MIME[kind],
        original_name=clean_name(filename),
        town_id=town_id,
        created_by=created_by[:80],
        size=len(data),
        sha256=blobs.put(data),
    )
    if kind == "pdf":
        stored.pages = pdf_pages(data, DEFAULT)
    stored.save(force_insert=True)
    return stored


def _read(upload: bytes | BinaryIO, limits: Limits) -> bytes:
    data = upload if isinstance(upload, bytes) else upload.read(limits.largest + 1)
    _refuse_too_big(len(data), limits.largest)
    return data


def _refuse_too_big(size: int, allowed: int) -> None:
    if size > allowed:
        raise RefusedFile(f"文件太大，这种文件最大 {allowed // MB} MB。请压缩图片或拆成几份再上传。")


def _take_picture(stored: StoredFile, data: bytes, limits: Limits) -> bytes:
    picture = pictures.prepare(data, stored.kind, limits)
    stored.is_image, stored.width, stored.height = True, picture.width, picture.height
    stored.thumbnail_sha256 = blobs.put(picture.thumbnail)
    stored.photo = picture.facts
    if written_as := pictures.WRITTEN_AS.get(stored.kind):
        stored.kind, stored.mime = written_as, MIME[written_as]
        stored.original_name = _ending_in(stored.original_name, written_as)
    return picture.data


def _ending_in(name: str, kind: str) -> str:
    """A file name with the ending of what it is stored as."""
    return f"{name.rpartition('.')[0] or name}.{kind}"


def pdf_pages(data: bytes, limits: Limits) -> int:
    """How many pages a PDF has. The number is taken from the page tree's head, so a hostile tree is not walked.

    Raises RefusedFile: locked, damaged, too many.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedFile(LOCKED)
        pages = int(reader.trailer["/Root"]["/Pages"]["/Count"])
    except RefusedFile:
        raise
    except (PyPdfError, KeyError, TypeError, ValueError, AttributeError, RecursionError, OSError) as error:
        raise RefusedFile(BROKEN) from error
    if not 1 <= pages <= limits.pdf_pages:
        raise RefusedFile(
            BROKEN if pages < 1 else f"PDF 有{pages}页，最多{limits.pdf_pages}页，请拆成几份再上传。"
        )
    return pages
