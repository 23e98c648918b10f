"""Votes of a campaign: each has its ballot in ``kernel/ballots``; which projects are in is worked out there by rule."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.ballots import selectors as ballots
from renda.kernel.ballots import steps as kernel
from renda.kernel.ballots.models import Kind, Method
from renda.kernel.dossiers import filing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.law import elections as law
from renda.modules.livelihood import documents, selectors
from renda.modules.livelihood.models import Candidate

NOTE = 200


def day_in_session(step: Step) -> list[Reason]:
    """The congress votes in session only."""
    session, day = step.matter.congress_session, step.data.get("held_on")
    if day is None or session.opens_on <= day <= session.closes_on:
        return []
    words = f"票决日期不在会期里（{date_zh(session.opens_on)}至{date_zh(session.closes_on)}）。"
    return [Reason(words, "会议延长的，先在会议安排里改闭幕日期。")]


def round_of(rows: list[Candidate]) -> str:
    """The first vote, one among those with equal votes, or a further one among the rest."""
    results = {row.result for row in rows}
    if results == {Candidate.Result.TIED}:
        return law.REVOTE
    return law.FURTHER if Candidate.Result.LEFT in results else law.FIRST


def begin(step: Step) -> None:
    """Put the vote on the session's list and make its slip."""
    campaign = step.matter
    rows, seats = selectors.for_the_vote(campaign), selectors.open_seats(campaign)
    round_key = round_of(rows)
    ballot = kernel.prepare(
        step.actor, session=campaign.congress_session, title=title_of(campaign, round_key), method=Method.SECRET_PAPER,
        kind=Kind.CHOICE, options=[option(row) for row in rows], seats=seats, law_kind="livelihood_project",
        on=step.data["held_on"], subject=campaign, case={"post": law.PROJECT, "round": round_key},
    )  # fmt: skip
    campaign.voted_on = step.data["held_on"]
    documents.slip(step, rows, seats)
    step.result["ballot"] = ballot


def title_of(campaign, round_key: str) -> str:
    return f"{campaign.year}年民生实事项目票决" + ("（再次票决）" if round_key != law.FIRST else "")


def option(row: Candidate) -> dict:
    return {"label": row.title, "note": row.content[:NOTE], "subject_id": row.pk}


def take_result(step: Step) -> None:
    """Write the declared votes to the candidates; an invalid vote decides nothing."""
    campaign = step.matter
    ballot = selectors.ballot_of(campaign)
    told = ballots.result_of(ballot) if ballot else None
    if told is None or not told.declared:
        raise Refused("这次票决还没有宣布结果。")
    campaign.outcome = {
        "valid": told.valid, "sentence": told.sentence, "rule": told.rule, "articles": list(told.articles),
        "statements": list(told.statements), "next": told.next, "ballot": str(ballot.pk),
    }  # fmt: skip
    filing.put_from(ballot, "count", step.dossier)
    if not told.valid:
        return
    won, tied = {row["key"] for row in told.winners}, {row["key"] for row in told.tied}
    got = {line["key"]: line["votes"]["for"] for line in told.lines}
    rows = campaign.candidates.in_bulk()
    for one in ballot.options.all():
        key, candidate = f"o{one.position}", rows.get(one.subject_id)
        if candidate is None:
            continue
        result = Candidate.Result
        candidate.votes = got[key]
        candidate.result = result.CHOSEN if key in won else result.TIED if key in tied else result.LEFT
        candidate.save()


def call_off(step: Step) -> None:
    """The vote under way is voided unless it is void already."""
    ballot = selectors.ballot_of(step.matter)
    if ballot is not None and not ballot.declared_at:
        kernel.void(step.actor, ballot, step.data["reason"])
