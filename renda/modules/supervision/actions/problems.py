"""What listing a problem and changing it share."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.supervision.models import Form, Inspection

WRITTEN = ("title", "facts", "ask", "unit", "due_on")


def reasons(step: Step, inspection: Inspection) -> list[Reason]:
    """A law is broken in one of its articles; the day to put it right has not gone by."""
    data, found = step.data, []
    if inspection.form == Form.INSPECTION and not data.get("article"):
        found.append(Reason("没有写违反哪一条。", "执法检查发现的问题，要写明法律法规的名称和条号。"))
    return [*found, *ahead(step)]


def ahead(step: Step) -> list[Reason]:
    day = step.data.get("due_on")
    return [Reason("整改期限已经过了。", "请选今天以后的日期。")] if day and day < step.today else []


def fields(step: Step) -> dict:
    return {**{key: step.data[key] for key in WRITTEN}, "article": step.data.get("article") or ""}
