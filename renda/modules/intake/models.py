"""Old papers on their way into the archive: what came, what was read in it, what a person made of it."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.documents.reading.scans import Page
from renda.kernel.units.models import TownOwned


class Intake(TownOwned):
    """Old papers taken in together. It stays as the list of what came and what became of it.

    While ``paused_at`` is set, nothing of it is read.
    """

    title = models.CharField("名称", max_length=120)
    started_by = models.ForeignKey(
        "people.Person", verbose_name="谁收的", on_delete=models.PROTECT, null=True, related_name="+"
    )
    starter = models.CharField("谁收的", max_length=80, blank=True)
    started_at = models.DateTimeField("开始时间", default=clock.now)
    paused_at = models.DateTimeField("停下的时间", null=True, blank=True)

    class Meta:
        verbose_name = "一批旧文件"
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return self.title


class IntakePaper(TownOwned):
    """One old paper: a file, or several pictures of its pages.

    ``kind`` to ``dated_on`` are what was read until a person confirms them; ``reasons`` says of each where it was
    read. ``read_at``: its words are known, or it is known that there are none; ``problem`` (Chinese) says why reading
    ended early. ``item``: where it lies in the archive; ``set_aside_at``: somebody decided against it.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveIntegerField("顺序")
    name = models.CharField("文件名", max_length=240)
    group = models.CharField("同一份的页", max_length=240, blank=True, db_index=True)
    kind = models.CharField("文种", max_length=40, blank=True)
    title = models.CharField("题名", max_length=240, blank=True)
    number = models.CharField("文号", max_length=80, blank=True)
    organ = models.CharField("责任者", max_length=80, blank=True)
    dated_on = models.DateField("日期", null=True, blank=True)
    line = models.CharField("归档范围", max_length=60, blank=True)
    reasons = models.JSONField("从哪里看出来的", default=dict, blank=True)
    summary = models.TextField("摘要", blank=True)
    is_handwritten = models.BooleanField("手写的", default=False)
    is_scan = models.BooleanField("是扫描件", default=False)
    text = models.TextField("文字", blank=True)
    text_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    notes = models.JSONField("读的时候的提醒", default=list, blank=True)
    tries = models.PositiveSmallIntegerField("读过几次", default=0)
    problem = models.CharField("没有读成的原因", max_length=240, blank=True)
    read_at = models.DateTimeField("读完的时间", null=True, blank=True)
    item = models.ForeignKey(
        "archive.ArchiveItem", verbose_name="档案", on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_by = models.CharField("谁核对的", max_length=80, blank=True)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    set_aside_at = models.DateTimeField("不收的时间", null=True, blank=True)

    class Meta:
        verbose_name = "旧文件"
        ordering = ["intake", "position"]
        constraints = [models.UniqueConstraint(fields=["intake", "position"], name="intake_position_once")]
        indexes = [models.Index(fields=["read_at", "problem", "is_scan"], name="intake_waiting")]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to decide about it."""
        return self.item_id is not None or self.set_aside_at is not None


class IntakeFile(TownOwned):
    """A file of an old paper, in the order of its pages. ``came_as``: digest of the bytes as they were handed in."""

    paper = models.ForeignKey(IntakePaper, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveIntegerField("顺序")
    name = models.CharField("文件名", max_length=240)
    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    came_as = models.CharField(max_length=64, db_index=True, editable=False)

    class Meta:
        verbose_name = "旧文件的文件"
        ordering = ["paper", "position", "id"]

    def __str__(self) -> str:
        return self.name


class IntakePage(TownOwned):
    """A page of a scan with its rows and their places (see ``reading.scans.Page``). ``is_unread``: it was given up
    after several tries; the picture is all there is."""

    file = models.ForeignKey(IntakeFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField("第几页")
    content = models.JSONField("认出的行", default=dict)
    is_unread = models.BooleanField("没有认成", default=False)

    class Meta:
        verbose_name = "扫描件的一页"
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="intake_page_once")]

    def page(self) -> Page:
        """The page as it was recognised."""
        return Page.from_dict(self.content)


class LeftOut(TownOwned):
    """A file that was not taken in, and why; ``same_as``: the paper that has its content already."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="left_out")
    name = models.CharField("文件名", max_length=240)
    reason = models.CharField("没有收的原因", max_length=300)
    same_as = models.ForeignKey(IntakePaper, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "没有收的文件"
        ordering = ["intake", "noted_at", "id"]

    def __str__(self) -> str:
        return self.name
