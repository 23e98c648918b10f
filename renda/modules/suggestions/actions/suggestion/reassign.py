"""Another lead unit takes over; all shares begin anew."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors
from renda.modules.suggestions.actions.suggestion import assign


def guard(step: Step) -> list[Reason]:
    lead = step.data.get("lead_unit")
    if lead is not None and lead.pk == step.matter.lead_unit_id:
        return [Reason(f"主办单位本来就是“{lead}”。", "请选另一个单位。")]
    return assign.guard(step)


def effect(step: Step) -> None:
    selectors.active_assignments(step.matter).update(ended_on=step.today)
    selectors.open_objections(step.matter).update(answer="已改派", answered_on=step.today)
    assign.effect(step)
