"""The constituency has voted on the recall; the whole is all its voters (选举法第53条第1款)."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import counting


def guard(step: Step) -> list[Reason]:
    voters, voted, day = (step.data.get(key) for key in ("voters", "participants", "voting_on"))
    if voters is None or voted is None or day is None:
        return []
    reasons = []
    if voters < 1 or voted > voters:
        reasons.append(Reason(f"参加表决{voted}人，全体选民{voters}人，对不上。", "请核对两个数字。"))
    if not step.matter.county_on <= day <= clock.today():
        reasons.append(Reason("表决日期要在报县人大常委会以后、今天以前。", "请核对日期。"))
    return reasons


def effect(step: Step) -> None:
    for key in ("voters", "participants", "voting_on", "chaired_by"):
        setattr(step.matter, key, step.data[key])
    step.matter.save()
    step.result["ballot"] = str(counting.begin_recall(step.actor, step.matter).pk)
