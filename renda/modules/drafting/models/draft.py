"""A paper on its way: its text now, every text it had, and what somebody is typing at this moment."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.documents.engine import model as engine_model
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned


class FilingClass(models.TextChoices):
    """Where the paper belongs in the retention table."""

    SESSION = "session", "大会文件（永久）"
    SUPERVISION = "supervision", "监督和议案办理（永久）"
    PREPARATION = "preparation", "筹备和过程材料（10年）"
    OTHER = "other", "其他公文（30年）"


class Draft(Matter):
    """``content`` is the JSON of :class:`OfficialPaper`; figures stand in it as ``{{figure:key|scope}}`` and get
    their text from ``bindings`` (see ``drafting.bindings``). ``text_version`` counts the saved texts, ``version``
    (of the matter) the steps."""

    title = models.CharField("标题", max_length=240)
    kind = models.CharField("文种", max_length=40)
    template = models.CharField("范本", max_length=80, blank=True)
    content = models.TextField(editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    text_version = models.PositiveIntegerField(default=0, editable=False)
    bindings = models.JSONField("数据来源", default=dict, blank=True)
    drafted_by = models.ForeignKey(
        "people.Person", verbose_name="起草人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    drafter = models.CharField("起草人", max_length=40, blank=True)
    base_paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    series = models.CharField("用哪本登记簿编号", max_length=40, blank=True)
    round = models.PositiveIntegerField("第几次送审", default=0)

    signer = models.ForeignKey(
        "people.Person", verbose_name="请谁签发", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_by = models.CharField("签发人", max_length=40, blank=True)
    signed_on = models.DateField("签发日期", null=True)
    signed_hash = models.CharField(max_length=64, blank=True, editable=False)
    sign_note = models.CharField("签发意见", max_length=300, blank=True)
    signed_on_paper = models.BooleanField("在纸上签发", default=False)
    number = models.ForeignKey("documents.IssuedNumber", on_delete=models.PROTECT, null=True, related_name="+")
    paper = models.OneToOneField("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField("发出日期", null=True)
    filed_on = models.DateField("归档日期", null=True)
    belongs_to = models.CharField("归入哪一类", max_length=12, choices=FilingClass.choices, blank=True)
    ending = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "文稿"
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["town", "state", "-opened_at"])]

    def __str__(self) -> str:
        return f"{self.number.text} {self.title}" if self.number_id else self.title

    def get_absolute_url(self) -> str:
        return reverse("drafting:draft", args=[self.pk])


class VersionKind(models.TextChoices):
    SAVED = "saved", "保存稿"
    REVIEW = "review", "送审稿"
    SIGNED = "signed", "签发稿"
    FINAL = "final", "定稿"


class DraftVersion(TownOwned):
    """A text that was saved on purpose or sent on. Never changed, never deleted."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveIntegerField("稿次")
    kind = models.CharField(max_length=8, choices=VersionKind.choices, default=VersionKind.SAVED)
    name = models.CharField("稿名", max_length=60, blank=True)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    bindings = models.JSONField(default=dict)
    text = models.TextField("文字", blank=True)
    reason = models.CharField("改动理由", max_length=300, blank=True)
    made_by = models.CharField("保存人", max_length=40)
    made_at = models.DateTimeField("保存时间", default=clock.now)

    class Meta:
        verbose_name = "文稿稿次"
        ordering = ["draft", "-n"]
        constraints = [models.UniqueConstraint(fields=["draft", "n"], name="draft_version_once")]

    def __str__(self) -> str:
        return f"第{self.n}稿（{self.name or self.get_kind_display()}）"

    def official(self) -> engine_model.OfficialPaper:
        """The paper of this version as it was written: figures are still ``{{figure:…}}``."""
        return engine_model.from_json(self.content)


class Autosave(TownOwned):
    """What one person has typed since the last saved version; one row for each person, overwritten every few seconds."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="autosaves")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    base_version = models.PositiveIntegerField()
    content = models.TextField()
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "自动保存"
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["draft", "account"], name="autosave_once_per_person")]
