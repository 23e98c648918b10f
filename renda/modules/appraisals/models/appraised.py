"""A unit in a round of appraisal, and each thing it has to put right."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.people.models import Mandate
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import Unit
from renda.modules.appraisals.models.appraisal import Appraisal


class Appraised(Matter):
    """One unit's part. ``outcome``/``second`` are the lines of the votes as declared; ``again``: voted on once more after
    it has put things right."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="units")
    position = models.PositiveIntegerField(default=0)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="appraisals", verbose_name="受评单位"
    )
    head = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="小组组长"
    )
    team = models.ManyToManyField(Mandate, related_name="appraised", verbose_name="小组成员")
    report = models.TextField("工作报告要点", blank=True)
    reported_on = models.DateField("报告送来日期", null=True)
    slips = models.PositiveIntegerField("发出问卷条", default=0)
    outcome = models.JSONField("测评结果", default=dict)
    second = models.JSONField("再次测评结果", default=dict)
    again = models.BooleanField("整改后再测评", default=False)
    round = models.PositiveIntegerField("第几次意见书", default=0)
    letter_on = models.DateField("意见书日期", null=True)
    plan_by = models.DateField("整改方案期限", null=True)
    result_by = models.DateField("整改期限", null=True)
    study = models.CharField("怎么研究的", max_length=300, blank=True)
    planned_on = models.DateField("整改方案日期", null=True)
    result_on = models.DateField("整改结果日期", null=True)
    pressed = models.PositiveIntegerField("催过几次", default=0)
    checked_on = models.DateField("复查日期", null=True)
    checked = models.TextField("复查结论", blank=True)
    stopping = models.CharField("不办的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "受评单位"
        ordering = ["appraisal", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "unit"], name="appraised_unit_once")]

    def __str__(self) -> str:
        return f"{self.appraisal}：{self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("appraisals:appraised", args=[self.pk])

    @property
    def last_outcome(self) -> dict:
        """The result of the last vote; empty before the first."""
        return self.second or self.outcome


class Demand(Matter):
    """One thing to put right; it ends only with proof in its dossier. ``rounds`` counts how often it was not enough."""

    appraised = models.ForeignKey(Appraised, on_delete=models.PROTECT, related_name="demands")
    position = models.PositiveIntegerField(default=0)
    fault = models.TextField("问题")
    ask = models.CharField("整改意见", max_length=200)
    measure = models.TextField("整改措施", blank=True)
    person = models.CharField("责任人", max_length=40, blank=True)
    due_on = models.DateField("哪天以前改好", null=True)
    result = models.TextField("整改结果", blank=True)
    shown_on = models.DateField("报来日期", null=True)
    rechecked_on = models.DateField("复查日期", null=True)
    recheck = models.TextField("复查情况", blank=True)
    rounds = models.PositiveIntegerField("退回几次", default=0)
    dropping = models.CharField("不再要求的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "整改意见"
        ordering = ["appraised", "position", "id"]

    def __str__(self) -> str:
        return self.ask

    def get_absolute_url(self) -> str:
        return reverse("appraisals:demand", args=[self.pk])

    @property
    def unit(self) -> Unit:
        return self.appraised.unit
