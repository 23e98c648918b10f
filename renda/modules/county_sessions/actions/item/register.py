"""The county has given it a number and a unit; the time for the answer runs."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import not_after_today
from renda.modules.county_sessions.actions import common
from renda.modules.county_sessions.models import Item


def guard(step: Step) -> list[Reason]:
    item = step.matter
    found = not_after_today(step, "assigned_on", "交办日期")
    found += common.not_before(step, "assigned_on", item.submitted_on, "交办日期", "报送日期")
    number = (step.data.get("county_number") or "").strip()
    twin = (
        Item.objects.filter(session=item.session, county_number=number, kind=item.kind)
        .exclude(pk=item.pk)
        .first()
    )
    if number and twin is not None:
        found.append(Reason(f"县里的编号{number}已经登记在另一件上：{twin}。", "请核对县里的通知。"))
    return found


def effect(step: Step) -> None:
    for key in ("county_number", "handling", "county_unit", "assigned_on"):
        setattr(step.matter, key, step.data[key])
    step.matter.is_complex = bool(step.data.get("is_complex"))
