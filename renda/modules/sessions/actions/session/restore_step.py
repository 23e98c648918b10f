"""A step struck out by mistake comes back."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.sessions import planning
from renda.modules.sessions.actions import ticking


def effect(step: Step) -> None:
    row = ticking.row_of(step)
    step.data["label"] = row.label
    row.removed_on = None
    planning.recount(step.matter, [row])
    row.save()
    planning.start_limit(step.matter, row)
