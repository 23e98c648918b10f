"""Poor again: another letter, or the party committee and the higher department are told."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing more: the office decides what follows."""
