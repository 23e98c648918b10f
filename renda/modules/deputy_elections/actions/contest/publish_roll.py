"""The voters' list is published: how many, when, where."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.deputy_elections import days
from renda.modules.deputy_elections.documents import voters_notice


def guard(step: Step) -> list[Reason]:
    contest, voters, day = step.matter, step.data.get("voters"), step.data.get("done_on")
    reasons = []
    if contest.election.state != "underway":
        reasons.append(Reason("选区和选举日还没有公布。", "先在这次选举里公布选区和选举日。"))
    if voters is not None and voters < 1:
        reasons.append(Reason("选民总数要大于零。"))
    if voters is not None and contest.population and voters > contest.population:
        text = f"选民{voters}人，多于选区人口{contest.population}人。"
        reasons.append(Reason(text, "请核对两个数字。", blocks=False))
    return [*reasons, *published(contest, "voter_list", day, step.data)]


def published(contest, key: str, day, data) -> list[Reason]:
    """What a day of publication may not be: ahead of us, or after the last lawful day without a reason."""
    if day is None:
        return []
    if day > clock.today():
        return [Reason("公布日期不能在今天以后。", "公布了再登记。")]
    return days.too_late(contest.election, key, day, data.get("late_reason") or "")


def effect(step: Step) -> None:
    contest, data = step.matter, step.data
    contest.voters, contest.roll_on, contest.posted_at = data["voters"], data["done_on"], data["posted_at"]
    contest.late_reason = (data.get("late_reason") or "")[:300]
    contest.save()
    voters_notice(step)
    days.sync(contest.election)
