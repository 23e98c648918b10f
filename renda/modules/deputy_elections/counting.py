"""Votes of constituencies and recalls through ``kernel.ballots``: the vote is made here, keyed and declared there.

When a vote is declared or voided, the constituency (or the recall) follows in the same transaction.
"""

from __future__ import annotations

from datetime import date

from renda.kernel.access.actors import system
from renda.kernel.ballots import steps as ballots
from renda.kernel.ballots.models import Ballot, Kind, Method
from renda.kernel.procedures import execute as procedures
from renda.law.candidacies import DEPUTY
from renda.modules.deputy_elections import days, selectors
from renda.modules.deputy_elections.models import Candidate, Contest, Recall
from renda.modules.deputy_elections.models.contest import Stage

OURS = {"deputy_elections.contest": Contest, "deputy_elections.recall": Recall}
FOLLOWS = {"declare": "take_result", "void": "count_void"}


def begin(actor, matter, *, voters: int, participants: int, on: date, **vote) -> Ballot:
    """A vote that has been held: its roll is only numbers, its count begins."""
    ballot = ballots.prepare(
        actor, session=None, method=Method.SECRET_PAPER, subject=matter, on=on,
        previous=selectors.ballot_now(matter), **vote,
    )  # fmt: skip
    return ballots.open_ballot(actor, ballot, present=participants, entitled=voters)


def begin_contest(actor, contest: Contest) -> Ballot:
    """The vote of a constituency with the candidates on its ballot; who withdrew late stays on it, struck."""
    found = list(selectors.on_ballot(contest))
    ballot = begin(
        actor, contest, voters=contest.voters, participants=contest.participants, on=contest.voting_on,
        title=f"{contest.constituency.name}选举代表", kind=Kind.ELECTION, seats=contest.open_seats,
        options=[{"label": label(one, found), "subject_id": one.pk} for one in found],
        case={"post": DEPUTY, "round": contest.round, "nominated": len(found)},
        question=f"应选代表{contest.open_seats}名。",
    )  # fmt: skip
    gone = {one.pk: one for one in found if one.stage == Stage.WITHDRAWN}
    for option in ballot.options.filter(subject_id__in=gone).order_by("position"):
        ballots.strike(actor, ballot, option, gone[option.subject_id].note or "已退出")
    return ballots.close_ballot(actor, ballot)


def label(one: Candidate, all_of_them: list[Candidate]) -> str:
    """The name; of two people of one name each with the post."""
    same = [other for other in all_of_them if other.name == one.name]
    return f"{one.name}（{one.post}）"[:120] if len(same) > 1 else one.name


def begin_recall(actor, recall: Recall) -> Ballot:
    """The vote on a recall; the whole is all voters of the constituency."""
    name = recall.mandate.person.name
    ballot = begin(
        actor, recall, voters=recall.voters, participants=recall.participants, on=recall.voting_on,
        title=f"罢免{name}的代表职务", kind=Kind.MOTION, law_kind="recall_deputy",
    )  # fmt: skip
    return ballots.close_ballot(actor, ballot)


def follow(step) -> None:
    """A vote about one of ours was declared or voided: ours takes the step that follows."""
    if step.procedure.key != "ballot" or step.transition.verb not in FOLLOWS:
        return
    model = OURS.get(step.matter.subject_model)
    matter = model.objects.filter(pk=step.matter.subject_id).first() if model else None
    if matter is not None and matter.state == "counting":
        moved = procedures.execute(system(matter.town_id), matter, FOLLOWS[step.transition.verb]).matter
        if isinstance(moved, Contest):
            days.sync(moved.election)


def start() -> None:
    """Hook into the executor; called once when the app is ready."""
    procedures.after_step.append(follow)
