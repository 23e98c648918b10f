"""The sheets are the same: the verdict is worked out and the report of the count is set for the tellers to sign."""

from __future__ import annotations

from renda.kernel.ballots import verdict
from renda.kernel.ballots.documents import count_report
from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.outcome = verdict.work_out(step.matter)
    count_report(step)
