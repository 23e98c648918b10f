"""The vote was voided; another can be prepared."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing more: the reason stands with the vote."""
