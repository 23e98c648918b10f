"""The slips are counted again: both sheets are begun anew, the earlier ones stay as they were."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.ballots.documents import void_papers
from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.outcome = {}
    step.matter.counted_from = clock.now()
    void_papers(step.matter)
