"""The seats still open stay open; the reason is kept."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.open_reason = step.data["reason"]
