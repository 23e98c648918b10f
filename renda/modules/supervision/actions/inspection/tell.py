"""The deputies are told what came of it; the session it is reported to is noted."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.supervision import selectors


def effect(step: Step) -> None:
    step.matter.told_on = step.today
    step.matter.told_session = step.data.get("session")
    words = [selectors.outcome_words(step.matter), step.data.get("note") or ""]
    step.result["words"] = "".join(words)
