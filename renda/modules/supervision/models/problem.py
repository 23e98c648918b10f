"""A problem that was found: who puts it right by when, what they show, what the look at it gave."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import Unit
from renda.modules.supervision.models.inspection import Inspection


class Problem(Matter):
    """It ends only with proof in its dossier. ``rounds`` counts how often it was not enough, ``pressed`` how often the owner was
    asked once more by a paper."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="problems")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField("问题", max_length=80)
    facts = models.TextField("事实")
    article = models.CharField("违反哪一条", max_length=160, blank=True)
    ask = models.TextField("整改要求")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="inspection_problems", verbose_name="整改单位"
    )
    due_on = models.DateField("整改期限")
    person = models.CharField("责任人", max_length=40, blank=True)
    result = models.TextField("整改结果", blank=True)
    shown_on = models.DateField("报来日期", null=True)
    rechecked_on = models.DateField("复查日期", null=True)
    recheck = models.TextField("复查情况", blank=True)
    rounds = models.PositiveIntegerField("退回几次", default=0)
    pressed = models.PositiveIntegerField("催过几次", default=0)
    dropping = models.CharField("不再列为问题的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "检查发现的问题"
        ordering = ["inspection", "position", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("supervision:problem", args=[self.pk])
