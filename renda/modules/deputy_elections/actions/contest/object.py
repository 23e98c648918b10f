"""An objection to the voters' list comes in; its answer has a day."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.deadlines import service
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.deputy_elections import objecting
from renda.modules.deputy_elections.models import Objection


def guard(step: Step) -> list[Reason]:
    day, contest = step.data.get("received_on"), step.matter
    if day is None:
        return []
    if day > clock.today():
        return [Reason("收到日期不能在今天以后。")]
    if day < contest.roll_on:
        return [Reason("收到日期早于名单公布日期。", "请核对日期。")]
    last = objecting.last_day(contest)
    if day > last:
        text = f"申诉应当在{day_zh(last)}以前提出，这一件晚了。"
        return [reason(objecting.RULE, text, "是否受理由选举委员会决定，先登记下来。", blocks=False)]
    return []


def effect(step: Step) -> None:
    contest = step.matter
    made = Objection.objects.create(
        contest=contest, number=contest.objections.count() + 1, ground=step.data["ground"], words=step.data["words"][:300],
        received_on=step.data["received_on"], answer_by=objecting.answer_by(step.data["received_on"]),
    )  # fmt: skip
    service.start(
        contest, f"objection-{made.number}", objecting.RULE, label=f"处理第{made.number}号申诉",
        waits_for=step.transition.who, start_on=made.received_on, day=made.answer_by,
    )  # fmt: skip
    step.result["answer_by"] = made.answer_by
