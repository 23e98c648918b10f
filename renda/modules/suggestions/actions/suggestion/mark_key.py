"""A key suggestion is supervised by a named leader."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.is_key = True
    step.matter.key_leader = step.data["leader"]
