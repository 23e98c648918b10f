"""The office agrees to an extension: the deferral letter goes out and the reply deadline moves."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors
from renda.modules.suggestions.documents import deferral_paper


def effect(step: Step) -> None:
    extension = selectors.open_extension(step.matter)
    extension.decided_on, extension.granted, extension.decision = step.today, True, step.data["decision"]
    extension.paper = deferral_paper(step, extension)
    extension.save()
    for key in ("reply", "rehandle"):
        for deadline in deadlines.open_of(step.matter, key):
            deadlines.move(deadline, extension.latest_on, f"同意延期：{extension.reason}"[:120])
    deadlines.cancel(step.matter, "reply_internal")
    step.result.update(unit=extension.unit, latest_on=extension.latest_on)
