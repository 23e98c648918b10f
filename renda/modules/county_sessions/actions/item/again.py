"""Not satisfied: the county is asked to handle it once more."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.county_sessions.actions import common


def guard(step: Step) -> list[Reason]:
    found = not_after_today(step, "assigned_on", "请县里再办的日期")
    return found + common.not_before(
        step, "assigned_on", step.matter.replied_on, "请县里再办的日期", "答复日期"
    )


def effect(step: Step) -> None:
    """What was promised in the answer that did not satisfy is open no more; the new answer may promise anew."""
    item = step.matter
    deadlines.cancel(item, "promise")
    item.round += 1
    item.assigned_on, item.verdict, item.judged_on = step.data["assigned_on"], "", None
