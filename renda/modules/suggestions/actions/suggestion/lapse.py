"""The time for judging is over: whoever did not answer has not judged, which is never "satisfied"."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors


def effect(step: Step) -> None:
    selectors.open_verdicts(step.matter).update(lapsed_on=step.today)
    deadlines.cancel(step.matter, "verdict")
