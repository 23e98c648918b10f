"""What a look at a thing put right gives, well or not."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today


def reasons(step: Step) -> list[Reason]:
    """Nobody looks tomorrow, or before the unit has shown anything."""
    day, shown = step.data.get("on"), step.matter.shown_on
    if day and shown and day < shown:
        return [Reason("复查日期在单位报来整改结果以前。", "请核对日期。")]
    return not_after_today(step, "on", "复查日期")


def note(step: Step) -> None:
    step.matter.rechecked_on, step.matter.recheck = step.data["on"], step.data["text"]
