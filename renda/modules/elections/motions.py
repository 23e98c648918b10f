"""Motions put to the congress: one vote in ``kernel/ballots``, its declared result kept with the motion."""

from __future__ import annotations

from renda.foundation.chinese.dates import date_zh
from renda.kernel.audit.record import record
from renda.kernel.ballots import selectors as ballots
from renda.kernel.ballots import steps as voting
from renda.kernel.ballots.models import Kind
from renda.kernel.dossiers import filing
from renda.kernel.people import changes
from renda.kernel.people.models import Appointment, CongressSession
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.elections import selectors


def put(step: Step, session: CongressSession, *, law_kind: str, title: str, question: str) -> None:
    """Put the motion to the vote on the day and in the way the step names."""
    step.result["ballot"] = voting.prepare(
        step.actor, session=session, title=title, question=question, method=step.data["method"], kind=Kind.MOTION,
        law_kind=law_kind, on=step.data["held_on"], subject=step.matter,
    )  # fmt: skip


def day_in(session: CongressSession, step: Step) -> list[Reason]:
    """The congress decides in session only."""
    if session.opens_on <= step.data["held_on"] <= session.closes_on:
        return []
    text = f"表决日期不在会期里（{date_zh(session.opens_on)}至{date_zh(session.closes_on)}）。"
    return [Reason(text, "会议延长的，先在会议安排里改闭幕日期；闭会期间要另开会议。")]


def keep_result(step: Step) -> None:
    """The declared verdict with its rule, articles and figures, and the record of the vote, into the motion."""
    ballot = selectors.ballot_of(step.matter)
    told = ballots.result_of(ballot) if ballot else None
    if told is None or not told.declared:
        raise Refused("这次表决还没有宣布结果。")
    step.matter.outcome = {
        "passed": bool(told.passed), "sentence": told.sentence, "rule": told.rule, "articles": list(told.articles),
        "base": told.base, "needed": told.needed, "held_on": ballot.held_on.isoformat(), "lines": list(told.lines),
        "statements": list(told.statements),
    }  # fmt: skip
    step.matter.decided_on = ballot.held_on
    filing.put_from(ballot, "count", step.dossier)


def void_vote(step: Step) -> None:
    """The vote under way is taken off."""
    ballot = selectors.ballot_of(step.matter)
    if ballot is not None:
        voting.void(step.actor, ballot, step.data["reason"][:300])


def end_appointment(step: Step, appointment: Appointment, cause: str) -> None:
    """End the post on the day the step names; the cause stands in the log."""
    try:
        changes.end_appointment(appointment, step.data["until_on"], step.actor)
    except changes.ChangeRefused as refused:
        raise Refused(str(refused)) from refused
    record(step.actor, "election.post_ended", step.matter, {"cause": cause, "until_on": step.data["until_on"]})
