"""One round of appraisal: why, approved by whom, who goes out, when, where the meeting is."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.people.models import CongressSession, Mandate, Person
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import Unit


class Appraisal(Matter):
    """The round of a year. ``contents`` are what is appraised, one line each; the questionnaire asks the same."""

    title = models.CharField("评议名称", max_length=80)
    year = models.PositiveIntegerField("年度")
    chosen = models.ManyToManyField(Unit, related_name="+", verbose_name="评议哪些单位")
    why = models.TextField("为什么选这些单位")
    visit_from = models.DateField("走访从哪天")
    visit_until = models.DateField("走访到哪天")
    meeting_on = models.DateField("评议会日期")
    ends_on = models.DateField("整改结束日期")
    guests = models.CharField("邀请谁参加", max_length=200)
    approved_on = models.DateField("批准日期", null=True)
    approved_by = models.CharField("批准机关", max_length=80, blank=True)
    approval = models.TextField("批示", blank=True)
    leader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="评议组组长"
    )
    deputies = models.ManyToManyField(Mandate, related_name="appraisals", verbose_name="评议代表")
    contents = models.JSONField("评议内容", default=list)
    visit_least = models.PositiveIntegerField("每个单位最少走访人数", null=True)
    report_by = models.DateField("单位报告截止日期", null=True)
    meeting_at = models.CharField("评议会时间", max_length=40, blank=True)
    venue = models.CharField("会场", max_length=80, blank=True)
    grades = models.CharField("测评分几等", max_length=12, blank=True)
    published_on = models.DateField("方案印发日期", null=True)
    voted_on = models.DateField("测评日期", null=True)
    told_on = models.DateField("告知代表的日期", null=True)
    told_session = models.ForeignKey(
        CongressSession, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="向哪次大会报告"
    )
    stopping = models.CharField("不办的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "评议"
        ordering = ["-year", "-opened_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("appraisals:appraisal", args=[self.pk])
