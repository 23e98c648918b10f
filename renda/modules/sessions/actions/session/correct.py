"""The kind or the number was wrong."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning
from renda.modules.sessions.actions import days


def guard(step: Step) -> list[Reason]:
    session, number = step.matter.session, step.data.get("number")
    if not number:
        return []
    return days.numbers_cross(number, session.opens_on, session.term, session)


def effect(step: Step) -> None:
    work, session = step.matter, step.matter.session
    session.number = step.data["number"]
    session.save(update_fields=["number"])
    if step.data["kind"] != work.kind:
        work.kind = step.data["kind"]
        planning.lay_out_again(work)
        planning.restart_limits(work)
