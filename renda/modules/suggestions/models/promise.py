"""The promise ledger: every "planned by" stays open, across years, until it is shown kept.

A matter passed up to a higher body is a line of the same ledger: it is followed until it is answered.
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.procedures.matter import Matter


class PromiseKind(models.TextChoices):
    PLANNED = "planned", "列入计划"
    PASSED_UP = "passed_up", "向上反映"


class Promise(Matter):
    suggestion = models.ForeignKey("suggestions.Suggestion", on_delete=models.PROTECT, related_name="promises")
    reply = models.ForeignKey("suggestions.Reply", on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField("类别", max_length=10, choices=PromiseKind.choices, default=PromiseKind.PLANNED)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    text = models.CharField("承诺事项", max_length=300)
    made_on = models.DateField("承诺日期")
    due_on = models.DateField("承诺完成日期")
    first_due_on = models.DateField("最初承诺日期")
    shown_on = models.DateField("报告完成日期", null=True)
    proof = models.TextField("完成情况", blank=True)
    confirmed_on = models.DateField("代表确认日期", null=True)
    confirmed_by = models.CharField(max_length=40, blank=True)
    postponed = models.PositiveIntegerField("推迟次数", default=0)

    class Meta:
        verbose_name = "承诺"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["town", "state", "due_on"])]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("suggestions:promise", args=[self.pk])
