"""An objection is decided."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.deadlines import service
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.deputy_elections import objecting


def open_one(step: Step):
    return step.matter.objections.filter(
        pk=step.data.get("objection") or None, decided_on__isnull=True
    ).first()


def guard(step: Step) -> list[Reason]:
    one, day = open_one(step), step.data.get("decided_on")
    if one is None:
        return [Reason("没有这件申诉，或者已经处理过。", "请刷新页面。")]
    if day is None:
        return []
    if not one.received_on <= day <= clock.today():
        return [Reason("处理日期要在收到日期以后、今天以前。", "请核对日期。")]
    if day > one.answer_by:
        text = f"应当在{day_zh(one.answer_by)}以前作出决定，这一件晚了。"
        return [reason(objecting.RULE, text, "请在说明里写清楚原因。", blocks=False)]
    return []


def effect(step: Step) -> None:
    one = open_one(step)
    one.decided_on, one.upheld = step.data["decided_on"], bool(step.data.get("upheld"))
    one.decision = step.data["decision"][:300]
    one.save()
    service.meet(step.matter, f"objection-{one.number}", one.decided_on)
