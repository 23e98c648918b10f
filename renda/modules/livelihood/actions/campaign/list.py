"""The list of candidates is settled: every wish has its answer, and there are more candidates than seats."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.livelihood import candidacy


def guard(step: Step) -> list[Reason]:
    campaign, found = step.matter, []
    left = campaign.wishes.filter(candidate=None, left_out="").count()
    if left:
        found.append(Reason(f"还有{left}条意见没有处理。", "列入候选项目，或者写明不列入的原因。"))
    return [*found, *candidacy.reasons(campaign, step.data.get("few_reason") or "")]


def effect(step: Step) -> None:
    step.matter.few_reason = step.data.get("few_reason") or ""
    step.matter.listed_on = step.today
