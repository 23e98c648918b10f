"""Meetings of the presidium, who came, what was on the agenda, what was decided and what became of it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.people.models import Person, Term
from renda.kernel.procedures.matter import Matter
from renda.kernel.units.models import TownOwned, TownProfile, Unit


class Meeting(Matter):
    """One meeting. ``members`` and ``present`` are frozen when it is opened; numbers run through the term."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="presidium_meetings")
    number = models.PositiveIntegerField("第几次")
    is_extra = models.BooleanField("临时召开", default=False)
    cause = models.CharField("为什么临时召开", max_length=300, blank=True)
    held_on = models.DateField("会议日期")
    starts = models.CharField("几点", max_length=20, default="上午9时")
    venue = models.CharField("地点", max_length=80)
    host = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="主持人")
    observers = models.CharField("列席人员", max_length=500, blank=True)
    members = models.PositiveIntegerField("全体成员", null=True)
    present = models.PositiveIntegerField("实到成员", null=True)
    calling_off = models.CharField("不开的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "主席团会议"
        ordering = ["-held_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["town", "term", "number"], name="presidium_meeting_number_once")]

    def __str__(self) -> str:
        name = self.__dict__.setdefault("_presidium", TownProfile.current().presidium_name)
        return f"{name}第{to_chinese(self.number)}次会议"

    def get_absolute_url(self) -> str:
        return reverse("presidium:meeting", args=[self.pk])


class Topic(TownOwned):
    """One matter on the agenda. The votes are of those present; None where it was only heard."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="topics")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField("议题", max_length=200)
    presenter = models.CharField("汇报人", max_length=60, blank=True)
    discussion = models.TextField("讨论情况", blank=True)
    in_favour = models.PositiveIntegerField("赞成", null=True)
    against = models.PositiveIntegerField("反对", null=True)
    abstained = models.PositiveIntegerField("弃权", null=True)
    outcome = models.TextField("决定", blank=True)
    verdict = models.CharField("表决结果", max_length=200, blank=True)
    recorded = models.BooleanField(default=False)

    class Meta:
        verbose_name = "议题"
        ordering = ["meeting", "position", "id"]

    def __str__(self) -> str:
        return self.title


class Presence(models.TextChoices):
    PRESENT = "present", "出席"
    EXCUSED = "excused", "请假"
    ABSENT = "absent", "缺席（没有请假）"


class Attendance(TownOwned):
    """Whether a member came to a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="presidium_attendances")
    presence = models.CharField("到会情况", max_length=8, choices=Presence.choices)
    note = models.CharField("说明", max_length=120, blank=True)

    class Meta:
        verbose_name = "到会情况"
        ordering = ["meeting", "person__name", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="presidium_attendance_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_presence_display()}"


class Decision(Matter):
    """What the presidium decided: who carries it out, by when, and what became of it."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="decisions")
    text = models.TextField("决定内容")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="承办单位")
    due_on = models.DateField("完成日期")
    progress = models.TextField("进展", blank=True)
    result = models.TextField("落实结果", blank=True)
    done_on = models.DateField("落实日期", null=True)

    class Meta:
        verbose_name = "主席团决定"
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 60 else f"{self.text[:59]}…"

    def get_absolute_url(self) -> str:
        return reverse("presidium:decision", args=[self.pk])

    @property
    def executor(self) -> str:
        """Who carries it out, in words."""
        return str(self.unit) if self.unit_id else "人大办"
