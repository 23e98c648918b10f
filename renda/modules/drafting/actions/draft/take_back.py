"""The drafter takes the draft back to change it; who has not answered need not any more."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.drafting import selectors


def effect(step: Step) -> None:
    reason = f"起草人收回修改：{step.data['reason']}"[:200]
    waiting = list(selectors.open_requests(step.matter))
    for request in waiting:
        request.waived_on, request.waive_reason = step.today, reason
        request.save(update_fields=["waived_on", "waive_reason"])
    step.result["persons"] = [request.reviewer for request in waiting]
    step.result["reason"] = step.data["reason"]
