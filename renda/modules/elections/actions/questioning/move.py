"""A questioning motion begins: against the government of this level, in session, with its issue and content."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.kernel.units.models import UnitKind
from renda.modules.elections.common import add_signatures, in_session, own_mandate
from renda.modules.elections.models import Way
from renda.modules.elections.procedure.questioning import CONTENT, THRESHOLD


def guard(step: Step) -> list[Reason]:
    reasons, target = [], step.data.get("target")
    if not in_session(step.data["congress_session"]):
        text = "质询案在大会会议期间提出，现在不在会期里。"
        reasons.append(reason(THRESHOLD, text, "闭会期间可以提建议、批评和意见；会期有变动的先改会议日期。"))
    if target is not None and target.kind != UnitKind.GOVERNMENT:
        reasons.append(reason(CONTENT, f"质询对象只能是本级人民政府，不能是“{target}”。", "对其他单位可以提建议、批评和意见。"))
    return reasons


def prepare(step: Step) -> None:
    motion, data = step.matter, step.data
    for name in ("congress_session", "target", "issue", "content"):
        setattr(motion, name, data[name])
    signers = data.get("signers") or []
    motion.author = (signers[0] if signers else None) if step.actor.is_("office") else own_mandate(step)


def effect(step: Step) -> None:
    if step.actor.is_("office"):
        add_signatures(step, step.matter, step.data.get("signers") or [], Way.PAPER)
    else:
        add_signatures(step, step.matter, [own_mandate(step)], Way.ACCOUNT)
    step.file_all("signatures", "质询案原件")
