"""The opinion letter goes out; from here the unit's days count."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import documents, rules


def guard(step: Step) -> list[Reason]:
    if not step.matter.demands.filter(state="asked").exists():
        return [Reason("还没有写整改意见。", "请点“写一条整改意见”，问题和要求各写清楚。")]
    return []


def effect(step: Step) -> None:
    part = step.matter
    part.letter_on, part.plan_by, part.result_by = (
        step.today,
        rules.plan_by(step.today),
        rules.result_by(step.today),
    )
    part.again = bool(step.data.get("again") or rules.is_poor(part.last_outcome))
    part.round += 1
    part.planned_on = part.result_on = part.checked_on = None
    documents.opinion(step)
