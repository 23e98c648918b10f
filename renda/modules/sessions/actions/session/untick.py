"""The tick was a slip."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.sessions.actions import ticking


def effect(step: Step) -> None:
    row = ticking.row_of(step)
    step.data["label"] = row.label
    if row.done_on is not None:
        ticking.open_again(step.matter, row)
