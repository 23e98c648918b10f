"""The presidium puts the motion before the congress; the person was told first."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections.procedure.removal import DEFENCE


def guard(step: Step) -> list[Reason]:
    if step.matter.told_on:
        return []
    text = "还没有告知本人，本人有权提出申辩意见。"
    return [reason(DEFENCE, text, "先点“告知本人并告知申辩权”。")]


def effect(step: Step) -> None:
    step.matter.put_on = step.data["held_on"]
