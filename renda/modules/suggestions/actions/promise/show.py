"""The unit reports a promise kept, with proof."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import proof_paper


def effect(step: Step) -> None:
    promise = step.matter
    promise.proof, promise.shown_on = step.data["proof"], step.today
    promise.save()
    proof_paper(step)
    for stored in step.data.get("files") or []:
        step.file(stored, role="proof_file", title=f"完成证明：{stored.original_name}")
