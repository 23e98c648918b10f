"""Laws in their editions, article by article, and papers kept to learn from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from renda.foundation import clock
from renda.kernel.files.models import StoredFile
from renda.kernel.library.shelves import shelf_ids
from renda.kernel.units.models import TownManager, TownOwned


class Level(models.TextChoices):
    CONSTITUTION = "constitution", "宪法"
    LAW = "law", "法律"
    DECISION = "decision", "人大决定、决议"
    ADMINISTRATIVE = "administrative", "行政法规"
    LOCAL = "local", "地方性法规"
    DEPARTMENT = "department", "规章"
    PARTY = "party", "党内法规"
    JUDICIAL = "judicial", "司法解释"
    OTHER = "other", "其他规定"


class Shelved(models.Manager):
    """Reads the shelves of the active town (see ``shelves``); written is only on the own one, through ``objects``."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(town_id__in=shelf_ids())


class LawText(TownOwned):
    """What a law is made of: it stands on the shelf of one place and may be read from the places below."""

    objects = TownManager()
    shelved = Shelved()

    class Meta:
        abstract = True


class LawWork(LawText):
    """A law as such, whatever its edition. ``key`` is its title folded for comparison."""

    title = models.CharField("名称", max_length=200)
    full_title = models.CharField("全称", max_length=220)
    key = models.CharField(max_length=200, editable=False)
    short_forms = models.JSONField("简称", default=list, blank=True)
    level = models.CharField("类别", max_length=16, choices=Level.choices, default=Level.OTHER)
    organ = models.CharField("制定机关", max_length=80, blank=True)
    repealed_on = models.DateField("废止日期", null=True)
    repealed_by = models.CharField("废止依据", max_length=240, blank=True)

    class Meta:
        verbose_name = "法律法规"
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["town", "key"], name="law_work_once_per_town")]

    def __str__(self) -> str:
        return self.title


class Numbering(models.TextChoices):
    ARTICLE = "article", "分条"
    ITEM = "item", "分项"


class LawEdition(LawText):
    """The text of a law as it stood between two days.

    ``superseded_on`` is the first day on which it no longer held (empty while it holds), as far as the texts of the
    same shelf tell; ``history`` lists
    the events of the note under the title, oldest first: ``{"on", "what", "text"}``. ``in_force_is_read``:
    the day in force was found in the text or is known to the rulebook; otherwise it is the day of adoption.
    """

    work = models.ForeignKey(LawWork, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField("版本", max_length=40)
    adopted_on = models.DateField("通过（修改）日期", null=True)
    published_on = models.DateField("公布日期", null=True)
    in_force_on = models.DateField("施行日期", null=True)
    in_force_is_read = models.BooleanField("施行日期有依据", default=False)
    superseded_on = models.DateField("失效日期", null=True)
    numbering = models.CharField(max_length=8, choices=Numbering.choices, default=Numbering.ARTICLE)
    history = models.JSONField("题注", default=list)
    note = models.TextField("题注原文", blank=True)
    preface = models.TextField("序言", blank=True)
    appendix = models.TextField("附件", blank=True)
    repeals = models.JSONField("废止的法规", default=list)
    remarks = models.JSONField("导入时的提示", default=list)
    article_count = models.PositiveIntegerField("条数", default=0)
    content_hash = models.CharField(max_length=64, editable=False)
    files = models.ManyToManyField(StoredFile, related_name="+", verbose_name="来源文件")
    source = models.CharField("来源", max_length=200, blank=True)
    imported_at = models.DateTimeField("导入时间", default=clock.now)
    imported_by = models.CharField("导入人", max_length=80, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_why = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "法律文本"
        ordering = [F("in_force_on").desc(nulls_last=True), "-id"]
        indexes = [models.Index(fields=["work", "in_force_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "content_hash"],
                condition=Q(withdrawn_at__isnull=True),
                name="law_text_once_per_town",
            )
        ]

    def __str__(self) -> str:
        return f"{self.work.title}（{self.label}）" if self.label else self.work.title


class LawArticle(LawText):
    """One article: number and 之几 as integers, where it stands, its paragraphs and the items of each.

    ``paragraphs`` is a list of ``{"text": …, "items": [{"mark": "（一）", "text": …}]}``.
    """

    edition = models.ForeignKey(LawEdition, on_delete=models.CASCADE, related_name="articles")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField("条")
    sub = models.PositiveIntegerField("之", default=0)
    label = models.CharField("条号", max_length=40)
    place = models.JSONField("所在编章节", default=list)
    paragraphs = models.JSONField("款项", default=list)
    text = models.TextField("条文")

    class Meta:
        verbose_name = "法条"
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number", "sub"], name="article_once_per_edition"),
        ]

    def __str__(self) -> str:
        return self.label


class ReferenceKind(models.TextChoices):
    MODEL = "model", "范文"
    SPEECH = "speech", "讲话"
    NOTE = "note", "学习笔记"


class ReferencePaper(TownOwned):
    """A paper of others, a speech or a note, kept to learn from and to begin a draft with."""

    kind = models.CharField("类别", max_length=8, choices=ReferenceKind.choices, default=ReferenceKind.MODEL)
    title = models.CharField("标题", max_length=240)
    author = models.CharField("作者或发文机关", max_length=80, blank=True)
    origin = models.CharField("来源", max_length=200, blank=True)
    dated_on = models.DateField("日期", null=True, blank=True)
    tags = models.JSONField("工作类别", default=list, blank=True)
    remark = models.CharField("备注", max_length=400, blank=True)
    text = models.TextField("文字")
    content_hash = models.CharField(max_length=64, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField("存入时间", default=clock.now)
    kept_by = models.CharField("存入人", max_length=80, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)

    class Meta:
        verbose_name = "参考文稿"
        ordering = [F("dated_on").desc(nulls_last=True), "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "content_hash"],
                condition=Q(withdrawn_at__isnull=True),
                name="reference_once_per_town",
            )
        ]

    def __str__(self) -> str:
        return self.title
