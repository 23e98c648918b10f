"""Sending out: one dispatch, and a receipt for everybody it went to."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.units.models import TownOwned


class Dispatch(TownOwned):
    """One sending of the paper, with everybody it went to."""

    draft = models.ForeignKey("drafting.Draft", on_delete=models.PROTECT, related_name="dispatches")
    sent_on = models.DateField("发出日期", default=clock.today)
    sent_by = models.CharField("发出人", max_length=40)
    copies = models.PositiveIntegerField("印制份数", default=0)
    note = models.CharField("说明", max_length=200, blank=True)
    list_paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "发文"
        verbose_name_plural = "发文"
        ordering = ["sent_on", "id"]

    def __str__(self) -> str:
        return f"{self.draft}（{date_zh(self.sent_on)}发出）"


class Way(models.TextChoices):
    INBOX = "inbox", "系统内送达"
    LINK = "link", "发链接"
    PAPER = "paper", "纸质送达"


class Receipt(TownOwned):
    """One addressee: a person, a unit, or a name outside the town. Read and signed for are dates, not states."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField("送给", max_length=80)
    group = models.CharField("代表小组", max_length=60, blank=True)
    way = models.CharField("方式", max_length=6, choices=Way.choices)
    copies = models.PositiveIntegerField("份数", default=1)
    read_at = models.DateTimeField("已读时间", null=True)
    signed_on = models.DateField("签收日期", null=True)
    signed_by = models.CharField("签收人", max_length=40, blank=True)
    keyed_by = models.CharField("代记人", max_length=40, blank=True)

    class Meta:
        verbose_name = "送达"
        ordering = ["dispatch", "name", "id"]
        indexes = [models.Index(fields=["person"]), models.Index(fields=["unit"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("drafting:received", args=[self.pk])

    @property
    def standing(self) -> str:
        """已签收 / 已读 / 未读 / 待签收 (on paper nobody sees it being read)."""
        if self.signed_on:
            return "已签收"
        if self.read_at:
            return "已读"
        return "待签收" if self.way == Way.PAPER else "未读"
