"""What no record of the work tells a successor: keys, seals, where things lie, what else to know."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned


class NoteKind(models.TextChoices):
    KEY = "key", "钥匙"
    SEAL = "seal", "印章"
    PLACE = "place", "东西放在哪里"
    DEVICE = "device", "设备"
    LOGIN = "login", "网站和账号"
    OTHER = "other", "别的要交代的"


class Note(TownOwned):
    """One note. It is struck, not deleted; ``struck_on`` is when it held no more."""

    kind = models.CharField("类别", max_length=8, choices=NoteKind.choices)
    title = models.CharField("名称", max_length=80)
    count = models.CharField("数量", max_length=20, blank=True)
    place = models.CharField("放在哪里", max_length=120, blank=True)
    keeper = models.CharField("谁保管", max_length=40, blank=True)
    remark = models.CharField("说明", max_length=300, blank=True)
    noted_on = models.DateField("登记日期", default=clock.today)
    noted_by = models.CharField("登记人", max_length=80)
    struck_on = models.DateField("作废日期", null=True)

    class Meta:
        verbose_name = "交接备忘"
        ordering = ["kind", "title", "id"]

    def __str__(self) -> str:
        return self.title
