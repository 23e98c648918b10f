"""The list of what is due at the county's archive now."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.archive_work import selectors
from renda.modules.archive_work.models import Transfer, TransferLine


def guard(step: Step) -> list[Reason]:
    if selectors.due_for_transfer(step.today).exists():
        return []
    return [Reason("现在没有到期要移交的档案。", "形成满年限的才移交；已经列在别的清单上的不重复列。")]


def prepare(step: Step) -> None:
    transfer = step.matter
    transfer.year, transfer.repository = step.today.year, step.data["repository"]
    transfer.number = selectors.next_number(Transfer, transfer.year)


def effect(step: Step) -> None:
    due = list(selectors.due_for_transfer(step.today))
    TransferLine.objects.bulk_create([TransferLine(transfer=step.matter, item=item) for item in due])
