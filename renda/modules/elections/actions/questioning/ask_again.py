"""Half of the movers are not satisfied: the presidium decides on a further answer."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import judging
from renda.modules.elections.procedure.questioning import AGAIN


def guard(step: Step) -> list[Reason]:
    verdict = judging.dissatisfied(step.matter)
    if verdict.met:
        return []
    text = f"提质询案的代表{verdict.base}名，不满意的{verdict.count}名，要{verdict.needed}名才可以要求再答复。"
    return [reason(AGAIN, text, "请提质询案的代表都表示意见以后再看。")]


def effect(step: Step) -> None:
    """Nothing but the new state: the presidium decides the form once more."""
