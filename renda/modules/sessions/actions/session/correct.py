"""The kind or the number was wrong."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning
from renda.modules.sessions.actions import days

#: More than any congress has ever met in one term; it only keeps slips out.
MOST = 99


def guard(step: Step) -> list[Reason]:
    session, number = step.matter.session, step.data.get("number")
    if not number:
        return []
    if number > MOST:
        return [Reason(f"没有第{number}次会议。", "请核对是第几次会议。")]
    return days.numbers_cross(number, session.opens_on, session.term, session)


def effect(step: Step) -> None:
    work, session = step.matter, step.matter.session
    session.number = step.data["number"]
    session.save(update_fields=["number"])
    if step.data["kind"] != work.kind:
        work.kind = step.data["kind"]
        planning.lay_out_again(work)
        planning.restart_limits(work)
