"""The team is back: every place has its record, or was struck with the reason."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.supervision import selectors

WRITTEN = ("ends_on", "heard", "visited", "files_read")
NAMED = 3


def guard(step: Step) -> list[Reason]:
    inspection, day, found = step.matter, step.data.get("ends_on"), []
    seen = selectors.standing_findings(inspection).filter(site=OuterRef("pk"))
    bare = [
        site.name
        for site in inspection.sites.filter(~Exists(seen), struck_on=None).order_by("on", "position", "id")
    ]
    if bare:
        more = f"等{len(bare)}个" if len(bare) > NAMED else ""
        words = f"还没有现场记录：{'、'.join(bare[:NAMED])}{more}。"
        found.append(
            Reason(words, "手机上记了还没送的，打开手机上的检查页就会送；没有去的，先撤销检查点，写明原因。")
        )
    if day and day > step.today:
        found.append(Reason("查完的日期不能晚于今天。", "请核对日期。"))
    if day and inspection.starts_on and day < inspection.starts_on:
        found.append(Reason("查完的日期在开始以前。", "请核对日期。"))
    return found


def effect(step: Step) -> None:
    for key in WRITTEN:
        setattr(step.matter, key, step.data[key])
    step.matter.talks = step.data.get("talks") or 0
