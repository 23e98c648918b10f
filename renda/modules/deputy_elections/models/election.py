"""One round of electing deputies: the day, the number of deputies, what is ticked off."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.people.models import Term
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned


class Way(models.TextChoices):
    GENERAL = "general", "换届选举"
    BY_ELECTION = "by-election", "补选"


class DeputyElection(Matter):
    """``quota``: the number of deputies to elect as the county has fixed it (in a by-election the vacant seats)."""

    way = models.CharField("类别", max_length=12, choices=Way.choices)
    term = models.ForeignKey(Term, verbose_name="届", on_delete=models.PROTECT, related_name="+")
    polling_on = models.DateField("选举日")
    quota = models.PositiveIntegerField("代表名额")
    population = models.PositiveIntegerField("人口数", null=True)
    organ = models.CharField("主持机构", max_length=60)
    decision = models.CharField("名额和选举日的依据", max_length=120, blank=True)
    ending = models.CharField("没有办下去的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "代表选举"
        ordering = ["-polling_on", "-id"]

    def __str__(self) -> str:
        return f"{self.term}人大代表{self.get_way_display()}"

    def get_absolute_url(self) -> str:
        return reverse("deputy_elections:one", args=[self.pk])

    @property
    def is_general(self) -> bool:
        return self.way == Way.GENERAL


class Tick(TownOwned):
    """A step of the calendar that was done."""

    election = models.ForeignKey(DeputyElection, on_delete=models.CASCADE, related_name="ticks")
    key = models.CharField(max_length=40)
    done_on = models.DateField("完成日期")
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.CharField("记录人", max_length=40, blank=True)

    class Meta:
        verbose_name = "已办的选举步骤"
        ordering = ["election", "done_on", "id"]
        constraints = [models.UniqueConstraint(fields=["election", "key"], name="election_tick_once")]

    def __str__(self) -> str:
        return f"{self.key}：{date_zh(self.done_on)}"


class PollingMove(TownOwned):
    """Polling day was moved: the old day and the new one stay readable."""

    election = models.ForeignKey(DeputyElection, on_delete=models.CASCADE, related_name="moves")
    old_on = models.DateField("原来的选举日")
    new_on = models.DateField("新的选举日")
    reason = models.CharField("原因", max_length=300)
    by = models.CharField("记录人", max_length=40, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "选举日改期"
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{date_zh(self.old_on)}改为{date_zh(self.new_on)}"
