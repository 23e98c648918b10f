"""The office adds a step of its own; next year's plan begins with it."""

from __future__ import annotations

from renda.foundation.ids import new_id
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning
from renda.modules.sessions.actions import ticking
from renda.modules.sessions.models import PlanStep


def guard(step: Step) -> list[Reason]:
    return ticking.too_many(step)


def effect(step: Step) -> None:
    work, data = step.matter, step.data
    row = PlanStep(
        work=work, key=f"own-{new_id()}", phase=data["phase"], position=work.steps.count(), label=data["label"],
        who=data.get("who") or "", hint=data.get("hint") or "", count=data["count"], unit=data["unit"], is_own=True,
    )  # fmt: skip
    planning.recount(work, [row])
    row.save()
    step.result["row"] = row
