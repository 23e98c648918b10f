"""The unit's own report, before the meeting. A better one may follow; both stay in the dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    part = step.matter
    part.report, part.reported_on = step.data["report"], step.today
    step.file_all("report", "工作报告")
    step.result["state"] = "工作报告到了"
