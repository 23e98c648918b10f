"""The office does not agree to an extension; the deadline stays."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors


def effect(step: Step) -> None:
    extension = selectors.open_extension(step.matter)
    extension.decided_on, extension.granted, extension.decision = step.today, False, step.data["decision"]
    extension.save()
    step.result.update(unit=extension.unit, decision=extension.decision)
