"""The presidium confirms a nomination: signatures and caps are looked at once more, the person agrees."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import nominating
from renda.modules.elections.actions.election.nominate import fits_the_post
from renda.modules.elections.common import enough_signers, too_few
from renda.modules.elections.models import NominatedBy, Standing


def guard(step: Step) -> list[Reason]:
    nomination = step.data["nomination"]
    reasons = fits_the_post(step.matter, nomination.person)
    if nomination.proposed_by == NominatedBy.DEPUTIES:
        verdict = enough_signers(nomination, nominating.SIGNERS)
        reasons += [] if verdict.met else [too_few(verdict, "联名提名")]
    else:
        reasons += nominating.presidium_cap(step.matter)
    if nomination.consented is False:
        reasons.append(Reason(f"{nomination.person.name}本人不同意被提名。", "请点“提名无效”，写明本人不同意。"))
    elif nomination.consented is None:
        text = f"{nomination.person.name}本人还没有表示同意。"
        reasons.append(reason(nominating.WITHDRAWAL, text, "请尽快问本人，登记本人意见。", blocks=False))
    if not (nomination.career or nomination.reason):
        text = "提名人还没有介绍被提名人的情况。"
        reasons.append(reason("officials-nominee-introduction", text, "印发候选人名单以前请补上简历。", blocks=False))
    return reasons


def effect(step: Step) -> None:
    nomination = nominating.handed_in(step)
    nomination.standing = Standing.ACCEPTED
    nomination.save()
