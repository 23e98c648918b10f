"""Whoever was to sign sends the draft back, with the reason."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.result["reason"] = step.data["reason"]
