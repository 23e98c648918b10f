"""A candidate is withdrawn; the wishes it answered have to be dealt with again while the list is open."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.livelihood import candidacy
from renda.modules.livelihood.actions import shortlisting
from renda.modules.livelihood.models import Candidate


def effect(step: Step) -> None:
    candidate = shortlisting.standing(step)
    if candidate.result == Candidate.Result.CHOSEN:
        raise Refused([Reason("这个项目已经入选。", "入选以后不实施的，到项目里办理。")])
    candidate.withdrawn_on, candidate.withdrawal = step.today, step.data["reason"]
    candidate.save()
    candidate.wishes.update(candidate=None, left_out=f"候选项目退出：{step.data['reason']}"[:300])
    if step.matter.state == "listed":
        found = candidacy.reasons(step.matter, step.matter.few_reason)
        step.warnings += found
