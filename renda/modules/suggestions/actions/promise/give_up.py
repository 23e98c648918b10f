"""A promise can't be kept: the reason is written to the deputy and the line stays as broken."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import broken_promise_paper


def effect(step: Step) -> None:
    step.matter.proof = step.data["reason"]
    broken_promise_paper(step)
    step.result["reason"] = step.data["reason"]
