"""What the person says against the motion."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections.models import Defence


def effect(step: Step) -> None:
    data = step.data
    Defence.objects.create(removal=step.matter, way=data["way"], made_on=data["made_on"], content=data["content"])
    step.file_all("defence", "申辩意见")
