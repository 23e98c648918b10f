"""A deputy's signature under a nomination or a motion: once, by the own account or on paper, taken back with a date."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned


class Way(models.TextChoices):
    ACCOUNT = "account", "本人在手机上签名"
    PAPER = "paper", "纸面签名，人大办登记"


class Signature(TownOwned):
    mandate = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, related_name="+")
    way = models.CharField("方式", max_length=8, choices=Way.choices)
    signed_at = models.DateTimeField("签名时间", default=clock.now)
    entered_by = models.CharField("登记人", max_length=40, blank=True)
    taken_back_on = models.DateField("撤回日期", null=True)

    class Meta:
        abstract = True
        ordering = ["signed_at", "id"]

    def __str__(self) -> str:
        return self.mandate.person.name
