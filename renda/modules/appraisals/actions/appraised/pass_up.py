"""After two poor votes others have to act; what they were told lies in the dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    step.matter.checked_on, step.matter.checked = step.today, step.data["text"]
    step.file_all("passed_up", "报党委和上级")
