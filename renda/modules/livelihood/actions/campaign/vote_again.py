"""Another vote for the seats still open: among those with equal votes, else among those not chosen."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.livelihood import selectors, voting


def guard(step: Step) -> list[Reason]:
    found = voting.day_in_session(step)
    if not selectors.for_the_vote(step.matter):
        found.append(Reason("没有可以再投的项目。", "请点“不再票决”，写明原因。"))
    return found


def effect(step: Step) -> None:
    voting.begin(step)
