"""It is not carried out; the reason stays, nobody is waited for any more."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.procedures.execute import Step, execute


def effect(step: Step) -> None:
    step.matter.stopping = step.data["reason"]
    for part in step.matter.units.filter(state__in=("named", "notified")):
        execute(system(step.matter.town_id), part, "end", {"reason": step.data["reason"]})
