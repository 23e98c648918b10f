"""The next vote: those who tied, or a further election for the seats left, or the same again after an invalid one."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.law.candidacies import FURTHER, REVOTE
from renda.modules.deputy_elections import selectors
from renda.modules.deputy_elections.models.contest import Stage


def guard(step: Step) -> list[Reason]:
    contest, chosen, day = step.matter, list(step.data.get("candidates") or []), step.data.get("voting_on")
    found = selectors.last_result(contest)
    if not chosen or day is None:
        return []
    if day < found.ballot.held_on:
        return [Reason("投票日期不能早于上一次投票。", "请核对日期。")]
    key, left = found.next["key"], found.vacancies
    if key == REVOTE:
        return only_the_tied(found, chosen)
    elected = set(selectors.elected_of(contest).values_list("candidate_id", flat=True))
    if again := [one.name for one in chosen if one.pk in elected]:
        return [Reason(f"{'、'.join(again)}已经当选，不再参加投票。", "请去掉已经当选的人。")]
    if key == FURTHER:
        told = selectors.numbers(contest, left, FURTHER).judged(len(chosen))
        if not told.met:
            return [Reason(told.sentence, "请按上次得票的顺序确定候选人。", told.rule_id, told.articles)]
        return by_votes(found, chosen)
    return []


def only_the_tied(found, chosen) -> list[Reason]:
    """A second vote is among those who tied, nobody else."""
    wanted = {row["name"].split("（")[0] for row in found.tied}
    if {one.name for one in chosen} == wanted:
        return []
    text = f"再次投票只在票数相等的人中间进行：{'、'.join(sorted(wanted))}。"
    return [reason("deputy-elected-threshold", text, "请只选这几个人。")]


def by_votes(found, chosen) -> list[Reason]:
    """A further election takes its candidates by the order of votes; another choice is told, people decide."""
    ahead = [name.split("（")[0] for name in found.next.get("names", ())][: len(chosen)]
    if {one.name for one in chosen} == set(ahead):
        return []
    text = f"上一次得票最多的是{'、'.join(ahead)}，选定的人和得票顺序不一致。"
    return [
        reason(
            "deputy-election-shortfall", text, "另行选举按第一次投票得票多少的顺序确定候选人。", blocks=False
        )
    ]


def effect(step: Step) -> None:
    contest, data = step.matter, step.data
    found = selectors.last_result(contest)
    key = found.next["key"]
    contest.round = key if key in (REVOTE, FURTHER) else contest.round
    contest.voting_on, contest.poll_place = data["voting_on"], data["poll_place"][:120]
    contest.open_seats = found.vacancies
    contest.participants = contest.proxies = None
    contest.save()
    picked = {one.pk for one in data["candidates"]}
    contest.candidates.update(on_ballot=False)
    contest.candidates.filter(pk__in=picked).update(on_ballot=True, stage=Stage.FORMAL)
