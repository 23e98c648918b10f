"""面商: the unit met the deputy; the record goes into the dossier."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.common import acting_share, attach
from renda.modules.suggestions.documents import consultation_paper
from renda.modules.suggestions.models import Consultation


def guard(step: Step) -> list[Reason]:
    held_on = step.data.get("held_on")
    if held_on and held_on > step.today:
        return [Reason("面商日期不能晚于今天。", "请看看日期是不是写错了。")]
    return []


def effect(step: Step) -> None:
    share = acting_share(step)
    fields = {key: step.data.get(key) or "" for key in ("way", "place", "present", "content", "deputy_view")}
    record = Consultation.objects.create(
        suggestion=step.matter, round=step.matter.round, unit=share.unit, held_on=step.data["held_on"], **fields
    )
    consultation_paper(step, record)
    attach(step, "consultation_file", "面商材料")
