"""The member of the presidium who keeps in touch with the project."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.watcher = step.data["watcher"]
