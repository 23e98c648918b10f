"""A round is void: its sheets stay, its papers hold no more, and it is kept sealed as it is."""

from __future__ import annotations

from renda.kernel.ballots.documents import void_papers
from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.void_reason = step.data["reason"][:300]
    void_papers(step.matter)
