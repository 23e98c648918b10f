"""What lies in the archive: items (件) with their parts, the town's retention table, boxes, and what was checked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.archive import codes
from renda.kernel.dossiers.models import Retention
from renda.kernel.units.models import TownOwned


class Fonds(TownOwned):
    """Whose papers these are, one row a town. Until ``number`` is known items have a place but no written number."""

    number = models.CharField("全宗号", max_length=4, blank=True)
    name = models.CharField("立档单位", max_length=120)
    repository = models.CharField("接收档案的档案馆", max_length=80, blank=True)
    single_set_on = models.DateField("哪天起只存电子", null=True, blank=True)
    single_set_basis = models.CharField("只存电子的批准文号", max_length=120, blank=True)

    class Meta:
        verbose_name = "全宗"
        constraints = [models.UniqueConstraint(fields=["town"], name="fonds_once_per_town")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class TableApproval(TownOwned):
    """The county's archives authority has agreed to (a change of) the retention table."""

    approved_on = models.DateField("同意日期")
    approved_by = models.CharField("同意的单位", max_length=80)
    number = models.CharField("文号", max_length=80, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "期限表审核"
        ordering = ["-approved_on", "-id"]

    def __str__(self) -> str:
        return f"{self.approved_by}{date_zh(self.approved_on)}同意{self.number}"


class RetentionLine(TownOwned):
    """One line of the retention table. ``rule``: the rule it was taken from; ``words`` tell a paper's line by its title."""

    key = models.SlugField(max_length=60)
    title = models.CharField("文件类别", max_length=120)
    retention = models.CharField("保管期限", max_length=4, choices=Retention.choices)
    category = models.CharField("问题代码", max_length=8)
    category_label = models.CharField("问题", max_length=20)
    words = models.JSONField(default=list)
    rule = models.CharField(max_length=60, blank=True)
    source = models.CharField("依据", max_length=200)
    position = models.PositiveIntegerField(default=0)
    approval = models.ForeignKey(TableApproval, on_delete=models.PROTECT, null=True, related_name="lines")

    class Meta:
        verbose_name = "保管期限"
        ordering = ["position", "key"]
        constraints = [models.UniqueConstraint(fields=["town", "key"], name="retention_line_once")]

    def __str__(self) -> str:
        return f"{self.title}（{self.get_retention_display()}）"


class Box(TownOwned):
    """A box of items of one class; its note (备考表) is what whoever arranged and checked it wrote down."""

    year = models.PositiveIntegerField("年度")
    retention = models.CharField("保管期限", max_length=4, choices=Retention.choices)
    category = models.CharField("问题代码", max_length=8, blank=True)
    category_label = models.CharField("问题", max_length=20, blank=True)
    number = models.PositiveIntegerField("盒号")
    spine_mm = models.PositiveIntegerField("盒脊厚度")
    place = models.CharField("存放位置", max_length=60, blank=True)
    condition = models.TextField("盒内文件情况", blank=True)
    arranged_by = models.CharField("整理人", max_length=40, blank=True)
    arranged_on = models.DateField("整理日期", null=True)
    checked_by = models.CharField("检查人", max_length=40, blank=True)
    checked_on = models.DateField("检查日期", null=True)

    class Meta:
        verbose_name = "档案盒"
        ordering = ["-year", "retention", "category", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "year", "retention", "category", "number"], name="box_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.category_label}{self.get_retention_display()}第{self.number}盒"


class Genre(models.TextChoices):
    PAPERS = "WS", "文书"
    PHOTOGRAPHS = "ZP", "照片"


class Opening(models.TextChoices):
    UNREVIEWED = "", "没有审核"
    OPEN = "open", "可以开放"
    RESTRICTED = "restricted", "控制使用"


class ArchiveItem(TownOwned):
    """One item. ``serial`` runs without a gap within (genre, year, retention, category); ``code`` is the written number.

    ``dossier`` is empty for a paper from before the product; ``text`` then holds the words read in it.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.PROTECT, null=True, related_name="archived"
    )
    line = models.ForeignKey(RetentionLine, on_delete=models.PROTECT, related_name="items")
    genre = models.CharField("门类", max_length=2, choices=Genre.choices, default=Genre.PAPERS)
    year = models.PositiveIntegerField("年度")
    retention = models.CharField("保管期限", max_length=4, choices=Retention.choices)
    retention_source = models.CharField("保管期限依据", max_length=200)
    retention_reason = models.CharField("为什么和期限表不同", max_length=200, blank=True)
    category = models.CharField("问题代码", max_length=8, blank=True)
    category_label = models.CharField("问题", max_length=20, blank=True)
    serial = models.PositiveIntegerField("件号")
    code = models.CharField("档号", max_length=60, blank=True)
    title = models.CharField("题名", max_length=240)
    organ = models.CharField("责任者", max_length=80, blank=True)
    number = models.CharField("文号", max_length=80, blank=True)
    dated_on = models.DateField("日期")
    secrecy = models.CharField("密级", max_length=20, blank=True)
    pages = models.PositiveIntegerField("页数", null=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    text = models.TextField("文字", blank=True)
    filed_at = models.DateTimeField("归档时间", default=clock.now)
    filed_by = models.CharField("归档人", max_length=80)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, null=True, related_name="items")
    opening = models.CharField("开放审核", max_length=10, choices=Opening.choices, blank=True)
    opening_reason = models.CharField("审核意见", max_length=200, blank=True)
    opening_by = models.CharField("审核人", max_length=80, blank=True)
    transferred_on = models.DateField("移交日期", null=True)
    destroyed_on = models.DateField("销毁日期", null=True)

    class Meta:
        verbose_name = "归档文件"
        ordering = ["-year", "retention", "category", "serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "genre", "year", "retention", "category", "serial"], name="item_serial_once"
            ),
            models.UniqueConstraint(fields=["town", "code"], condition=~Q(code=""), name="item_code_once"),
        ]
        indexes = [models.Index(fields=["town", "year", "retention"], name="items_of_a_year")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("archive:item", args=[self.pk])

    def parts_of_code(self, fonds: str) -> codes.Parts:
        """What the number is made of, by the fields of the row."""
        return codes.Parts(fonds, self.genre, self.year, self.retention, self.category, self.serial)


class ItemPart(TownOwned):
    """A paper or a file in an item, in the order in which it lies there. ``sha256`` as it was when it was filed."""

    item = models.ForeignKey(ArchiveItem, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField()
    title = models.CharField("题名", max_length=240)
    dated_on = models.DateField("日期")
    paper = models.ForeignKey(
        "documents.Paper", on_delete=models.PROTECT, null=True, related_name="archived_in"
    )
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="archived_in"
    )
    pages = models.PositiveIntegerField("页数", null=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "件内文件"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="part_position_once")]

    def __str__(self) -> str:
        return self.title


class FormerCode(TownOwned):
    """A place an item once had: why its serial is empty now."""

    item = models.ForeignKey(ArchiveItem, on_delete=models.PROTECT, related_name="former")
    genre = models.CharField(max_length=2)
    year = models.PositiveIntegerField()
    retention = models.CharField(max_length=4)
    category = models.CharField(max_length=8, blank=True)
    serial = models.PositiveIntegerField()
    code = models.CharField("原档号", max_length=60, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.CharField(max_length=80)
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = "原档号"
        ordering = ["changed_at", "id"]

    def __str__(self) -> str:
        return self.code


class CheckRun(TownOwned):
    """One check by the four properties (DA/T 70-2018): at filing, before handing over, or yearly.

    ``results``: one row for each check: key, title, outcome (passed | failed | none), evidence.
    """

    class Stage(models.TextChoices):
        FILING = "filing", "归档时"
        HANDOVER = "handover", "移交前"
        YEARLY = "yearly", "年度抽查"

    stage = models.CharField("环节", max_length=8, choices=Stage.choices)
    subject = models.CharField("检查了什么", max_length=240)
    items = models.PositiveIntegerField("件数")
    results = models.JSONField(default=list)
    is_ok = models.BooleanField("通过")
    version = models.CharField("程序版本", max_length=40)
    run_at = models.DateTimeField("时间", default=clock.now)
    run_by = models.CharField("检查人", max_length=80)
    confirmed = models.JSONField("人工核对", default=dict)

    class Meta:
        verbose_name = "四性检测"
        ordering = ["-run_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}检测：{self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("archive:check", args=[self.pk])
