"""The motion is handed in: a fifth of the deputies, or the presidium itself."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections.common import share_of_deputies, too_few
from renda.modules.elections.documents import removal_paper
from renda.modules.elections.models import Movers
from renda.modules.elections.procedure.removal import PROPOSAL


def guard(step: Step) -> list[Reason]:
    if step.matter.movers == Movers.PRESIDIUM:
        return []
    verdict = share_of_deputies(step.matter, PROPOSAL)
    return [] if verdict.met else [too_few(verdict, f"全体代表{verdict.base}名，罢免案")]


def effect(step: Step) -> None:
    step.matter.handed_in_on = step.today
    removal_paper(step)
