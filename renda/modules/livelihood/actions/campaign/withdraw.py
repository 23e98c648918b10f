"""A candidate is withdrawn. Before the slips are made it goes off the list; afterwards it stays on the paper, in the open:
the congress is told before it votes, its votes are counted, it can't be chosen."""

from __future__ import annotations

from renda.kernel.ballots import steps as kernel
from renda.kernel.ballots.models import Ballot, Option
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.livelihood import candidacy, selectors
from renda.modules.livelihood.actions import shortlisting
from renda.modules.livelihood.models import Candidate

#: A name is struck as long as nobody counts.
BEFORE_THE_COUNT = ("prepared", "open")


def guard(step: Step) -> list[Reason]:
    if step.matter.state != "voting":
        return []
    ballot = selectors.ballot_of(step.matter)
    if ballot is not None and ballot.state not in BEFORE_THE_COUNT:
        return [Reason("已经在计票，不能再退出。", "宣布结果以后再看：入选了又不实施的，到项目里办理。")]
    text = "票决票已经印好，不重印；投给它的票照记，不能入选。"
    return [Reason(text, "请主席团在投票以前向大会说明。", blocks=False)]


def effect(step: Step) -> None:
    campaign, candidate = step.matter, shortlisting.standing(step)
    if candidate.result == Candidate.Result.CHOSEN:
        raise Refused([Reason("这个项目已经入选。", "入选以后不实施的，到项目里办理。")])
    candidate.withdrawn_on, candidate.withdrawal = step.today, step.data["reason"]
    candidate.save()
    candidate.wishes.update(candidate=None, left_out=f"候选项目退出：{step.data['reason']}"[:300])
    if campaign.state == "voting":
        strike(step, selectors.ballot_of(campaign), candidate)
        step.warnings += candidacy.left_over(campaign)
    elif campaign.state == "listed":
        step.warnings += candidacy.reasons(campaign, campaign.few_reason)


def strike(step: Step, ballot: Ballot | None, candidate: Candidate) -> None:
    """Strike the candidate from the vote under way, unless it was struck there first."""
    option = Option.objects.filter(ballot=ballot, subject_id=candidate.pk, withdrawn_note="").first()
    if option is not None:
        kernel.strike(step.actor, ballot, option, step.data["reason"])
