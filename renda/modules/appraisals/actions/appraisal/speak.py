"""What somebody said is put down, at its place on the run sheet or as it came."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals import selectors
from renda.modules.appraisals.actions import running


def effect(step: Step) -> None:
    data = step.data
    line = selectors.bare_lines(step.matter).filter(pk=data["line"]).first() if data.get("line") else None
    if line is None:
        line = running.put(step)
    line.kind, line.who, line.text = data["kind"], data["who"], data["text"]
    line.save()
