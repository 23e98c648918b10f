"""The deputy thinks another unit should handle it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.models import Objection


def effect(step: Step) -> None:
    Objection.objects.create(
        suggestion=step.matter, mandate=step.matter.author, text=step.data["text"], made_on=step.today
    )
