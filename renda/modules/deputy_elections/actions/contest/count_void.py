"""The count was voided: the constituency waits for a new vote."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.participants = step.matter.proxies = None
