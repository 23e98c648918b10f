"""The motion is put to the vote; what the person wrote was given out before."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import motions, selectors
from renda.modules.elections.procedure.removal import DEFENCE, MAJORITY


def guard(step: Step) -> list[Reason]:
    reasons = motions.day_in(step.matter.congress_session, step)
    if selectors.undistributed(step.matter).exists():
        reasons.append(reason(DEFENCE, "有申辩意见还没有印发会议。", "印发以后点“申辩印发会议”，再付表决。"))
    if not step.matter.defences.exists():
        text = "还没有登记本人的申辩。"
        reasons.append(reason(DEFENCE, text, "本人没有提出申辩的，请问清楚，登记“本人书面表示不申辩”。", blocks=False))
    rule = timing.rule(MAJORITY)
    if step.data.get("method") != "secret_paper" and rule.value("default_secret_ballot"):
        text = "罢免一般用无记名投票。"
        reasons.append(reason(MAJORITY, text, "用举手表决的，请主席团先决定。", blocks=False))
    return reasons


def effect(step: Step) -> None:
    removal = step.matter
    question = f"现在表决关于罢免{removal.appointment.person.name}{removal.post_title}职务的议案。"
    motions.put(step, removal.congress_session, law_kind="removal", title=str(removal), question=question)
