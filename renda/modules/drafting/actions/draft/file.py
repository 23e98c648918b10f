"""Into the dossier: complete and sealed, or not at all."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.drafting import selectors
from renda.modules.drafting.documents import file_final


def guard(step: Step) -> list[Reason]:
    waiting = selectors.not_signed_for(step.matter).count()
    if not waiting:
        return []
    return [Reason(f"还有{waiting}个收文的没有签收。", "可以先归档，签收以后照样能记。", blocks=False)]


def effect(step: Step) -> None:
    step.matter.belongs_to = step.data["belongs_to"]
    step.matter.filed_on = step.today
    file_final(step)
