"""The county's yearly assessment: its scheme, how each item is answered, what proves it, what the county made of it."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned

DIGITS, PLACES = 7, 2


def plain(number: Decimal | None) -> str:
    """A number of points or pieces without idle zeros; nothing where there is none."""
    return "" if number is None else f"{number.normalize():f}"


class Assessment(Matter):
    """One year's assessment. ``columns``: key and heading of each column, as the county's own table has them, in its order."""

    year = models.PositiveIntegerField("年度")
    title = models.CharField("考评办法名称", max_length=120)
    organ = models.CharField("考评单位", max_length=80, blank=True)
    from_on = models.DateField("从哪天")
    until_on = models.DateField("到哪天")
    hand_in_on = models.DateField("哪天以前上报")
    columns = models.JSONField(default=list, blank=True)
    handed_in_on = models.DateField("上报日期", null=True)
    county_score = models.DecimalField("县里评的分", max_digits=DIGITS, decimal_places=PLACES, null=True)
    county_rank = models.CharField("名次或者等次", max_length=40, blank=True)
    county_opinion = models.TextField("县里的意见", blank=True)

    class Meta:
        verbose_name = "年终考评"
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "year"], condition=~Q(state="dropped"), name="assessment_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("assessment:one", args=[self.pk])


class Period(models.TextChoices):
    """Over which part of the assessed time an item is looked at."""

    WHOLE = "", "整个考评期"
    FIRST_HALF = "h1", "上半年"
    SECOND_HALF = "h2", "下半年"
    Q1 = "q1", "一季度"
    Q2 = "q2", "二季度"
    Q3 = "q3", "三季度"
    Q4 = "q4", "四季度"


class Rule(models.TextChoices):
    """How the points of an item follow from what was done."""

    HAND = "hand", "看材料，人工定分"
    SHARE = "share", "按完成的比例得分"
    REACHED = "reached", "达到要求得满分，没达到不得分"
    LESS_EACH = "less", "每少一个扣分"
    MINUS_EACH = "minus", "每有一个扣分"
    PLUS_EACH = "plus", "每有一个得分"


class Item(TownOwned):
    """One item of the scheme and its answer.

    ``figure`` names what is counted for it (``kernel/figures``; empty: answered by hand), ``target`` how much is wanted,
    ``each`` how many points one more or one less is worth. ``is_bound``: a person has confirmed that. ``counted``: what the
    figure said when the return was handed in; ``lacking``: what is missing, as seen last.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(default=0)
    group = models.CharField("考评项目", max_length=80, blank=True)
    title = models.CharField("考评内容", max_length=300)
    standard = models.TextField("评分标准", blank=True)
    points = models.DecimalField("分值", max_digits=DIGITS, decimal_places=PLACES)
    wanted = models.CharField("要的材料", max_length=300, blank=True)
    period = models.CharField("时段", max_length=2, choices=Period.choices, blank=True)
    due_on = models.DateField("哪天以前备齐")
    figure = models.CharField(max_length=80, blank=True)
    target = models.DecimalField("要求多少", max_digits=DIGITS, decimal_places=PLACES, null=True)
    rule = models.CharField("怎样得分", max_length=8, choices=Rule.choices, default=Rule.HAND)
    each = models.DecimalField("每一个几分", max_digits=DIGITS, decimal_places=PLACES, null=True)
    because = models.CharField(max_length=200, blank=True)
    is_bound = models.BooleanField(default=False)
    done = models.TextField("完成情况", blank=True)
    score = models.DecimalField("自评得分", max_digits=DIGITS, decimal_places=PLACES, null=True)
    remark = models.CharField("说明", max_length=300, blank=True)
    settled_on = models.DateField("定分日期", null=True)
    settled_by = models.CharField("定分人", max_length=80, blank=True)
    counted = models.CharField(max_length=60, blank=True)
    lacking = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "考评内容"
        ordering = ["assessment", "position", "id"]

    def __str__(self) -> str:
        return self.title if len(self.title) <= 60 else f"{self.title[:59]}…"

    def get_absolute_url(self) -> str:
        return reverse("assessment:item", args=[self.assessment_id, self.pk])

    @property
    def points_zh(self) -> str:
        return plain(self.points)

    @property
    def score_zh(self) -> str:
        return plain(self.score)


class Evidence(TownOwned):
    """What proves an item: a paper, a dossier, an old paper of the archive, or a file; one of the four."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField("材料名称", max_length=240)
    dated_on = models.DateField("日期")
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, null=True, related_name="+")
    archived = models.ForeignKey("archive.ArchiveItem", on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "佐证材料"
        ordering = ["item", "position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_zh(self) -> str:
        """What it is, in one word."""
        named = (("paper", "公文"), ("dossier", "案卷"), ("archived", "归档文件"), ("file", "文件"))
        return next(word for name, word in named if getattr(self, f"{name}_id"))
