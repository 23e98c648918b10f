"""Voting ends. Who came or left meanwhile changes how many were present, never who was entitled."""

from __future__ import annotations

from renda.kernel.ballots import rolls
from renda.kernel.ballots.actions.open import quorum
from renda.kernel.ballots.models import Kind
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    ballot, roll, present = step.matter, step.matter.roll, step.data.get("present")
    reasons = []
    if present is not None and present > roll.entitled:
        reasons.append(Reason(f"实到{present}人，多于应到{roll.entitled}人。", "请核对签到。"))
    elif (
        present is not None
        and roll.from_register
        and ballot.congress_session_id
        and ballot.kind != Kind.APPRAISAL
    ):
        reasons += quorum(ballot, present, roll.whole)
    if changed := rolls.changed_since(ballot):
        reasons.append(Reason(changed, blocks=False))
    return reasons


def effect(step: Step) -> None:
    present = step.data.get("present")
    if present is not None:
        step.matter.roll.present_at_close = present
        step.matter.roll.save()
