"""A method for the session, from last time's."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import methods
from renda.modules.elections.models import ElectionMethod


def guard(step: Step) -> list[Reason]:
    session = step.data["congress_session"]
    if ElectionMethod.objects.filter(congress_session=session).exclude(state="dropped").exists():
        return [Reason("这次会议已经有选举办法了。", "请到那一份里改；不用的先点“不用这份草案了”。")]
    return methods.faults(step)


def prepare(step: Step) -> None:
    step.matter.congress_session = step.data["congress_session"]
    step.matter.copied_from = methods.last_method(step.matter.congress_session)
    methods.fill(step)


def effect(step: Step) -> None:
    """Nothing but the draft itself."""
