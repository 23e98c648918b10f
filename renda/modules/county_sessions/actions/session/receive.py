"""The county has signed for the package."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.county_sessions.actions import common


def guard(step: Step) -> list[Reason]:
    found = not_after_today(step, "received_on", "签收日期")
    return found + common.not_before(step, "received_on", step.matter.submitted_on, "签收日期", "报送日期")


def effect(step: Step) -> None:
    step.matter.received_on, step.matter.received_by = step.data["received_on"], step.data["received_by"]
    step.file_all("county_receipt", "县里签收凭据")
