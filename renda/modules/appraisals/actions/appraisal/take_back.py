"""The request comes back to be changed; the paper that went out stays in the dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing more: the reason stands in the log."""
