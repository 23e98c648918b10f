"""Between sessions the presidium decides where the place allows it; the congress confirms afterwards."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections.actions.resignation.receive import presidium_may
from renda.modules.elections.procedure.resignation import LAW


def guard(step: Step) -> list[Reason]:
    if presidium_may():
        return []
    return [reason(LAW, "闭会期间主席团没有接受辞职的职权，要由大会决定。", "请提请大会表决。")]


def effect(step: Step) -> None:
    resignation, data = step.matter, step.data
    accepted = data["accepted"] == "yes"
    resignation.decided_on = data["decided_on"]
    resignation.outcome = {"passed": accepted, "sentence": data["decision"], "by": "presidium"}
    step.result["sentence"] = data["decision"]
