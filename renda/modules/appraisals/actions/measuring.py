"""What fixing a measure and changing it share."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.appraisals import rules
from renda.modules.appraisals.actions import dates

WRITTEN = ("measure", "person", "due_on")


def reasons(step: Step) -> list[Reason]:
    """The day is not over, and not beyond the longest the rule allows."""
    found, day, letter = (
        dates.not_gone(step, "due_on", "完成日期"),
        step.data.get("due_on"),
        step.matter.appraised.letter_on,
    )
    last = rules.longest(letter)
    if day and day > last:
        found.append(
            reason(
                rules.LONGEST, f"完成日期太晚，最长到{last}。", "请改早一些；确实改不完的，请同人大办商量。"
            )
        )
    return found


def fill(step: Step) -> None:
    for key in WRITTEN:
        setattr(step.matter, key, step.data[key])
