"""The formal candidates are settled and published."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.law import elections
from renda.modules.deputy_elections import days, listing, selectors
from renda.modules.deputy_elections.actions.contest.publish_roll import published
from renda.modules.deputy_elections.documents import candidates_notice
from renda.modules.deputy_elections.models.contest import Stage


def guard(step: Step) -> list[Reason]:
    contest, chosen = step.matter, list(step.data.get("candidates") or [])
    reasons = published(contest, "formal_list", step.data.get("done_on"), step.data)
    if not chosen:
        return reasons
    told = selectors.numbers(contest, contest.seats, contest.first_round).judged(len(chosen))
    if not told.met:
        reasons.append(Reason(told.sentence, "请按规定的人数确定正式候选人。", told.rule_id, told.articles))
    return [*reasons, *against_primary(contest, chosen)]


def against_primary(contest, chosen) -> list[Reason]:
    """Where a primary was held, its order decides who stands."""
    votes = {str(one.pk): one.primary_votes for one in selectors.standing(contest)}
    if not votes or None in votes.values():
        return []
    keep = len(chosen)
    found = elections.primary(votes, keep, deputies=True, on=contest.election.polling_on)
    picked = {str(one.pk) for one in chosen}
    if set(found.candidates) <= picked <= {*found.candidates, *found.tied}:
        return []
    text = "选定的人和预选得票的顺序不一致。"
    return [reason("deputy-candidate-list-dates", text, "预选过的，按得票多少确定正式候选人。")]


def effect(step: Step) -> None:
    contest, data = step.matter, step.data
    contest.formal_on, contest.settled_by = data["done_on"], data["settled_by"][:200]
    contest.poll_place = data["poll_place"][:120]
    contest.late_reason = (data.get("late_reason") or contest.late_reason)[:300]
    contest.round, contest.voting_on = contest.first_round, contest.election.polling_on
    contest.open_seats = contest.seats
    contest.save()
    listing.place(contest, list(selectors.standing(contest)))
    picked = {one.pk for one in data["candidates"]}
    for one in selectors.standing(contest):
        one.stage = Stage.FORMAL if one.pk in picked else Stage.OUT
        one.on_ballot = one.pk in picked
        one.save()
    candidates_notice(step, list(selectors.on_ballot(contest)), "正式", contest.settled_by, "formal")
    days.sync(contest.election)
