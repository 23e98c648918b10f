"""Agenda (议程), schedule (日程), what was published of them, and the run of each entry."""

from __future__ import annotations

from typing import Any

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.modules.sessions.sittings.models.sitting import Sitting


class Frozen(RuntimeError):
    """What was published is never written again."""


class AgendaItem(TownOwned):
    """One item of the agenda of the session, as it is being prepared. ``subject``: what it is about, where another line of
    work has put it there (the report of an inspection)."""

    session = models.ForeignKey(
        "people.CongressSession", on_delete=models.PROTECT, related_name="agenda_items"
    )
    text = models.CharField("议程", max_length=200)
    position = models.PositiveIntegerField("顺序", default=0)
    subject_model = models.CharField(max_length=60, blank=True, editable=False)
    subject_id = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = "议程"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class EntryKind(models.TextChoices):
    REPORT = "report", "听取报告"
    REVIEW = "review", "审议讨论"
    VOTE = "vote", "表决"
    ELECTION = "election", "选举"
    INTAKE = "intake", "收议案建议"
    OTHER = "other", "其他"


class Entry(TownOwned):
    """One thing done at a sitting: a line of the schedule and of the chair's script. The one that began and did not end is
    the current one. A ballot belongs to it by the ballot's subject."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="entries")
    agenda_item = models.ForeignKey(
        AgendaItem,
        verbose_name="属于哪项议程",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="entries",
    )
    kind = models.CharField("做什么", max_length=10, choices=EntryKind.choices, default=EntryKind.OTHER)
    text = models.CharField("内容", max_length=200)
    speaker = models.CharField("报告人（说明人）", max_length=80, blank=True)
    position = models.PositiveIntegerField("顺序", default=0)
    started_at = models.DateTimeField("开始", null=True, editable=False)
    finished_at = models.DateTimeField("结束", null=True, editable=False)

    class Meta:
        verbose_name = "会上事项"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_current(self) -> bool:
        return bool(self.started_at) and not self.finished_at

    @property
    def takes_ballots(self) -> bool:
        return self.kind in (EntryKind.VOTE, EntryKind.ELECTION)


class Speech(TownOwned):
    """Somebody speaks on an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="speeches")
    attendee = models.ForeignKey(
        "session_attendance.Attendee", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("发言人", max_length=80)
    started_at = models.DateTimeField("开始", default=clock.now)
    ended_at = models.DateTimeField("结束", null=True)

    class Meta:
        verbose_name = "发言"
        ordering = ["started_at", "id"]

    def __str__(self) -> str:
        return self.name


class ProgrammeKind(models.TextChoices):
    AGENDA = "agenda", "议程"
    SCHEDULE = "schedule", "日程"


class Programme(TownOwned):
    """An agenda or a schedule as it was published. ``n`` 0 is the first; every later one is an amendment with its reason.

    ``content``: agenda {"items": [text]}; schedule {"items": [{day, time, content, place, host}]}.
    """

    session = models.ForeignKey("people.CongressSession", on_delete=models.PROTECT, related_name="programmes")
    kind = models.CharField("种类", max_length=8, choices=ProgrammeKind.choices)
    n = models.PositiveIntegerField("第几次变更", default=0)
    content = models.JSONField(default=dict)
    reason = models.CharField("变更理由", max_length=200, blank=True)
    decided_by = models.CharField("由什么会议决定", max_length=60, blank=True)
    decided_on = models.DateField("决定日期")
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField("公布时间", default=clock.now)
    published_by = models.CharField("公布人", max_length=40)

    class Meta:
        verbose_name = "公布的议程日程"
        ordering = ["kind", "n"]
        constraints = [models.UniqueConstraint(fields=["session", "kind", "n"], name="programme_number_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.which}）"

    @property
    def which(self) -> str:
        return f"第{self.n}次变更" if self.n else "原公布稿"

    def save(self, *args: Any, **kwargs: Any):
        if not self._state.adding:
            raise Frozen("已经公布的议程、日程不能改，要改的另行公布变更。")
        return super().save(*args, **kwargs)
