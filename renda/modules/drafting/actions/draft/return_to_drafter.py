"""Everybody answered and somebody wants a change: back to the drafter, with the opinions."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """The opinions stand beside the text they were given on."""
