"""Sheets of the archive: the catalogue of items, a box's note and the label of its spine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.archive.models import ArchiveItem, Box, Fonds
from renda.kernel.archive.printing.drawing import draw
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.engine.templates import fill


def catalogue(items: Sequence[ArchiveItem], scope: str) -> OfficialPaper:
    """The catalogue (归档文件目录): nine columns, landscape, by number (DA/T 22-2015 clause 6.6)."""
    owner = Fonds.objects.first()
    facts = {
        "fonds": owner.number if owner and owner.number else "（未登记）",
        "fonds_name": owner.name if owner else "",
        "scope": scope,
        "items": [line(item) for item in sorted(items, key=order)],
        "piece_total": str(len(items)),
        "page_total": str(sum(item.pages or 0 for item in items)),
        "date": date_zh(clock.today()),
    }
    return fill("item_catalogue", facts)


def order(item: ArchiveItem) -> tuple:
    """Items in the order of their numbers."""
    return (item.genre, item.year, item.retention, item.category, item.serial)


def line(item: ArchiveItem) -> dict[str, str]:
    """One item as the catalogue has it; the date in eight digits."""
    return {
        "code": item.code,
        "number": item.number,
        "responsible": item.organ,
        "title": item.title,
        "dated_on": f"{item.dated_on:%Y%m%d}",
        "secrecy": item.secrecy,
        "pages": str(item.pages) if item.pages else "",
        "remark": item.remark,
    }


def box_note(box: Box) -> OfficialPaper:
    """The note at the end of a box (备考表)."""
    return fill(
        "box_note",
        {
            "box": str(box.number),
            "count": str(box.items.count()),
            "state": box.condition or "齐全，没有缺损。",
            "arranger": box.arranged_by or "　",
            "arranged_on": date_zh(box.arranged_on) if box.arranged_on else "　",
            "checker": box.checked_by,
            "checked_on": date_zh(box.checked_on) if box.checked_on else "",
        },
    )


def spine_labels(boxes: Iterable[Box]) -> bytes:
    """Labels for the spines of boxes as PDF, each as wide as its box."""
    owner = Fonds.objects.first()
    labels = [
        {"width": box.spine_mm, "rows": spine_rows(box, owner.number if owner else "")} for box in boxes
    ]
    return draw("labels", "档案盒标签", labels=labels)


def spine_rows(box: Box, fonds: str) -> list[list[str]]:
    """What stands on the spine of a box from top to bottom."""
    serials = list(box.items.order_by("serial").values_list("serial", flat=True))
    span = f"{serials[0]:04d}—{serials[-1]:04d}" if serials else "—"
    return [
        ["全宗号", fonds or "—"],
        ["年度", str(box.year)],
        ["保管期限", box.get_retention_display()],
        ["问题", box.category_label or "—"],
        ["起止件号", span],
        ["盒号", str(box.number)],
    ]
