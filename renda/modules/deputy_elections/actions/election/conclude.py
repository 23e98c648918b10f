"""The round is over: every constituency is confirmed, the report to the county is made."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days, selectors
from renda.modules.deputy_elections.documents import result_report


def guard(step: Step) -> list[Reason]:
    short = [
        f"{contest.constituency}缺{left}名"
        for contest in selectors.contests_of(step.matter)
        if (left := selectors.vacancies(contest))
    ]
    return [Reason(f"{'，'.join(short)}。", "缺额留待补选的，报告里会写明。", blocks=False)] if short else []


def effect(step: Step) -> None:
    result_report(step)
    days.sync(step.matter)
