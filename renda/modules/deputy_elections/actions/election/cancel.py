"""The round is not held."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days
from renda.modules.deputy_elections.actions.election.move_day import VOTED


def guard(step: Step) -> list[Reason]:
    if step.matter.contests.filter(state__in=VOTED).exists():
        return [Reason("已经有选区投过票，不能取消。", "请把各选区办完。")]
    return []


def effect(step: Step) -> None:
    step.matter.ending = step.data["reason"][:300]
    days.stop(step.matter)
