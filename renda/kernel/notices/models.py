"""Notices and their way to each addressee."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned


class Notice(TownOwned):
    kind = models.CharField(max_length=60)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容", blank=True)
    url = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=80, blank=True)
    object_id = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "通知"
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.title


class DeliveryState(models.TextChoices):
    QUEUED = "queued", "待发"
    SENT = "sent", "已送达"
    FAILED = "failed", "未送达"
    READ = "read", "已读"


class Delivery(TownOwned):
    """One notice on its way to one addressee over one channel."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, null=True, related_name="inbox")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, db_index=True)
    done_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "送达"
        ordering = ["-notice__made_at", "id"]
        indexes = [models.Index(fields=["account", "state"]), models.Index(fields=["channel", "state"])]


class ChannelSetting(TownOwned):
    """A message channel the town has set up (SMS gateway, group robot)."""

    channel = models.CharField(max_length=20)
    address = models.CharField("接口地址", max_length=200)
    secret_name = models.CharField(max_length=60, blank=True)
    is_on = models.BooleanField("启用", default=False)

    class Meta:
        verbose_name = "发送渠道"
        ordering = ["channel"]
        constraints = [models.UniqueConstraint(fields=["town", "channel"], name="channel_once")]
