"""A finding written down by mistake: it stays with the reason and counts no more."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    finding = step.data.get("finding")
    if finding is None or finding.problem_id is None:
        return []
    return [
        Reason(f"这条记录已经列为问题“{finding.problem}”。", "请先打开问题，去掉这条记录，或者不再列为问题。")
    ]


def effect(step: Step) -> None:
    finding = step.data["finding"]
    finding.struck_on, finding.struck_why = step.today, step.data["reason"]
    finding.save(update_fields=["struck_on", "struck_why"])
