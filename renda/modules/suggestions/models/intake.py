"""What comes with a suggestion: category, co-signers, source opinions, attachments."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned


class Category(TownOwned):
    name = models.CharField("类别", max_length=30)
    keywords = models.CharField("常见词", max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "建议类别"
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["town", "name"], name="category_name_once")]

    def __str__(self) -> str:
        return self.name


class Cosigner(TownOwned):
    """A deputy asked to sign too; counted only after his or her own confirmation."""

    suggestion = models.ForeignKey("suggestions.Suggestion", on_delete=models.CASCADE, related_name="cosigners")
    mandate = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(default=clock.today)
    answered_on = models.DateField(null=True)
    agrees = models.BooleanField(null=True)
    how = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = "联名代表"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["suggestion", "mandate"], name="cosigner_once")]

    def __str__(self) -> str:
        return self.mandate.person.name


class Opinion(TownOwned):
    """What villagers said: the source a suggestion grew from (letter, visit, survey, public message)."""

    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容")
    received_on = models.DateField("收到日期", null=True, blank=True)
    origin = models.CharField("来源", max_length=30, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True)
    reference = models.CharField("原编号", max_length=40, blank=True)
    answer = models.TextField("已有答复", blank=True)

    class Meta:
        verbose_name = "群众意见"
        ordering = ["-received_on", "-id"]
        indexes = [models.Index(fields=["town", "-received_on", "-id"])]

    def __str__(self) -> str:
        return self.title


class Attachment(TownOwned):
    suggestion = models.ForeignKey("suggestions.Suggestion", on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField("说明", max_length=120, blank=True)
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "附件"
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.caption or self.file.original_name
