"""What proposing a round and changing it share."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.actions import dates

PLAIN = ("title", "year", "why", "visit_from", "visit_until", "meeting_on", "ends_on", "guests")


def reasons(step: Step) -> list[Reason]:
    return dates.in_order(step, "visit_from", "visit_until", "meeting_on", "ends_on")


def fill(step: Step) -> None:
    for key in PLAIN:
        setattr(step.matter, key, step.data[key])
