"""What is checked: some items with their parts, read once, and the package that was written, where there is one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from renda.kernel.archive.models import ArchiveItem, Fonds, ItemPart
from renda.kernel.documents import papers
from renda.kernel.documents.engine.model import OfficialPaper, PaperError
from renda.kernel.files import blobs
from renda.law import yamlfile


@dataclass(frozen=True)
class Written:
    """A package as it lies on the carrier: ``faults`` by check, found while it was written and read back."""

    files: int
    bytes: int
    faults: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass
class Subject:
    """``items`` in the order of their numbers; ``written`` only before handing over."""

    items: list[ArchiveItem]
    written: Written | None = None

    @cached_property
    def parts(self) -> dict[Any, list[ItemPart]]:
        """The parts of each item by its id."""
        rows = ItemPart.objects.filter(item__in=[item.pk for item in self.items]).select_related(
            "paper", "file"
        )
        found: dict[Any, list[ItemPart]] = {item.pk: [] for item in self.items}
        for part in rows.order_by("item_id", "position"):
            found[part.item_id].append(part)
        return found

    @cached_property
    def fonds(self) -> str:
        owner = Fonds.objects.first()
        return owner.number if owner else ""

    @cached_property
    def bytes_of(self) -> dict[str, bytes | None]:
        """Sound files by digest, None where one is missing or changed; each is read once."""
        return {part.sha256: read(part) for part in self.filed()}

    @cached_property
    def papers(self) -> dict[Any, OfficialPaper | None]:
        """Structured papers by id, None where the content can't be read any more."""
        return {part.paper_id: structured(part) for _, part in self.every() if part.paper_id}

    def filed(self) -> Iterable[ItemPart]:
        """The parts that are files."""
        return (part for parts in self.parts.values() for part in parts if part.file_id)

    def every(self) -> Iterable[tuple[ArchiveItem, ItemPart]]:
        return ((item, part) for item in self.items for part in self.parts[item.pk])


def read(part: ItemPart) -> bytes | None:
    return blobs.read(part.sha256) if blobs.is_whole(part.sha256) else None


def structured(part: ItemPart) -> OfficialPaper | None:
    try:
        return papers.official(part.paper)
    except PaperError:
        return None


@cache
def limits() -> Mapping[str, Any]:
    """The numbers and lists of catalogue.yaml."""
    return yamlfile.read(Path(__file__).with_name("catalogue.yaml"), "catalogue.yaml")


def metadata(item: ArchiveItem) -> dict[str, Any]:
    """What is known of an item, by the Chinese names of its fields: for the folder, and to be read by other programs."""
    return {
        "档号": item.code,
        "年度": item.year,
        "保管期限": item.get_retention_display(),
        "问题": item.category_label,
        "件号": item.serial,
        "题名": item.title,
        "责任者": item.organ,
        "文号": item.number,
        "日期": item.dated_on.isoformat(),
        "密级": item.secrecy,
        "页数": item.pages,
        "备注": item.remark,
        "归档时间": item.filed_at.isoformat(),
        "归档人": item.filed_by,
    }


def as_text(item: ArchiveItem) -> str:
    return json.dumps(metadata(item), ensure_ascii=False, sort_keys=True)
