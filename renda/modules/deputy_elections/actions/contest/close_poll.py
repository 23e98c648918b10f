"""Voting is over: the number of voters is frozen, the count is keyed and declared as a vote of its own."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.law import majorities
from renda.modules.deputy_elections import counting
from renda.modules.deputy_elections.words import asked

TURNOUT = "deputy-election-turnout"


def guard(step: Step) -> list[Reason]:
    contest, voted, proxies = step.matter, step.data.get("participants"), step.data.get("proxies") or 0
    if voted is None:
        return []
    if clock.today() < contest.voting_on:
        day = contest.voting_on
        return [
            Reason(
                f"还没有到投票的日子（{date_zh(day)}）。", "投票结束以后再开始计票。"
            )
        ]
    if open_ones := contest.objections.filter(decided_on__isnull=True).count():
        return [
            reason("voter-list-appeal", f"还有{open_ones}件选民名单申诉没有处理。", "先处理申诉，再计票。")
        ]
    if voted > contest.voters:
        return [Reason(f"参加投票{voted}人，多于全体选民{contest.voters}人。", "请核对投票登记。")]
    if proxies > voted:
        return [Reason(f"委托投票{proxies}人，多于参加投票{voted}人。", "请核对投票登记。")]
    found = majorities.check(TURNOUT, voted, contest.voters, **asked(contest.voting_on))
    if found.met:
        return []
    text = f"全体选民{contest.voters}人，参加投票{voted}人，要{found.needed}人才有效，还差{found.needed - voted}人。"
    return [reason(TURNOUT, text, "计票以后会宣布选举无效，要重新组织投票。", blocks=False)]


def effect(step: Step) -> None:
    contest = step.matter
    contest.participants, contest.proxies = step.data["participants"], step.data.get("proxies")
    contest.save()
    step.result["ballot"] = str(counting.begin_contest(step.actor, contest).pk)
