"""What the last look at a unit gives."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today


def reasons(step: Step) -> list:
    return not_after_today(step, "on", "复查日期")


def note(step: Step) -> None:
    step.matter.checked_on, step.matter.checked = step.data["on"], step.data["text"]
