"""The owner says what was done and proves it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    problem = step.matter
    problem.result, problem.person, problem.shown_on = step.data["result"], step.data["person"], step.today
    for stored in step.data["files"]:
        step.file(stored, role="proof", title=f"整改证明：{stored.original_name}")
