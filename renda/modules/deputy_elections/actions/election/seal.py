"""The dossier is sealed; nothing is waited for any more."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days


def effect(step: Step) -> None:
    days.stop(step.matter)
