"""A unit notes what has been done so far."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.common import acting_share, attach
from renda.modules.suggestions.models import Progress


def effect(step: Step) -> None:
    share = acting_share(step)
    Progress.objects.create(
        suggestion=step.matter, unit=share.unit, happened_on=step.data["happened_on"], text=step.data["text"]
    )
    attach(step, "progress_file", "办理进展")
