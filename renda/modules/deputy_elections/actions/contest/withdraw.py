"""A candidate gives up. Whose name is on printed ballots stays there, struck in the count."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.models.contest import Stage


def chosen(step: Step):
    return selectors.standing(step.matter).filter(pk=step.data.get("candidate") or None).first()


def guard(step: Step) -> list[Reason]:
    contest = step.matter
    if chosen(step) is None:
        return [Reason("没有这名候选人，或者已经退出。", "请刷新页面。")]
    if contest.state != "formal":
        return []
    seats = contest.open_seats or contest.seats
    left = contest.candidates.filter(on_ballot=True, stage=Stage.FORMAL).count() - 1
    told = selectors.numbers(contest, seats, contest.round).judged(left)
    if told.met:
        return []
    mend = "差额不够了，是否补提候选人或者改期，请选举委员会决定。"
    return [Reason(told.sentence, mend, told.rule_id, told.articles, blocks=False)]


def effect(step: Step) -> None:
    one = chosen(step)
    one.stage, one.note = Stage.WITHDRAWN, step.data["note"][:200]
    one.save()
