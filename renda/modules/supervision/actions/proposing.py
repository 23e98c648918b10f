"""What proposing a topic and changing it share."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.supervision.models import Evidence, Form, Inspection

PLAIN = ("form", "topic", "source", "why")


def reasons(step: Step) -> list[Reason]:
    """An inspection is of a law; without its name nobody knows what to check against."""
    if step.data.get("form") == Form.INSPECTION and not (step.data.get("law") or "").strip():
        return [Reason("执法检查要写明检查哪部法律法规。", "请写法律法规的全称。")]
    return []


def fill(step: Step) -> None:
    inspection: Inspection = step.matter
    for key in PLAIN:
        setattr(inspection, key, step.data[key])
    inspection.law = (step.data.get("law") or "").strip().strip("《》")


def put_evidence(step: Step) -> None:
    """The rows that speak for the topic: ``{"model", "object_id", "label", "on"}`` each."""
    step.matter.evidence.all().delete()
    for row in step.data.get("evidence") or ():
        Evidence.objects.create(inspection=step.matter, **row)
