"""A dossier as a folder that opens without the product: list of contents, every paper as PDF and Word, every file.

The archive is written as it is sent: one paper at a time is in memory. Everything from the database is read
beforehand, so that sending needs neither the active town nor a connection.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string

from renda.foundation import clock
from renda.kernel.documents import papers
from renda.kernel.dossiers.filing import manifest_line
from renda.kernel.dossiers.models import Dossier, DossierItem
from renda.kernel.files import blobs
from renda.kernel.files.names import clean_name

CHUNK = 256 * 1024
NAME_LENGTH = 60
INDEX, MANIFEST, HASHES = "index.html", "manifest.json", "hashes.txt"


@dataclass(frozen=True)
class Member:
    """One file of the archive: where it goes and where its bytes come from."""

    path: str
    read: Callable[[], Iterator[bytes]]


@dataclass
class Package:
    """What will be in the archive. ``damaged``: titles of files whose bytes are lost or changed."""

    folder: str
    members: list[Member] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    made_at: datetime = field(default_factory=clock.now)


def prepare(dossier: Dossier) -> Package:
    """Read everything the archive of ``dossier`` needs; two queries."""
    package = Package(safe_name(dossier.title, "案卷"))
    items = list(dossier.items.select_related("paper", "file").order_by("position"))
    lines = [describe(package, item) for item in items]
    manifest = dossier.manifest if dossier.sealed_at else draft_manifest(dossier, items)
    facts = {"dossier": dossier, "lines": lines, "made_at": package.made_at, "damaged": package.damaged}
    page = render_to_string("dossiers/export_index.html", facts)
    package.members.insert(0, from_text(INDEX, page))
    package.members.append(from_text(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)))
    return package


def describe(package: Package, item: DossierItem) -> dict:
    """Add the files of one item to the package; gives its line in the list of contents."""
    name = f"{item.position:03d}-{safe_name(item.title, '材料')}"
    files: list[tuple[str, str]] = []
    if item.paper_id:
        files = [(f"{name}.pdf", "打印版"), (f"{name}.docx", "可编辑版")]
        package.members.append(Member(files[0][0], lambda: iter([papers.as_pdf(item.paper, pdfa=True).bytes])))
        package.members.append(Member(files[1][0], lambda: iter([papers.as_docx(item.paper)])))
    elif item.file_id and blobs.is_whole(item.file.sha256):
        path = f"{item.position:03d}-{safe_name(item.file.original_name, '文件')}"
        files = [(path, "原件")]
        package.members.append(Member(path, lambda: read_blob(item.file.sha256)))
    elif item.file_id:
        package.damaged.append(item.title)
    return {"item": item, "files": files, "is_damaged": bool(item.file_id) and not files}


def draft_manifest(dossier: Dossier, items: list[DossierItem]) -> dict:
    """The manifest of a dossier that is not sealed yet, marked as such."""
    return {
        "title": dossier.title,
        "number": dossier.number,
        "sealed": False,
        "items": [manifest_line(item) for item in items],
    }


def safe_name(text: str, otherwise: str) -> str:
    """A name for a file that every system takes; folders and odd characters in it become plain ones."""
    plain = text.replace("/", "／").replace("\\", "＼").replace("\n", "").strip()
    return clean_name(plain, NAME_LENGTH) if plain else otherwise


def from_text(path: str, text: str) -> Member:
    return Member(path, lambda: iter([text.encode()]))


def read_blob(digest: str) -> Iterator[bytes]:
    with blobs.open_checked(digest) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


class Outlet(io.RawIOBase):
    """What the archive writer writes into; ``take`` gives what has come since the last time."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def stream(package: Package) -> Iterator[bytes]:
    """The archive in pieces, the digests of all its files last."""
    outlet = Outlet()
    hashes: list[str] = []
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for member in package.members:
            yield from write_member(archive, outlet, package, member, hashes)
        listing = from_text(HASHES, "\n".join(hashes) + "\n")
        yield from write_member(archive, outlet, package, listing, [])
    yield outlet.take()


def write_member(
    archive: zipfile.ZipFile, outlet: Outlet, package: Package, member: Member, hashes: list[str]
) -> Iterator[bytes]:
    """Write one file and note its SHA-256 (the form that ``sha256sum -c`` reads)."""
    local = package.made_at.astimezone(clock.ZONE)
    info = zipfile.ZipInfo(f"{package.folder}/{member.path}", local.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    digest = hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as target:
        for chunk in member.read():
            digest.update(chunk)
            target.write(chunk)
            if ready := outlet.take():
                yield ready
    hashes.append(f"{digest.hexdigest()}  {member.path}")
    yield outlet.take()
