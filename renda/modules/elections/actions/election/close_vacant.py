"""Nobody was elected and the places stay open: the dossier is sealed."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing but sealing."""
