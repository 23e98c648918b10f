"""The county has changed its days: everything that hangs on them moves, the old day stays in the explanation."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.county_sessions.actions.session import record


def guard(step: Step) -> list[Reason]:
    return record.wrong(step.data) + record.twice(step.data, step.matter)


def effect(step: Step) -> None:
    session, before = step.matter, step.matter.hand_in_on
    record.write(session, step.data)
    if session.hand_in_on != before:
        for deadline in deadlines.open_of(session, "hand_in"):
            deadlines.move(deadline, session.hand_in_on, step.data["reason"])
