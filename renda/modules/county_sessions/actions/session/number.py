"""Everything that passed the check gets its number and the county's form, bills and suggestions apart."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.procedures.execute import Step, execute


def effect(step: Step) -> None:
    session = step.matter
    for item in session.items.filter(state="checked").order_by("kind", "sequence", "handed_in_on", "id"):
        step.papers += execute(system(session.town_id), item, "print").papers
