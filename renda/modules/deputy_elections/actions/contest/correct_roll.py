"""The number of voters is put right after an objection."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    voters = step.data.get("voters")
    return [Reason("选民总数要大于零。")] if voters is not None and voters < 1 else []


def effect(step: Step) -> None:
    step.matter.voters = step.data["voters"]
