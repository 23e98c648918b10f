"""Put the suggestion and its answer on the open column, after the redaction check."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.suggestions import redaction


def guard(step: Step) -> list[Reason]:
    text = "\n".join(str(step.data.get(key) or "") for key in ("title", "ask", "reply"))
    return [
        reason(
            "suggestion-publication-exceptions",
            f"公开内容里有{found.label}：“{found.text}”。",
            "请删去或改成“某某”再公开。",
        )
        for found in redaction.find(text, step.matter)
        if found.blocks
    ]


def effect(step: Step) -> None:
    step.matter.public_text = {key: step.data[key] for key in ("title", "ask", "reply")}
    step.matter.published_on = step.today
    step.matter.withheld_reason = ""
