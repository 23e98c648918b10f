"""Somebody looks at an item, copies it or takes it out."""

from __future__ import annotations

from renda.kernel.archive.models import ArchiveItem
from renda.kernel.archive.selectors import HELD
from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.archive_work import documents, selectors
from renda.modules.archive_work.models import Loan

RULE = "archive-loan"


def found(step: Step) -> ArchiveItem | None:
    code = (step.data.get("item") or "").strip()
    return ArchiveItem.objects.filter(HELD, code=code).exclude(code="").annotate(out=selectors.lent()).first()


def guard(step: Step) -> list[Reason]:
    item = found(step)
    if item is None:
        return [
            Reason(
                f"在库的档案里没有“{step.data.get('item') or ''}”。", "请核对档号；在“档案”里可以按题名查。"
            )
        ]
    if item.out and step.data.get("way") == Loan.Way.OUT:
        return [Reason(f"{item}已经借出去了。", "还回来以后才能再借。")]
    return []


def prepare(step: Step) -> None:
    loan, data = step.matter, step.data
    loan.item, loan.lent_on = found(step), step.today
    loan.due_on = timing.due(RULE, step.today).due_on
    for name in ("borrower", "organ", "purpose", "way", "approved_by"):
        setattr(loan, name, data[name])


def effect(step: Step) -> None:
    documents.loan_slip(step)
