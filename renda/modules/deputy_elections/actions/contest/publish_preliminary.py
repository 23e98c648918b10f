"""The candidates put forward are published with their facts."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days, listing, selectors
from renda.modules.deputy_elections.actions.contest.publish_roll import published
from renda.modules.deputy_elections.documents import candidates_notice


def guard(step: Step) -> list[Reason]:
    contest = step.matter
    found = selectors.numbers(contest, contest.seats, contest.first_round)
    count = selectors.standing(contest).count()
    reasons = published(contest, "preliminary_list", step.data.get("done_on"), step.data)
    if count < found.minimum:
        told = found.judged(count)
        reasons.append(Reason(told.sentence, "请继续组织推荐，人数够了再公布。", told.rule_id, told.articles))
    return [*reasons, *listing.faults(list(selectors.standing(contest)), step.data.get("order"))]


def effect(step: Step) -> None:
    contest = step.matter
    contest.preliminary_on = step.data["done_on"]
    contest.late_reason = (step.data.get("late_reason") or contest.late_reason)[:300]
    contest.save()
    listing.place(contest, list(selectors.standing(contest)), step.data.get("order"))
    candidates_notice(step, list(selectors.standing(contest)), "初步", "汇总各方面推荐", "preliminary")
    days.sync(contest.election)
