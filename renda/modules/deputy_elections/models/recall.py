"""Voters ask that their deputy be recalled: the request, the hearing, the vote of the constituency."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.people.models import Mandate
from renda.kernel.procedures.matter import Matter


class Recall(Matter):
    """The request goes to the county standing committee, which sends people to chair the vote."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField("收到日期")
    signers = models.PositiveIntegerField("联名选民数")
    reasons = models.TextField("罢免理由")
    county_on = models.DateField("报县人大常委会日期", null=True)
    defence = models.TextField("申辩意见", blank=True)
    voting_on = models.DateField("表决日期", null=True)
    voters = models.PositiveIntegerField("原选区全体选民", null=True)
    participants = models.PositiveIntegerField("参加表决人数", null=True)
    chaired_by = models.CharField("主持人", max_length=60, blank=True)
    passed = models.BooleanField("罢免通过", null=True)
    ending = models.CharField("没有表决的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "罢免代表"
        ordering = ["-received_on", "-id"]

    def __str__(self) -> str:
        return f"罢免代表{self.mandate.person}的要求"

    def get_absolute_url(self) -> str:
        return reverse("deputy_elections:recall", args=[self.pk])
