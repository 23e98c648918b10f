"""The lead unit asks for more time, names the latest day and the measures."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.suggestions import selectors
from renda.modules.suggestions.actions.common import acting_share
from renda.modules.suggestions.models import Extension


def guard(step: Step) -> list[Reason]:
    latest = step.data.get("latest_on")
    running = selectors.running_reply(step.matter)
    if latest is None or running is None:
        return []
    reasons = []
    if latest <= running.due_on:
        reasons.append(Reason("新的日期没有超过现在的期限，不用申请延期。", f"现在的期限是{date_zh(running.due_on)}。"))
    ceiling = timing.due("suggestion-reply-six-months", step.matter.assigned_on).due_on
    if latest > ceiling:
        reasons.append(
            reason(
                "suggestion-reply-six-months",
                f"最迟不能超过{date_zh(ceiling)}（从交办之日起算）。",
                "请把最迟办理日期提前；办不完的部分写进答复里的计划。",
            )
        )
    return reasons


def effect(step: Step) -> None:
    share = acting_share(step)
    Extension.objects.create(
        suggestion=step.matter,
        unit=share.unit,
        asked_on=step.today,
        reason=step.data["reason"],
        measures=step.data["measures"],
        latest_on=step.data["latest_on"],
    )
    step.result["unit"] = share.unit
