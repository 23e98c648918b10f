"""When backups were made, and where they are to go."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from renda.foundation import clock
from renda.foundation.ids import new_id


class BackupRun(models.Model):
    """One attempt to make a backup; kept also when it failed, because that must be seen."""

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


class BackupPlan(models.Model):
    """The one row that says when and where backups are made by themselves."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    is_on = models.BooleanField("每天自动备份", default=True)
    folder = models.CharField("备份文件夹", max_length=1000, blank=True, default="")
    hour = models.PositiveSmallIntegerField("几点", default=2, validators=[MaxValueValidator(23)])
    keep = models.PositiveSmallIntegerField("保留几份", default=14)

    class Meta:
        verbose_name = "备份设置"
