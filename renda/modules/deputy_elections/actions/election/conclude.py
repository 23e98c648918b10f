"""The round is over: every constituency is confirmed, the report to the county is made."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days, selectors
from renda.modules.deputy_elections.documents import result_report
from renda.modules.deputy_elections.words import reason


def guard(step: Step) -> list[Reason]:
    waiting = step.matter.contests.exclude(state__in=("confirmed", "closed")).select_related("constituency")
    names = [str(contest.constituency) for contest in waiting]
    if names:
        text = f"{'、'.join(names)}还没有审查确认代表资格。"
        return [reason("credentials-review", text, "各选区都办完再报告。")]
    short = [
        f"{contest.constituency}缺{left}名"
        for contest in selectors.contests_of(step.matter)
        if (left := selectors.vacancies(contest))
    ]
    return [Reason(f"{'，'.join(short)}。", "缺额留待补选的，报告里会写明。", blocks=False)] if short else []


def effect(step: Step) -> None:
    if "polling" not in days.done(step.matter):
        step.matter.ticks.create(key="polling", done_on=step.matter.polling_on, by=step.actor.label[:40])
    result_report(step)
    days.sync(step.matter)
