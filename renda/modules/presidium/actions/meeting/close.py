"""The meeting is over: the minutes are made; the one before no longer waits for a next one."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Step
from renda.modules.presidium import documents
from renda.modules.presidium.models import Meeting


def effect(step: Step) -> None:
    meeting = step.matter
    earlier = Meeting.objects.filter(state__in=("held", "filed"), held_on__lte=meeting.held_on).exclude(pk=meeting.pk)
    for one in earlier.order_by("held_on", "id"):
        deadlines.meet(one, "next", meeting.held_on)
    if not step.dossier.items.filter(role="notice").exists():
        documents.notice(step)
    documents.minutes(step)
