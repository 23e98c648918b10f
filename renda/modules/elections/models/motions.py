"""Motions about persons and organs: removal from office, resignation, questioning."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation.chinese.dates import date_zh
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned
from renda.modules.elections.models.signing import Signature


class Movers(models.TextChoices):
    PRESIDIUM = "presidium", "主席团提出"
    DEPUTIES = "deputies", "代表联名提出"


class Removal(Matter):
    """A motion to remove somebody from a post the congress filled."""

    congress_session = models.ForeignKey("people.CongressSession", on_delete=models.PROTECT, related_name="removals")
    appointment = models.ForeignKey("people.Appointment", on_delete=models.PROTECT, related_name="+")
    post_title = models.CharField("职务全称", max_length=80)
    movers = models.CharField("提出人", max_length=10, choices=Movers.choices)
    author = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, null=True, related_name="+")
    grounds = models.TextField("罢免理由")
    handed_in_on = models.DateField("提交日期", null=True)
    told_on = models.DateField("告知本人日期", null=True)
    put_on = models.DateField("主席团提请审议日期", null=True)
    decided_on = models.DateField("表决日期", null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        verbose_name = "罢免案"
        ordering = ["-opened_at", "id"]

    def __str__(self) -> str:
        return f"罢免{self.appointment.person.name}{self.post_title}职务案"

    def get_absolute_url(self) -> str:
        return reverse("elections:removal", args=[self.pk])


class RemovalSignature(Signature):
    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="signatures")

    class Meta(Signature.Meta):
        verbose_name = "罢免案签名"
        constraints = [models.UniqueConstraint(fields=["removal", "mandate"], name="removal_signed_once")]


class DefenceWay(models.TextChoices):
    PRESIDIUM_MEETING = "presidium_meeting", "在主席团会议上申辩"
    PLENARY = "plenary", "在大会全体会议上申辩"
    WRITTEN = "written", "书面申辩"
    WAIVED = "waived", "本人书面表示不申辩"


class Defence(TownOwned):
    """What the person said against the motion; written ones and those before the presidium are given to the session."""

    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="defences")
    way = models.CharField("方式", max_length=18, choices=DefenceWay.choices)
    made_on = models.DateField("申辩日期")
    content = models.TextField("申辩意见")
    distributed_on = models.DateField("印发会议日期", null=True)

    class Meta:
        verbose_name = "申辩"
        ordering = ["made_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_way_display()}（{date_zh(self.made_on)}）"


class AddressedTo(models.TextChoices):
    CONGRESS = "congress", "人民代表大会"
    PRESIDIUM = "presidium", "主席团（闭会期间）"


class Resignation(Matter):
    """Somebody asks to be let go from a post the congress filled."""

    appointment = models.ForeignKey("people.Appointment", on_delete=models.PROTECT, related_name="+")
    post_title = models.CharField("职务全称", max_length=80)
    addressed_to = models.CharField("向谁提出", max_length=10, choices=AddressedTo.choices)
    congress_session = models.ForeignKey(
        "people.CongressSession", verbose_name="哪次会议", on_delete=models.PROTECT, null=True, related_name="resignations"
    )
    requested_on = models.DateField("提出日期")
    reason = models.CharField("辞职原因", max_length=200)
    decided_on = models.DateField("决定日期", null=True)
    confirmed_on = models.DateField("大会确认日期", null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        verbose_name = "辞职"
        ordering = ["-requested_on", "id"]

    def __str__(self) -> str:
        return f"{self.appointment.person.name}辞去{self.post_title}职务"

    def get_absolute_url(self) -> str:
        return reverse("elections:resignation", args=[self.pk])


class Questioning(Matter):
    """A questioning motion (质询案) against the government of this level."""

    congress_session = models.ForeignKey("people.CongressSession", on_delete=models.PROTECT, related_name="questionings")
    target = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    issue = models.CharField("质询的问题", max_length=200)
    content = models.TextField("质询内容")
    author = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, null=True, related_name="+")
    handed_in_on = models.DateField("提交日期", null=True)
    closed_how = models.CharField("结果", max_length=200, blank=True)

    class Meta:
        verbose_name = "质询案"
        ordering = ["-opened_at", "id"]

    def __str__(self) -> str:
        return f"质询案：{self.issue}"

    def get_absolute_url(self) -> str:
        return reverse("elections:questioning", args=[self.pk])


class QuestioningSignature(Signature):
    questioning = models.ForeignKey(Questioning, on_delete=models.PROTECT, related_name="signatures")

    class Meta(Signature.Meta):
        verbose_name = "质询案签名"
        constraints = [models.UniqueConstraint(fields=["questioning", "mandate"], name="questioning_signed_once")]


class Form(models.TextChoices):
    ORAL_PRESIDIUM = "oral_presidium", "在主席团会议上口头答复"
    ORAL_PLENARY = "oral_plenary", "在大会全体会议上口头答复"
    WRITTEN = "written", "书面答复"


class Answer(TownOwned):
    """One answer: how the presidium wants it, by when, what was said, and what the movers think of it."""

    questioning = models.ForeignKey(Questioning, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField("第几次答复")
    form = models.CharField("答复方式", max_length=14, choices=Form.choices)
    after_session = models.BooleanField("情况复杂，会后答复", default=False)
    decided_on = models.DateField("主席团决定日期")
    answered_on = models.DateField("答复日期", null=True)
    answered_by = models.CharField("答复的负责人", max_length=60, blank=True)
    content = models.TextField("答复内容", blank=True)

    class Meta:
        verbose_name = "质询答复"
        ordering = ["questioning", "number"]
        constraints = [models.UniqueConstraint(fields=["questioning", "number"], name="answer_number_once")]

    def __str__(self) -> str:
        return f"{self.questioning}（第{self.number}次答复）"


class AnswerOpinion(TownOwned):
    """One mover's opinion of an answer; named, as the motion is."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="opinions")
    mandate = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, related_name="+")
    satisfied = models.BooleanField("满意")
    given_on = models.DateField("表示日期")
    entered_by = models.CharField("登记人", max_length=40, blank=True)

    class Meta:
        verbose_name = "提质询案的代表的意见"
        ordering = ["given_on", "id"]
        constraints = [models.UniqueConstraint(fields=["answer", "mandate"], name="answer_judged_once")]

    def __str__(self) -> str:
        return f"{self.mandate.person.name}：{'满意' if self.satisfied else '不满意'}"
