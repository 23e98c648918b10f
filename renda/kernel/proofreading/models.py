"""Texts brought in to be checked, and what people ruled on findings."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from renda.foundation import clock
from renda.kernel.crypto.fields import EncryptedTextField
from renda.kernel.units.models import TownOwned


class CheckedText(TownOwned):
    """A text somebody pasted or uploaded to have it checked; only that person sees it.

    ``content`` is JSON: ``{"paper": …}`` (an :class:`OfficialPaper`) or ``{"lines": […]}``. ``token`` leads to the
    uploaded docx while it is still kept, see ``exchange.staging``.
    """

    title = models.CharField("名称", max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )
    content = EncryptedTextField("文字", editable=False)
    notes = models.JSONField("读文件时的说明", default=list, blank=True)
    token = models.CharField(max_length=40, blank=True, editable=False)
    checked_at = models.DateTimeField("检查时间", default=clock.now)

    class Meta:
        verbose_name = "检查过的文件"
        ordering = ["-checked_at", "-id"]
        indexes = [models.Index(fields=["owner", "-checked_at"])]

    def __str__(self) -> str:
        return self.title


class Decision(models.TextChoices):
    ACCEPTED = "accepted", "采纳"
    IGNORED = "ignored", "不改"


class FindingRuling(TownOwned):
    """What was ruled on one finding in one text or draft.

    ``key`` is made of the rule and the words around (see ``findings.Finding.key``), so it outlives edits elsewhere.
    """

    model = models.CharField(max_length=80, editable=False)
    object_id = models.UUIDField(editable=False)
    key = models.CharField(max_length=64, editable=False)
    check_id = models.CharField("检查", max_length=12)
    rule = models.CharField("规则", max_length=60)
    excerpt = models.CharField("文字", max_length=120, blank=True)
    decision = models.CharField("决定", max_length=8, choices=Decision.choices)
    reason = models.CharField("理由", max_length=200, blank=True)
    ruled_by = models.CharField("决定人", max_length=80)
    ruled_at = models.DateTimeField("决定时间", default=clock.now)

    class Meta:
        verbose_name = "检查意见的处理"
        ordering = ["-ruled_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["town", "model", "object_id", "key"], name="finding_ruled_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule}：{self.excerpt}（{self.get_decision_display()}）"
