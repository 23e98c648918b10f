"""Deputies accept the project; the signed record goes into the dossier."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.livelihood import documents


def guard(step: Step) -> list[Reason]:
    day, found = step.data.get("accepted_on"), not_after_today(step, "accepted_on")
    if day and step.matter.done_on and day < step.matter.done_on:
        found.append(Reason("验收日期在完工以前。", "请核对日期。"))
    return found


def effect(step: Step) -> None:
    project = step.matter
    project.accepted_on, project.acceptance = step.data["accepted_on"], step.data["text"]
    project.acceptors.set(step.data["deputies"])
    step.paper("project_acceptance", documents.acceptance(project), role="acceptance")
    step.file_all("acceptance", "验收")
