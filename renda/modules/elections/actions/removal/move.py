"""A removal motion begins: against whom, by whom, on what grounds."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections.common import add_signatures, in_session, own_mandate
from renda.modules.elections.models import Movers, Way
from renda.modules.elections.offices import post_of
from renda.modules.elections.procedure.removal import PROPOSAL


def guard(step: Step) -> list[Reason]:
    reasons, appointment = [], step.data.get("appointment")
    if not in_session(step.data["congress_session"]):
        reasons.append(reason(PROPOSAL, "罢免案在大会会议期间提出，现在不在会期里。", "等会议召开再提；会期有变动的先改会议日期。"))
    if appointment is not None:
        post = post_of(appointment)
        if post is None or post.key not in timing.rule(PROPOSAL).value("targets"):
            reasons.append(reason(PROPOSAL, f"“{appointment}”不是大会选举的职务，不能由大会罢免。", "请核对是哪一位、什么职务。"))
    return reasons


def prepare(step: Step) -> None:
    removal, data = step.matter, step.data
    removal.congress_session, removal.appointment = data["congress_session"], data["appointment"]
    removal.post_title, removal.grounds = post_of(data["appointment"]).title, data["grounds"]
    by_office = step.actor.is_("office")
    removal.movers = (data.get("movers") or Movers.DEPUTIES) if by_office else Movers.DEPUTIES
    signers = data.get("signers") or []
    removal.author = (signers[0] if signers else None) if by_office else own_mandate(step)


def effect(step: Step) -> None:
    if not step.actor.is_("office"):
        add_signatures(step, step.matter, [own_mandate(step)], Way.ACCOUNT)
    elif step.matter.movers == Movers.DEPUTIES:
        add_signatures(step, step.matter, step.data.get("signers") or [], Way.PAPER)
    step.file_all("signatures", "罢免案原件")
