"""Constituencies with their people and seats. ``rows``: (constituency, population, seats); a row without seats goes."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step, execute, open_matter
from renda.law import quota
from renda.modules.deputy_elections.models import Contest
from renda.modules.deputy_elections.words import asked, unmet

MEND = {
    "constituency-size": "请把选区拆开或者合并。",
    "deputy-quota-decided-by-county": "公布以前，各选区合计要和确定的名额一致。",
    "constituency-balance": "请核对人口数；确有特殊情况的，由选举委员会决定。",
}


def guard(step: Step) -> list[Reason]:
    rows = [row for row in step.data["rows"] if row[2]]
    if not rows:
        return [Reason("还没有一个选区有名额。", "至少给一个选区填人口数和应选名额。")]
    lacking = [str(place) for place, population, _ in rows if not population]
    if lacking:
        return [Reason(f"{'、'.join(lacking)}没有填人口数。", "每个选区的人口数都要填。")]
    plan = [quota.Constituency(str(place), population, seats) for place, population, seats in rows]
    found = unmet(quota.check_plan(step.matter.quota, plan, **asked(step.matter.polling_on)))
    return [
        Reason(one.text, MEND.get(one.rule, ""), one.rule, one.articles, one.rule == "constituency-size")
        for one in found
    ]


def effect(step: Step) -> None:
    election = step.matter
    known = {contest.constituency_id: contest for contest in election.contests.select_related("constituency")}
    for place, population, seats in step.data["rows"]:
        contest = known.get(place.pk)
        facts = {"population": population or 0, "seats": seats or 0}
        if contest is None and seats:
            open_matter(
                step.actor, "contest", "set_up", {"election": election, "constituency": place, **facts}
            )
        elif contest is not None and (contest.population, contest.seats) != (
            facts["population"],
            facts["seats"],
        ):
            execute(step.actor, contest, "resize", facts)
    step.result["count"] = Contest.objects.filter(election=election, seats__gt=0).count()
