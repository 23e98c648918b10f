"""Things to check in the office's own words."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.supervision import checklist


def effect(step: Step) -> None:
    lines = checklist.lines_of(step.data["items"])
    if not lines:
        raise Refused("还没有写检查项目，一行写一项。")
    for line in lines:
        checklist.add(step.matter, line)
