"""Official papers and their numbering registers."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.units.models import TownOwned


class NumberSeries(TownOwned):
    """A register: ``pattern`` with {word}, {year}, {n}; numbering begins anew each year."""

    key = models.CharField(max_length=40)
    label = models.CharField("登记簿", max_length=60)
    pattern = models.CharField("编号样式", max_length=80)
    for_papers = models.BooleanField("文稿可以用它编号", default=False)
    position = models.PositiveIntegerField("顺序", default=0)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "编号登记簿"
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["town", "key"], name="series_key_once")]

    def __str__(self) -> str:
        return self.label


class Origin(models.TextChoices):
    SYSTEM = "system", "系统编号"
    RESERVED = "reserved", "预留"
    ON_PAPER = "on_paper", "纸质登记"
    UNUSED = "unused", "空号"


class IssuedNumber(TownOwned):
    """One number given out. A number is never reused: a voided one stays visible with its reason.

    Every n from 1 to the last has its row: numbers used on paper before the system, numbers kept for later and
    numbers that were never used stand here too, each with its origin and its reason.
    """

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="issued")
    year = models.PositiveIntegerField("年度")
    n = models.PositiveIntegerField("序号")
    text = models.CharField("编号", max_length=80)
    subject = models.CharField("题名", max_length=240)
    origin = models.CharField("来源", max_length=8, choices=Origin.choices, default=Origin.SYSTEM)
    reason = models.CharField("说明", max_length=200, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    issued_at = models.DateTimeField(default=clock.now)
    taken_at = models.DateTimeField("预留号启用时间", null=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "已发编号"
        ordering = ["series", "-year", "-n"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "n"], name="number_once_per_series_and_year")
        ]
        indexes = [models.Index(fields=["town", "year"], name="numbers_of_a_year")]

    def __str__(self) -> str:
        return self.text


class PaperState(models.TextChoices):
    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已制发"
    RECEIVED = "received", "收文"
    VOID = "void", "已作废"


class Paper(TownOwned):
    """An official paper: structured content, from which docx and PDF are rendered when asked for."""

    kind = models.CharField("文种", max_length=40)
    template = models.CharField(max_length=60, blank=True)
    title = models.CharField("标题", max_length=240)
    number = models.CharField("文号", max_length=80, blank=True)
    issued_number = models.OneToOneField(
        IssuedNumber, on_delete=models.PROTECT, null=True, related_name="paper"
    )
    content = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64, editable=False)
    text = models.TextField("文字", blank=True)
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    organ = models.CharField("发文机关", max_length=80, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    dated_on = models.DateField("成文日期")
    model = models.CharField(max_length=80, blank=True, editable=False)
    object_id = models.UUIDField(null=True, editable=False)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "公文"
        ordering = ["-dated_on", "-id"]
        indexes = [
            models.Index(fields=["model", "object_id"]),
            models.Index(fields=["town", "state", "-dated_on", "-id"], name="papers_newest_first"),
            models.Index(fields=["town", "template", "-dated_on"], name="papers_of_a_template"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        self.content_hash = sha256_hex(canonical_json(self.content))
        return super().save(*args, **kwargs)
