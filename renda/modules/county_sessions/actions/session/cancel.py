"""It was registered by mistake; the line stays with the reason."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing more: the deadline is cancelled, nobody was told."""
