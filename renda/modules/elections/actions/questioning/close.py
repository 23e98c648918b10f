"""The movers take no further step: how it ended is kept, the dossier sealed."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import judging
from renda.modules.elections.procedure.questioning import AGAIN


def guard(step: Step) -> list[Reason]:
    verdict = judging.dissatisfied(step.matter)
    if not verdict.met:
        return []
    text = f"提质询案的代表{verdict.base}名，不满意的{verdict.count}名，可以要求再答复。"
    return [reason(AGAIN, text, "结案以前请问清楚提质询案的代表还要不要再答复。", blocks=False)]


def effect(step: Step) -> None:
    step.matter.closed_how = step.data["reason"][:200]
