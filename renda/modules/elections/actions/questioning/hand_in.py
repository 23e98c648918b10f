"""The motion is handed in: ten deputies, or the share a small congress may want instead."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections.common import (
    deputies_on,
    enough_signers,
    in_session,
    share_of_deputies,
    too_few,
)
from renda.modules.elections.documents import interpellation_paper
from renda.modules.elections.procedure.questioning import THRESHOLD

SMALL = "questioning-threshold-small-congress"


def is_small() -> bool:
    """Does the rule of the place for small congresses hold here?"""
    rule = timing.rule(SMALL)
    return rule.layer == "place" and deputies_on().count() <= rule.value("total_max")


def guard(step: Step) -> list[Reason]:
    reasons = []
    if not in_session(step.matter.congress_session):
        reasons.append(reason(THRESHOLD, "质询案在大会会议期间提出，现在不在会期里。", "请核对会期。"))
    verdict = enough_signers(step.matter, THRESHOLD)
    if verdict.met or (is_small() and share_of_deputies(step.matter, SMALL).met):
        return reasons
    return [*reasons, too_few(verdict, "质询案")]


def effect(step: Step) -> None:
    step.matter.handed_in_on = step.today
    interpellation_paper(step)
