"""The presidium announces who was elected and writes to each of them."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections.documents import announcement_paper, elected_paper


def effect(step: Step) -> None:
    election = step.matter
    election.declared_on = step.data["announced_on"]
    announcement_paper(step)
    for elected in election.elected.select_related("person", "round"):
        elected.notice = elected_paper(step, elected)
        elected.save()
