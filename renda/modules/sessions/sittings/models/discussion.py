"""What was said in the groups."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.modules.sessions.sittings.models.agenda import Entry
from renda.modules.sessions.sittings.models.sitting import Sitting


class GroupNote(TownOwned):
    """One speaker's point in a group, on an entry of the sitting, with what was answered on the spot. Struck out, it stays with
    its reason."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="group_notes")
    group = models.ForeignKey(
        "session_attendance.SessionGroup", on_delete=models.PROTECT, related_name="notes"
    )
    entry = models.ForeignKey(
        Entry, verbose_name="审议内容", on_delete=models.PROTECT, null=True, blank=True, related_name="notes"
    )
    attendee = models.ForeignKey(
        "session_attendance.Attendee", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    speaker = models.CharField("发言人", max_length=80)
    said = models.TextField("发言要点", max_length=2000)
    answer = models.TextField("当场答复", max_length=2000, blank=True)
    recorded_by = models.CharField("记录人", max_length=40)
    noted_at = models.DateTimeField("记录时间", default=clock.now)
    struck_at = models.DateTimeField("划掉时间", null=True)
    struck_why = models.CharField("划掉原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "分组审议发言"
        ordering = ["noted_at", "id"]

    def __str__(self) -> str:
        return f"{self.speaker}的发言"
