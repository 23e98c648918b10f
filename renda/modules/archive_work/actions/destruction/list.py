"""The list of what has lain its term."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.archive_work import selectors
from renda.modules.archive_work.models import Destruction, DestructionLine


def guard(step: Step) -> list[Reason]:
    if selectors.expired(step.today):
        return []
    return [Reason("现在没有保管期满的档案。", "永久保管的不会到期；已经列在别的清单上的不重复列。")]


def prepare(step: Step) -> None:
    step.matter.year = step.today.year
    step.matter.number = selectors.next_number(Destruction, step.today.year)


def effect(step: Step) -> None:
    DestructionLine.objects.bulk_create(
        DestructionLine(destruction=step.matter, item=item, expired_on=selectors.expires_on(item))
        for item in selectors.expired(step.today)
    )
