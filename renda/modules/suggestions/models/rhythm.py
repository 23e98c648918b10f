"""The supervision rhythm: hearings, site visits, publications, reports that come round by themselves."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.procedures.matter import Matter


class RhythmKind(models.TextChoices):
    HEARING = "hearing", "听取办理进展"
    SITE_VISIT = "site_visit", "现场视察"
    PUBLICATION = "publication", "办理情况公开"
    REPORT = "report", "向大会报告办理情况"


class RhythmEvent(Matter):
    """One date of one rhythm, with its sheet already filled from the data."""

    kind = models.CharField("类别", max_length=12, choices=RhythmKind.choices)
    period_from = models.DateField("时段起")
    period_to = models.DateField("时段止")
    due_on = models.DateField("应完成日期")
    held_on = models.DateField("开展日期", null=True)
    place = models.CharField("地点", max_length=80, blank=True)
    present = models.CharField("参加人员", max_length=300, blank=True)
    summary = models.TextField("记录", blank=True)
    opinions = models.TextField("提出的意见", blank=True)
    sheet = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "督办活动"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["town", "kind", "period_from"], name="one_event_per_period")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.period_from:%Y.%m}—{self.period_to:%Y.%m}）"

    def get_absolute_url(self) -> str:
        return reverse("suggestions:rhythm-event", args=[self.pk])
