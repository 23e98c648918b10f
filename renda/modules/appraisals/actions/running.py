"""A new line of the run sheet: behind the others about the same unit, before the vote."""

from __future__ import annotations

from django.db.models import F

from renda.kernel.procedures.execute import Step
from renda.modules.appraisals.models import RunLine, Speech


def put(step: Step, minutes: int | None = None) -> RunLine:
    """Make the line and move those behind it."""
    appraisal, data = step.matter, step.data
    key = data.get("appraised") or None
    rows = appraisal.lines.order_by("position", "id")
    own = rows.filter(appraised_id=key).exclude(kind=Speech.VOTE).last()
    vote = rows.filter(kind=Speech.VOTE).first()
    place = own.position + 1 if own else vote.position if vote else appraisal.lines.count() + 1
    appraisal.lines.filter(position__gte=place).update(position=F("position") + 1)
    return RunLine.objects.create(
        appraisal=appraisal,
        appraised_id=key,
        position=place,
        kind=data["kind"],
        who=data["who"],
        minutes=minutes,
    )
