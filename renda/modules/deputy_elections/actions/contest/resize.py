"""People and seats of a constituency while the round is prepared."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.population, step.matter.seats = step.data["population"], step.data["seats"]
