"""The list goes to the congress: the slip is made, the vote stands on the session's list of votes."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.livelihood import candidacy, voting


def guard(step: Step) -> list[Reason]:
    why = step.data.get("few_reason") or step.matter.few_reason
    return [*candidacy.reasons(step.matter, why), *voting.day_in_session(step)]


def effect(step: Step) -> None:
    step.matter.few_reason = step.data.get("few_reason") or step.matter.few_reason
    voting.begin(step)
