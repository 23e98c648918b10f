"""The congress adopted the method: it holds from now on."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections.documents import method_paper


def effect(step: Step) -> None:
    step.matter.adopted_on = step.matter.decided_on
    method_paper(step, role="method", passed_on=step.matter.adopted_on)
