"""A renewal in progress: last year's papers as they were read, and what was ruled so far."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.documents.engine import model as engine_model
from renda.kernel.documents.reading.result import UnclearRow
from renda.kernel.units.models import TownOwned


class RenewalSet(TownOwned):
    """One or several papers renewed together. ``rulings``: place or group → {"text": words or null}.

    It stays until it is finished or thrown away, so the work can be interrupted at any place.
    """

    title = models.CharField("名称", max_length=240)
    started_by = models.ForeignKey(
        "people.Person", verbose_name="谁在做", on_delete=models.PROTECT, null=True, related_name="+"
    )
    starter = models.CharField("谁在做", max_length=40, blank=True)
    started_at = models.DateTimeField("开始时间", default=clock.now)
    settings = models.JSONField("这次的会次和日期", default=dict, blank=True)
    rulings = models.JSONField("已经定的", default=dict, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "旧文新用"
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return self.title


class RenewalItem(TownOwned):
    """One paper of last year in a set, and the draft that came of it.

    ``content`` is empty as long as a scan is being read; ``recognised`` are its pages so far, so that a restart goes on
    with the next one, and later only how each page was turned. ``problem`` (Chinese) says why the reading ended without a paper.
    """

    renewal = models.ForeignKey(RenewalSet, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField("顺序")
    filename = models.CharField("文件名", max_length=240)
    title = models.CharField("标题", max_length=240)
    content = models.TextField(editable=False)
    notes = models.JSONField("读文件时的提醒", default=list, blank=True)
    base_paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    scan = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    scan_pages = models.PositiveIntegerField("扫描件页数", default=0)
    recognised = models.JSONField("已认出的页", default=list, blank=True)
    tries = models.PositiveSmallIntegerField("认过几次", default=0)
    problem = models.CharField("没有认出的原因", max_length=240, blank=True)
    unclear = models.JSONField("看不清的行", default=list, blank=True)
    draft = models.ForeignKey("drafting.Draft", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "去年的文件"
        ordering = ["renewal", "position"]
        constraints = [models.UniqueConstraint(fields=["renewal", "position"], name="renewal_position_once")]

    def __str__(self) -> str:
        return self.title or self.filename

    @property
    def is_read(self) -> bool:
        """Whether the paper's text is known; of a scan it is when all its pages are recognised."""
        return bool(self.content)

    @property
    def unclear_rows(self) -> tuple[UnclearRow, ...]:
        """The rows of a scan to be compared with the original."""
        return tuple(UnclearRow.from_dict(row) for row in self.unclear)

    def official(self) -> engine_model.OfficialPaper:
        """Last year's paper as it was read."""
        return engine_model.from_json(self.content)
