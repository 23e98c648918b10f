"""The dossier is closed; without request, plan, record and result it can't be."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing but sealing."""
