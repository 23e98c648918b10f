"""Work with the archive: handing over to the county's archive, appraisal and destruction, loans."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.kernel.archive.models import ArchiveItem
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned


class Transfer(Matter):
    """A list of items that are due at the county's archive, and their handing over."""

    year = models.PositiveIntegerField("年度")
    number = models.PositiveIntegerField("第几批")
    repository = models.CharField("接收单位", max_length=80)
    handed_on = models.DateField("移交日期", null=True)
    handed_by = models.CharField("移交人", max_length=40, blank=True)
    received_by = models.CharField("接收人", max_length=40, blank=True)
    supervised_by = models.CharField("监交人", max_length=40, blank=True)
    items = models.ManyToManyField(ArchiveItem, through="TransferLine", related_name="transfers")

    class Meta:
        verbose_name = "档案移交"
        ordering = ["-year", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["town", "year", "number"], name="transfer_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}年第{self.number}批档案移交"

    def get_absolute_url(self) -> str:
        return reverse("archive:transfer", args=[self.pk])


class TransferLine(TownOwned):
    """One item on the list of a transfer."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(ArchiveItem, on_delete=models.PROTECT, related_name="transfer_lines")

    class Meta:
        verbose_name = "移交的档案"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["transfer", "item"], name="transfer_item_once")]

    def __str__(self) -> str:
        return str(self.item)


class Destruction(Matter):
    """Items whose term is over: appraised, approved, destroyed before two witnesses. The list is kept for ever."""

    year = models.PositiveIntegerField("年度")
    number = models.PositiveIntegerField("第几批")
    appraisers = models.CharField("鉴定人", max_length=200, blank=True)
    appraised_on = models.DateField("鉴定日期", null=True)
    opinion = models.TextField("鉴定意见", blank=True)
    approved_by = models.CharField("批准人", max_length=40, blank=True)
    approved_on = models.DateField("批准日期", null=True)
    witnesses = models.CharField("监销人", max_length=100, blank=True)
    destroyed_on = models.DateField("销毁日期", null=True)
    items = models.ManyToManyField(ArchiveItem, through="DestructionLine", related_name="destructions")

    class Meta:
        verbose_name = "档案鉴定销毁"
        ordering = ["-year", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["town", "year", "number"], name="destruction_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}年第{self.number}批到期档案鉴定"

    def get_absolute_url(self) -> str:
        return reverse("archive:destruction", args=[self.pk])


class DestructionLine(TownOwned):
    """One item on the list: its term is over on ``expired_on``; ``kept_for`` tells why it is kept after all."""

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(ArchiveItem, on_delete=models.PROTECT, related_name="appraisals")
    expired_on = models.DateField("到期日期")
    kept_for = models.CharField("继续保存的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "到期档案"
        ordering = ["expired_on", "id"]
        constraints = [models.UniqueConstraint(fields=["destruction", "item"], name="destruction_item_once")]

    def __str__(self) -> str:
        return str(self.item)


class Loan(Matter):
    """An item looked at, copied or taken out, until it is back."""

    class Way(models.TextChoices):
        READ = "read", "查阅"
        COPY = "copy", "复制"
        OUT = "out", "借出"

    item = models.ForeignKey(ArchiveItem, on_delete=models.PROTECT, related_name="loans")
    borrower = models.CharField("借阅人", max_length=40)
    organ = models.CharField("借阅单位", max_length=80)
    purpose = models.CharField("用途", max_length=200)
    way = models.CharField("方式", max_length=4, choices=Way.choices)
    approved_by = models.CharField("批准人", max_length=40)
    lent_on = models.DateField("借阅日期")
    due_on = models.DateField("应还日期", null=True)
    returned_on = models.DateField("归还日期", null=True)
    condition = models.CharField("归还时的情况", max_length=200, blank=True)

    class Meta:
        verbose_name = "档案借阅"
        ordering = ["-lent_on", "-id"]

    def __str__(self) -> str:
        return f"{self.borrower}借阅{self.item}"

    def get_absolute_url(self) -> str:
        return reverse("archive:loan", args=[self.pk])
