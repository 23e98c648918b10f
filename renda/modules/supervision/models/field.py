"""What was seen in the field. A row bears the id that the telephone gave it, so what is sent twice stands once."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.files.models import StoredFile
from renda.kernel.people.models import Person
from renda.kernel.units.models import TownOwned
from renda.modules.supervision.models.inspection import CheckItem, Inspection, Site
from renda.modules.supervision.models.problem import Problem

LONGEST_ID = 40


class Kind(models.TextChoices):
    CHECK = "check", "检查情况"
    SAMPLE = "sample", "抽样"
    OPINION = "opinion", "群众意见"
    SIGNED = "signed", "签字"


class Result(models.TextChoices):
    FINE = "fine", "没有问题"
    WRONG = "wrong", "有问题"


class Finding(TownOwned):
    """One finding. ``site_name`` and ``item_text`` are what the telephone showed; they stay when the place is struck. A finding that
    was written down by mistake is struck with the reason: it stays, and counts in no figure."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    client_id = models.CharField(max_length=LONGEST_ID)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="findings")
    site_name = models.CharField("检查点", max_length=80)
    item = models.ForeignKey(CheckItem, on_delete=models.PROTECT, null=True, related_name="findings")
    item_text = models.CharField("检查什么", max_length=200, blank=True)
    kind = models.CharField("记什么", max_length=8, choices=Kind.choices)
    result = models.CharField("结果", max_length=8, choices=Result.choices, blank=True)
    text = models.TextField("情况", blank=True)
    who = models.CharField("对方姓名", max_length=40, blank=True)
    at = models.DateTimeField("记录时间")
    received_at = models.DateTimeField("送到时间", default=clock.now)
    by = models.CharField("谁记的", max_length=80)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    latitude = models.FloatField("纬度", null=True)
    longitude = models.FloatField("经度", null=True)
    remark = models.CharField("说明", max_length=120, blank=True)
    problem = models.ForeignKey(Problem, on_delete=models.SET_NULL, null=True, related_name="findings")
    struck_on = models.DateField("划掉日期", null=True)
    struck_why = models.CharField("划掉的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "现场记录"
        ordering = ["inspection", "at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "client_id"], name="supervision_finding_once")
        ]

    def __str__(self) -> str:
        return self.text or self.item_text or self.get_kind_display()


class FindingPhoto(TownOwned):
    """A photo of a finding, with the moment and place the camera wrote, else those of the finding."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="photos")
    client_id = models.CharField(max_length=LONGEST_ID)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField("拍摄时间")
    latitude = models.FloatField("纬度", null=True)
    longitude = models.FloatField("经度", null=True)

    class Meta:
        verbose_name = "现场照片"
        ordering = ["finding", "taken_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "client_id"], name="supervision_photo_once")
        ]

    def __str__(self) -> str:
        return f"{self.finding.site_name}　{self.file.original_name}"
