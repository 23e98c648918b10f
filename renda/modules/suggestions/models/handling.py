"""Handling: who has it in hand, what was said and done, what was answered."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.modules.suggestions.models.suggestion import ResultClass


class OfSuggestion(TownOwned):
    suggestion = models.ForeignKey("suggestions.Suggestion", on_delete=models.CASCADE, related_name="%(class)s_set")

    class Meta:
        abstract = True


class Part(models.TextChoices):
    LEAD = "lead", "主办"
    SUPPORT = "support", "协办"


class Assignment(OfSuggestion):
    """A unit's share of a suggestion. Where it stands is read from its dates."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField("分工", max_length=8, choices=Part.choices)
    assigned_on = models.DateField("交办日期", default=clock.today)
    signed_on = models.DateField("签收日期", null=True)
    signed_by = models.CharField("签收人", max_length=40, blank=True)
    by_silence = models.BooleanField("逾期未退视为接收", default=False)
    returned_on = models.DateField("退回日期", null=True)
    return_reason = models.TextField("退回理由", blank=True)
    better_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    opinion = models.TextField("协办意见", blank=True)
    opinion_on = models.DateField(null=True)
    ended_on = models.DateField("改派日期", null=True)

    class Meta:
        verbose_name = "交办"
        ordering = ["part", "assigned_on", "id"]
        indexes = [models.Index(fields=["unit", "ended_on", "returned_on"])]

    def __str__(self) -> str:
        return f"{self.unit}（{self.get_part_display()}）"

    @property
    def is_active(self) -> bool:
        return self.ended_on is None and self.returned_on is None


class Objection(OfSuggestion):
    """The deputy thinks the wrong unit was chosen."""

    mandate = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, related_name="+")
    text = models.TextField("异议")
    made_on = models.DateField(default=clock.today)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        verbose_name = "交办异议"
        ordering = ["made_on", "id"]


class Way(models.TextChoices):
    VISIT = "visit", "上门走访"
    MEETING = "meeting", "座谈"
    SITE = "site", "现场查看"
    PHONE = "phone", "电话"


class Consultation(OfSuggestion):
    """面商: the unit heard the deputy before it answered."""

    round = models.PositiveIntegerField(default=1)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField("日期")
    way = models.CharField("方式", max_length=10, choices=Way.choices)
    place = models.CharField("地点", max_length=80, blank=True)
    present = models.CharField("参加人员", max_length=200)
    content = models.TextField("沟通情况")
    deputy_view = models.TextField("代表意见", blank=True)

    class Meta:
        verbose_name = "面商记录"
        ordering = ["held_on", "id"]


class Progress(OfSuggestion):
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField("日期")
    text = models.TextField("进展")

    class Meta:
        verbose_name = "办理进展"
        ordering = ["happened_on", "id"]


class Extension(OfSuggestion):
    """延办: asked for by the unit, granted or refused by the office, told to the deputy in writing."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(default=clock.today)
    reason = models.TextField("延期理由")
    measures = models.TextField("办理措施")
    latest_on = models.DateField("最迟办理日期")
    decided_on = models.DateField(null=True)
    granted = models.BooleanField(null=True)
    decision = models.CharField("审批意见", max_length=200, blank=True)
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "延期"
        ordering = ["asked_on", "id"]


class Reply(OfSuggestion):
    """The unit's answer with its required parts."""

    round = models.PositiveIntegerField(default=1)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    replied_on = models.DateField("答复日期", default=clock.today)
    asked = models.TextField("所提内容")
    done = models.TextField("已经办了什么")
    planned = models.TextField("计划办什么", blank=True)
    cannot = models.TextField("不能办的和原因", blank=True)
    result = models.CharField("办理结果", max_length=12, choices=ResultClass.choices)
    contact = models.CharField("联系人", max_length=40)
    contact_phone = models.CharField("联系电话", max_length=30)
    signer = models.CharField("签发人", max_length=40)
    passed_up_to = models.CharField("向哪个部门反映", max_length=80, blank=True)
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_on = models.DateField("收回日期", null=True)
    taken_back_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "答复"
        verbose_name_plural = "答复"
        ordering = ["replied_on", "id"]


class Rung(models.TextChoices):
    REMINDER = "reminder", "催办"
    LETTER = "letter", "督办函"
    PRESIDIUM = "presidium", "提请主席团审议"


class Urging(OfSuggestion):
    """A rung of the ladder reminder → supervision letter → presidium."""

    rung = models.CharField("方式", max_length=10, choices=Rung.choices)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    made_on = models.DateField(default=clock.today)
    reason = models.CharField("事由", max_length=200)
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "催办督办"
        ordering = ["made_on", "id"]
