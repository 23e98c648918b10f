"""What came later, and what was taken back, goes to the county as a dated supplement."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.county_sessions import documents
from renda.modules.county_sessions.actions import common


def guard(step: Step) -> list[Reason]:
    found = not_after_today(step, "done_on", "补报日期")
    return found + common.not_before(step, "done_on", step.matter.submitted_on, "补报日期", "报送日期")


def effect(step: Step) -> None:
    documents.package(step)
