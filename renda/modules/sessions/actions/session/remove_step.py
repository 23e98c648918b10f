"""A step this office does not need. What the law or the place wants can't be struck out."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning
from renda.modules.sessions.actions import ticking


def guard(step: Step) -> list[Reason]:
    row = ticking.row_of(step)
    limit = planning.spec_of(row).limit
    if row.limit_on is None or limit is None:
        return []
    rule = timing.rule(limit.rule)
    if not rule.binding:
        return []
    articles = rule.articles
    return [Reason(f"“{row.label}”是规定要做的，不能划掉。", "做过的打勾就行。", rule.id, articles)]


def effect(step: Step) -> None:
    row = ticking.row_of(step)
    step.data["label"] = row.label
    step.result["row"] = row
    row.removed_on = step.today
    row.save(update_fields=["removed_on"])
    planning.deadlines.cancel(step.matter, row.key)
