"""What the secret vote gave for this unit; a poor result means a second vote. Slips nobody used serve no more."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import rules


def effect(step: Step) -> None:
    part = step.matter
    part.outcome = step.data["line"]
    part.again = bool(rules.is_poor(part.outcome))
    part.question_slips.all().delete()
