"""The resignation is put to the congress."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import motions


def guard(step: Step) -> list[Reason]:
    return motions.day_in(step.data["session"], step)


def effect(step: Step) -> None:
    resignation = step.matter
    resignation.congress_session = step.data["session"]
    name = resignation.appointment.person.name
    question = f"现在表决关于接受{name}辞去{resignation.post_title}职务请求的决定（草案）。"
    title = f"关于接受{name}辞去{resignation.post_title}职务请求的决定"
    motions.put(step, resignation.congress_session, law_kind="resignation_official", title=title, question=question)
