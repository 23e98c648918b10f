"""Another number of projects to choose, before the vote."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    return [Reason("应选的项目至少1项。", "请写应选几项。")] if step.data.get("seats") == 0 else []


def effect(step: Step) -> None:
    step.matter.seats = step.data["seats"]
