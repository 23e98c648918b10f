"""Whoever is not content with the decision goes to court; the court decides before polling day."""

from __future__ import annotations

from renda.foundation.chinese.dates import day_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.deputy_elections import objecting


def answered(step: Step):
    rows = step.matter.objections.filter(decided_on__isnull=False, sued_on__isnull=True)
    return rows.filter(pk=step.data.get("objection") or None).first()


def guard(step: Step) -> list[Reason]:
    one, day = answered(step), step.data.get("sued_on")
    if one is None:
        return [Reason("没有这件申诉，或者还没有处理。", "请刷新页面。")]
    if day and day < one.decided_on:
        return [Reason("起诉日期早于处理决定。", "请核对日期。")]
    last = objecting.last_suit(step.matter)
    if day and day > last:
        text = f"起诉应当在{day_zh(last)}以前，这一件晚了。"
        return [reason(objecting.RULE, text, "是否受理由人民法院决定，先记下来。", blocks=False)]
    return []


def effect(step: Step) -> None:
    one = answered(step)
    one.sued_on = step.data["sued_on"]
    one.save()
