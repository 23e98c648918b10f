"""The bytes of an item's parts as they leave the archive: papers as PDF/A, files as they were taken in."""

from __future__ import annotations

from dataclasses import dataclass

from renda.foundation.hashing import sha256_hex
from renda.kernel.archive.models import ArchiveItem, ItemPart
from renda.kernel.documents import papers
from renda.kernel.files import blobs
from renda.kernel.files.kinds import MIME
from renda.kernel.files.names import clean_name

NAME_LENGTH = 60


@dataclass(frozen=True)
class Content:
    """One file: ``name`` is safe everywhere, ``format`` a MIME type, ``made_by`` what wrote it."""

    name: str
    title: str
    format: str
    made_by: str
    data: bytes

    @property
    def digest(self) -> str:
        return sha256_hex(self.data)


def contents(item: ArchiveItem) -> list[Content]:
    """Every part of an item in its order. Raises DamagedFile when a file is missing or changed."""
    return [content(part) for part in item.parts.select_related("paper", "file")]


def content(part: ItemPart) -> Content:
    """One part. Raises DamagedFile."""
    stem = f"{part.position:02d}-{safe(part.title)}"
    if part.paper_id:
        data = papers.as_pdf(part.paper, pdfa=True).bytes
        return Content(f"{stem}.pdf", part.title, f"{MIME['pdf']}; PDF/A-2b", "人大办", data)
    kind = part.file.kind
    name = stem if stem.lower().endswith(f".{kind}") else f"{stem}.{kind}"
    return Content(name, part.title, MIME[kind], "原文件带来", blobs.read(part.file.sha256))


def safe(text: str) -> str:
    """A name that every system takes; folders and odd characters in it become plain ones."""
    plain = text.replace("/", "／").replace("\\", "＼").replace("\n", "").strip()
    return clean_name(plain, NAME_LENGTH) if plain else "材料"
