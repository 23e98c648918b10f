"""It is put differently before the letter goes out."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.fault, step.matter.ask = step.data["fault"], step.data["ask"]
