"""When backups were made, how often they are made, and where they are carried to."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.crypto.fields import EncryptedTextField


class BackupRun(models.Model):
    """One attempt to make a backup; kept also when it failed, because that must be seen.

    ``at``: the moment it was begun; what was done later is not in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField("时间", default=clock.now, db_index=True)
    path = models.CharField("位置", max_length=1000)
    size = models.PositiveBigIntegerField("大小", default=0)
    has_password = models.BooleanField("有密码", default=False)
    scheduled = models.BooleanField("定时", default=False)
    verified = models.BooleanField("已试恢复", default=False)
    ok = models.BooleanField("成功", default=False)
    message = models.CharField("说明", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "备份记录"
        ordering = ["-at", "-id"]


class Often(models.IntegerChoices):
    """How often a backup is made by itself, in minutes; 0 is once a day at the hour."""

    DAILY = 0, "每天一次"
    FOUR_HOURS = 240, "每4小时一次"
    HOURLY = 60, "每小时一次"
    QUARTER = 15, "每15分钟一次"


class BackupPlan(models.Model):
    """The one row that says when backups are made by themselves, and with which password."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    is_on = models.BooleanField("自动备份", default=True)
    often = models.PositiveSmallIntegerField("多久一次", choices=Often.choices, default=Often.DAILY)
    hour = models.PositiveSmallIntegerField("每天几点", default=2, validators=[MaxValueValidator(23)])
    keep = models.PositiveSmallIntegerField("保留几天的", default=14)
    password = EncryptedTextField("备份密码", blank=True, default="")

    class Meta:
        verbose_name = "备份设置"


class BackupPlace(models.Model):
    """A further place that every backup is carried to: a second disk, a stick, a folder of the network.

    ``mark``: what stands in the file that the product left there, to know the disk again. ``reached_at``: the moment
    that the newest good copy there is of; ``problem`` (Chinese): why the last try failed, empty when it did not.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("叫什么", max_length=40)
    folder = models.CharField("文件夹", max_length=900, unique=True)
    mark = models.CharField(max_length=64, blank=True, default="", editable=False)
    on_same_disk = models.BooleanField(default=False, editable=False)
    reached_at = models.DateTimeField("最近一次成功", null=True, editable=False)
    tried_at = models.DateTimeField("最近一次试", null=True, editable=False)
    problem = models.CharField("没有成功的原因", max_length=300, blank=True, default="", editable=False)

    class Meta:
        verbose_name = "备份放到的地方"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
