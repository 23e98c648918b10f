"""The congress leaves the place open until its next session."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    election = step.matter
    election.vacant, election.shortfall_note = election.open_seats, step.data["decision"][:300]
