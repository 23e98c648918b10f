"""The period for returning is over and nobody returned it: it counts as accepted."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors


def effect(step: Step) -> None:
    selectors.active_assignments(step.matter).filter(signed_on__isnull=True).update(by_silence=True)
    deadlines.cancel(step.matter, "sign_for")
