"""Constituencies and polling day are published: what the law says about them must hold."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days, selectors
from renda.modules.deputy_elections.actions.election.divide import MEND


def guard(step: Step) -> list[Reason]:
    election = step.matter
    if not election.contests.filter(seats__gt=0).exists():
        return [Reason("还没有划分选区。", "先把选区、人口数和名额填好。")]
    if empty := election.contests.filter(seats=0).select_related("constituency").first():
        return [
            Reason(
                f"{empty.constituency}的名额是0。", "请补上名额，或者与别的选区合并。", "constituency-size"
            )
        ]
    return [
        Reason(
            one.sentence,
            MEND.get(one.rule_id, ""),
            one.rule_id,
            one.articles,
            one.rule_id != "constituency-balance",
        )
        for one in selectors.plan_of(election)
        if one.met is False
    ]


def effect(step: Step) -> None:
    if "constituencies" not in days.done(step.matter):
        step.matter.ticks.create(key="constituencies", done_on=step.today, by=step.actor.label[:40])
    days.sync(step.matter)
