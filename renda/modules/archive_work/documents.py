"""The lists that are signed: of a transfer and of a destruction; the slip of a loan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from renda.foundation.chinese.dates import date_zh
from renda.kernel.archive.models import ArchiveItem
from renda.kernel.archive.numbering import fonds
from renda.kernel.dossiers.models import Retention
from renda.kernel.procedures.execute import Step

OLD = "保管期满，没有继续保存的价值"


def transfer_list(step: Step, items: Sequence[ArchiveItem]):
    """The list of a transfer: one line for each class, with the opinion on opening."""
    transfer, owner = step.matter, fonds()
    rows = [
        line_of(list(group))
        for _, group in groupby(items, key=lambda item: (item.category, item.year, item.retention))
    ]
    files = sum(item.parts.count() for item in items)
    facts = {
        "from_unit": owner.name,
        "to_unit": transfer.repository,
        "items": rows,
        "box_total": len({item.box_id for item in items if item.box_id}),
        "piece_total": len(items),
        "files": files,
        "date": date_zh(step.today),
    }
    return step.paper("transfer_list", facts, role="list")


def line_of(items: list[ArchiveItem]) -> dict:
    """One class on the list of a transfer."""
    first, last = items[0], items[-1]
    restricted = sum(item.opening == "restricted" for item in items)
    return {
        "category": first.category_label or "—",
        "of_year": f"{first.year}年",
        "retention": first.get_retention_display(),
        "boxes": len({item.box_id for item in items if item.box_id}),
        "pieces": len(items),
        "range": f"{first.code}—{last.serial:04d}",
        "remark": f"控制使用{restricted}件" if restricted else "可以开放",
    }


def destruction_list(step: Step):
    """The list of what is destroyed; it is kept for ever."""
    destruction = step.matter
    rows = [
        {
            "archive_number": line.item.code or "—",
            "title": line.item.title,
            "dated_on": f"{line.item.dated_on:%Y%m%d}",
            "retention": Retention(line.item.retention).label,
            "reason": OLD,
        }
        for line in destruction.lines.filter(kept_for="").select_related("item")
    ]
    facts = {"appraisers": destruction.appraisers, "approved_by": destruction.approved_by, "items": rows}
    return step.paper("destruction_list", facts, role="list")


def loan_slip(step: Step):
    """The slip whoever borrows signs."""
    loan = step.matter
    facts = {
        "borrower": loan.borrower,
        "unit": loan.organ,
        "archive_number": loan.item.code,
        "count": "1件",
        "title": loan.item.title,
        "use": loan.purpose,
        "return_by": date_zh(loan.due_on) if loan.due_on else "当场归还",
        "date": date_zh(loan.lent_on),
    }
    return step.paper("borrow_form", facts, role="form")
