"""Places to go to on one day."""

from __future__ import annotations

from django.db.models import Max

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.supervision import checklist
from renda.modules.supervision.models import Site


def effect(step: Step) -> None:
    inspection, data = step.matter, step.data
    names = checklist.lines_of(data["places"], checklist.PLACE_LONGEST)
    if not names:
        raise Refused("还没有写检查点，一行写一个。")
    last = inspection.sites.aggregate(last=Max("position"))["last"] or 0
    standing = set(inspection.sites.filter(on=data["on"], struck_on=None).values_list("name", flat=True))
    for position, name in enumerate((one for one in names if one not in standing), last + 1):
        Site.objects.create(
            inspection=inspection,
            position=position,
            name=name,
            on=data["on"],
            at=data.get("at") or "",
            lead=data.get("lead") or "",
        )
