"""Who goes, when, which units get ready; for a special report also when and where it is heard."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.supervision.models import Form

PLAIN = ("leader", "starts_on", "ends_on", "materials_by", "draft_by")
WORDS = ("experts", "hearing_at", "venue")


def guard(step: Step) -> list[Reason]:
    data, found = step.data, []
    days = [data.get(key) for key in ("starts_on", "ends_on", "draft_by")]
    if all(days) and days != sorted(days):
        found.append(Reason("日期前后不对。", "先开始，再结束，最后写好报告，请核对。"))
    if days[0] and data.get("materials_by") and data["materials_by"] > days[0]:
        found.append(Reason("单位的材料送来的日期在检查开始以后。", "请改到检查开始以前，检查组好先看。"))
    if step.matter.form == Form.REPORT and not (data.get("hearing_at") and data.get("venue")):
        found.append(Reason("听取专项工作报告，要写开会的时间和地点。", "请填开会的时间和地点。"))
    return found


def effect(step: Step) -> None:
    inspection, data = step.matter, step.data
    for key in PLAIN:
        setattr(inspection, key, data[key])
    for key in WORDS:
        setattr(inspection, key, data.get(key) or "")
    inspection.team.set(data["team"])
    inspection.units.set(data["units"])
