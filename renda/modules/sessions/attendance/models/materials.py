"""The papers of a session: who gets which, who has read them."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.modules.sessions.attendance.models.people import Attendee


class Material(TownOwned):
    """One paper of the session. ``capacities`` and ``duties`` say who gets it; ``paper`` or ``file`` is what is read
    on the phone, neither where it is only handed out. ``printed`` goes into the folders."""

    session = models.ForeignKey(
        "people.CongressSession", on_delete=models.PROTECT, related_name="attendance_materials"
    )
    title = models.CharField("材料名称", max_length=120)
    capacities = models.JSONField("发给", default=list)
    duties = models.JSONField("只发给", default=list, blank=True)
    copies = models.PositiveIntegerField("每人份数", default=1)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    printed = models.BooleanField("印发装袋", default=True)
    electronic = models.BooleanField("手机上能看", default=False)
    collect_back = models.BooleanField("会后收回", default=False)
    spare = models.PositiveIntegerField("备份份数", default=0)
    remark = models.CharField("备注", max_length=60, blank=True)
    paper = models.ForeignKey(
        "documents.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveIntegerField("顺序", default=0)
    added_on = models.DateField("列入日期", default=clock.today)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)

    class Meta:
        verbose_name = "会议材料"
        ordering = ["position", "title", "id"]

    def __str__(self) -> str:
        return self.title

    def goes_to(self, attendee: Attendee, duties: frozenset[str] | set[str] = frozenset()) -> bool:
        """Does this person get it? ``duties``: the kinds of duty the person has."""
        if self.duties:
            return not duties.isdisjoint(self.duties)
        return attendee.capacity in self.capacities


class MaterialReading(TownOwned):
    """Somebody opened an electronic paper; the first time counts."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="readings")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="readings")
    read_at = models.DateTimeField("已读时间", default=clock.now)

    class Meta:
        verbose_name = "材料阅读"
        ordering = ["read_at", "id"]
        constraints = [models.UniqueConstraint(fields=["material", "attendee"], name="material_reading_once")]
