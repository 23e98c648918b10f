"""What the congress decided about a bill: its movers are told, its dossier is sealed."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.dossiers.filing import count_pages
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.common import attach
from renda.modules.suggestions.documents import bill_decision_paper
from renda.modules.suggestions.models.suggestion import BillOutcome


def guard(step: Step) -> list[Reason]:
    decided_on = step.data["decided_on"]
    if decided_on > step.today:
        return [Reason("决定日期还没到。", "请填大会作出决定的那一天。")]
    if decided_on < step.matter.registered_on:
        return [Reason("决定日期比列入会议议程还早。", f"这件议案{date_zh(step.matter.registered_on)}列入会议议程，请核对日期。")]
    return []


def effect(step: Step) -> None:
    bill, data = step.matter, step.data
    label = BillOutcome(data["outcome"]).label
    bill.closed_on = step.today
    bill.ending = f"{label}：{data['decision']}"[:300]
    attach(step, "decision", "大会决定")
    bill_decision_paper(step, label)
    count_pages(step.dossier)
    step.result["outcome"] = label
