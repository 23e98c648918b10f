"""Take evidence away from an item; what it was stays where it lies."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.assessment import answering
from renda.modules.assessment.models import Evidence


def effect(step: Step) -> None:
    found = Evidence.objects.filter(pk=step.data.get("evidence"), item__assessment=step.matter).first()
    if found is None:
        raise Refused([Reason("这份材料已经不在这里了。", "请刷新页面看最新情况。")])
    found.delete()
    answering.look(step.matter)
