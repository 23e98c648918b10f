"""The notice to everybody, what came back, and leave."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned
from renda.modules.sessions.attendance.models.people import Answer, Attendee

__all__ = ["Answer", "LeaveRequest", "NoticeReceipt", "SessionNotice", "Way"]


class SessionNotice(TownOwned):
    """One sending of the notice of a session. ``capacities``: to whom it is addressed; ``opens_on``: the opening day it
    tells. Once the day is moved, whoever had it does not know the day and is told again."""

    session = models.ForeignKey(
        "people.CongressSession", on_delete=models.PROTECT, related_name="attendance_notices"
    )
    title = models.CharField("标题", max_length=200)
    text = models.TextField("通知内容")
    opens_on = models.DateField("通知的开幕日期", null=True)
    reply_by = models.DateField("回执截止", null=True, blank=True)
    capacities = models.JSONField("发给", default=list)
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField("发出日期", default=clock.today)
    sent_by = models.CharField("发出人", max_length=40)

    class Meta:
        verbose_name = "会议通知"
        ordering = ["sent_on", "id"]

    def __str__(self) -> str:
        return self.title


class Way(models.TextChoices):
    INBOX = "inbox", "系统内送达"
    LINK = "link", "发链接"
    PAPER = "paper", "纸质或者电话"


class NoticeReceipt(TownOwned):
    """The notice as it went to one person. Read and signed for are dates, not states."""

    notice = models.ForeignKey(SessionNotice, on_delete=models.PROTECT, related_name="receipts")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="receipts")
    way = models.CharField("方式", max_length=6, choices=Way.choices)
    read_at = models.DateTimeField("已读时间", null=True)
    signed_on = models.DateField("签收日期", null=True)
    signed_by = models.CharField("签收人", max_length=40, blank=True)
    keyed_by = models.CharField("代记人", max_length=40, blank=True)
    chased_on = models.DateField("最近催过", null=True)

    class Meta:
        verbose_name = "会议通知回执"
        ordering = ["notice", "attendee__rank", "id"]
        constraints = [models.UniqueConstraint(fields=["notice", "attendee"], name="notice_receipt_once")]

    def __str__(self) -> str:
        return self.attendee.name


class LeaveRequest(TownOwned):
    """Somebody asks to stay away; asked, decided and withdrawn are dates. ``granted`` is empty until it is decided."""

    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="leave_requests")
    whole = models.BooleanField("整个会议", default=True)
    from_on = models.DateField("从哪天")
    until_on = models.DateField("到哪天")
    reason = models.CharField("原因", max_length=200)
    asked_on = models.DateField("提出日期", default=clock.today)
    asked_by = models.CharField("谁提出的", max_length=40)
    keyed_by = models.CharField("代记人", max_length=40, blank=True)
    granted = models.BooleanField("批准", null=True)
    decided_on = models.DateField("决定日期", null=True)
    decided_by = models.CharField("谁决定的", max_length=40, blank=True)
    decision_note = models.CharField("批准意见", max_length=200, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True)

    class Meta:
        verbose_name = "请假"
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["attendee"],
                condition=models.Q(granted__isnull=True, withdrawn_on__isnull=True),
                name="one_open_leave_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendee}请假"

    @property
    def is_open(self) -> bool:
        return self.granted is None and self.withdrawn_on is None
