"""The office puts right the category or urgency given at registration; what was decided since stays as it is."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    suggestion, data = step.matter, step.data
    if (data.get("category"), data.get("urgency")) == (suggestion.category, suggestion.urgency):
        return [Reason("类别和缓急都没有变。", "请改好再提交；不用改就返回。")]
    return []


def effect(step: Step) -> None:
    step.matter.category = step.data["category"]
    step.matter.urgency = step.data["urgency"]
