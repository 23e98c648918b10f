"""Another day to finish; the old one stays in the explanation."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    day = step.data.get("due_on")
    return [Reason("新的完成日期已经过了。", "请选今天以后的日期。")] if day and day < step.today else []


def effect(step: Step) -> None:
    step.matter.due_on = step.data["due_on"]
    for deadline in deadlines.open_of(step.matter, "carry_out"):
        deadlines.move(deadline, step.data["due_on"], step.data["reason"])
