"""Polling day is moved: every day that is not done moves with it, old and new stay readable."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days
from renda.modules.deputy_elections.models import PollingMove

VOTED = ("counting", "decided", "confirmed", "closed")


def guard(step: Step) -> list[Reason]:
    election, day = step.matter, step.data.get("polling_on")
    if day is None:
        return []
    if day < clock.today():
        return [Reason("新的选举日已经过去了。", "请填今天以后的日子。")]
    if day == election.polling_on:
        return [Reason("新的选举日和原来一样。", "不改的话，直接返回就可以。")]
    if election.contests.filter(state__in=VOTED).exists():
        return [Reason("已经有选区投过票，选举日不能再改。", "个别选区改期投票的，到那个选区里办理。")]
    return late_ones(election, day)


def late_ones(election, day) -> list[Reason]:
    """Lawful steps that would be missed, or were done too late, if polling day were ``day``."""
    old, election.polling_on = election.polling_on, day
    found = [one for one in days.calendar(election) if one.missed and one.statutory]
    election.polling_on = old
    return [
        Reason(
            f"改到这一天，“{one.title}”最迟应在{day_zh(one.on)}，{'办得晚了' if one.done_on else '已经错过'}。",
            "请选更晚的日子。", one.rule.id, one.articles,
        )
        for one in found
    ]  # fmt: skip


def effect(step: Step) -> None:
    election = step.matter
    PollingMove.objects.create(
        election=election, old_on=election.polling_on, new_on=step.data["polling_on"],
        reason=step.data["reason"][:300], by=step.actor.label[:40],
    )  # fmt: skip
    election.contests.filter(voting_on=election.polling_on).update(voting_on=step.data["polling_on"])
    election.polling_on = step.data["polling_on"]
    election.save()
    days.sync(election)
